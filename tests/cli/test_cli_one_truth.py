"""What tells a date of a record tells one of its own; over a few generated projects here, a thousand by hand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cli.truth_laws import TODAYS, TOLD_BY, Walk, check
from tests.cli.whole_projects import whole_projects


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(whole_projects(), TODAYS, TOLD_BY)
def test_every_date_that_is_told_of_a_record_is_its_own_and_every_figure_is_its_list(
    tmp_path_factory: pytest.TempPathFactory, project: dict[str, Any], today: date, walk: Walk
) -> None:
    check(project, today, walk, tmp_path_factory.mktemp("laget") / "p")
