"""Whatever ends, comes back or is removed leaves a whole project; a few generated ones here, a thousand by hand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cli.scope_laws import NAMES, WAYS, Way, check
from tests.cli.truth_laws import TODAYS
from tests.cli.whole_projects import whole_projects


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(whole_projects(), TODAYS, NAMES, WAYS)
def test_what_leaves_leaves_whole_and_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, project: dict[str, Any], today: date, name: str, way: Way
) -> None:
    check(project, today, name, way, tmp_path_factory.mktemp("laget") / "p")
