"""The form of a report comes home as it was made: what it says itself is never taken for something that was written."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace as Some
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tpn.actions.report_form import read_form
from tpn.reports.report_form import form_book, form_document, form_of
from tpn.spreadsheets.writers import files_of
from tpn.texts import Words
from tpn.views.report_form import FormPlace, FormRow

DAY = date(2026, 9, 7)
WORDS = Words("nb")
REPORT: Any = Some(head=Some(project="lite", service_name=None, name="Lite prosjekt", as_of=DAY))
LINES = st.text(st.sampled_from("aÅ-–«.1 \t\u00a0"), max_size=12)
SAID = st.lists(LINES, min_size=1, max_size=4).map("\n".join)


def place(column: str, shown: str = "") -> FormPlace:
    return FormPlace(column, ("report", column), "text", None, shown or None)


def rows(last: str, reason: str, title: str, shown: str) -> list[FormRow]:
    return [
        FormRow("lines", "achieved", None, None, last, (place("now", shown),)),
        FormRow("lights", "progress", reason, None, last, (place("now", shown),)),
        FormRow("decisions", "B-1", title, None, None, (place("recommendation", shown),)),
        FormRow("economy", "Lisens", None, None, "100", (place("spent"),)),
        FormRow("economy", "Drift", None, None, "50", ()),  # by its years alone
    ]


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "ods"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(last=SAID, reason=SAID, title=SAID, shown=SAID)
@example(last="Linje en.\nLinje to.", reason="", title="", shown="")
def test_a_form_that_nobody_has_written_in_says_nothing(
    tmp_path: Path, suffix: str, last: str, reason: str, title: str, shown: str
) -> None:
    """Whatever was said last time, in however many lines."""
    form = form_of(rows(last, reason, title, shown.strip()), REPORT, WORDS, DAY)
    file = tmp_path / f"skjema.{suffix}"
    if suffix == "docx":
        file.write_bytes(form_document(form, WORDS, DAY))
    else:
        ((_, data),) = files_of(form_book(form, WORDS, DAY), file, "").items()
        file.write_bytes(data)
    home = read_form(file)
    assert home.loose == ()
    for one in home.base["fields"]:
        assert " ".join(home.said.get(one["key"], "").split()) == " ".join(one["shown"].split())
