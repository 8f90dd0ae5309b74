"""What every edition of a report says, in every language, on a small project: it says what is so, and to everybody."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.actions.small_session import Listening, session
from tests.edits.small_projects import ABOUT
from tpn.actions.make_report import made_report, published_now, rendered
from tpn.actions.session import Session
from tpn.history.published import READERS
from tpn.languages import LANGUAGES
from tpn.model.choices import Light
from tpn.reports.report_deck import report_deck
from tpn.reports.report_page import SHOWN_TO
from tpn.texts import Words

PASSED = """\
report: {next_decision_point: {date: 2026-09-03, what: Velge vei}}
kickoff:
  activities: [{id: K-1, title: Først, due: 2026-10-05, milestone: true, kind: gate}]
launch:
  activities: [{id: L-01, title: På, service: sfo, due: 2026-10-12, milestone: true, kind: go_live, after: [L-00]},
    {id: L-00, title: Si ja, service: sfo, due: 2026-10-09, milestone: true, kind: gate}]
  services: [{service: sfo}]
meetings: [{id: MO-1, kind: steering, date: 2026-09-03, agenda: [{case: 3/26, title: Sette SFO på, kind: decision}]}]
decisions:
  - {id: B-1, title: Sette SFO på, recommendation: Ja, meeting: MO-1, hangs: [L-00],
     alternatives: [{title: Ja}, {title: Nei}]}
participation: [{id: MV-1, title: Drøfte, kind: union_reps, due: 2026-09-02, done: 2026-09-03}]
"""
BEEN = re.compile(r"\b0?3\.(09|[ \u00a0]september)|\b3 September")
RED = """\
risks: [{id: R-1, title: Fare, probability: 5, consequence: 5}]
deviations: [{id: D-1, title: Brann, importance: 3}]
"""
COMMENTED = "report: {comments: {risk: Vi har det i hende}}\n"


def editions(here: Session) -> dict[str, str]:
    """What each reader gets, as text."""
    made = made_report(here)
    return {reader: str(rendered(here, made, reader, "md")) for reader in READERS}


def spoken(folder: Path, text: str, language: str) -> Listening:
    return session(folder, text, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_edition_tells_a_day_that_has_been_as_one_that_comes(tmp_path: Path, language: str) -> None:
    here = spoken(tmp_path / "p", PASSED, language)
    told = {reader: BEEN.findall(text) for reader, text in editions(here).items()}
    told.pop("ansatte")  # to them it is told that something was taken up that day
    assert not any(told.values()), told
    assert made_report(here).head.point == date(2026, 10, 5)  # the gate that is next


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("comments", ["", COMMENTED])
def test_every_light_that_is_red_is_named_where_no_decision_is_asked_for(
    tmp_path: Path, language: str, comments: str
) -> None:
    here = spoken(tmp_path / "p", RED + comments, language)
    report = made_report(here)
    red = [
        here.words(f"status.dimensions.{one.dimension}").lower()
        for one in report.lights
        if one.light is Light.RED
    ]
    assert len(red) > 1
    sentence = here.words(
        "report.decisions.unanswered", what=f"{', '.join(red[:-1])} {here.words('report.and')} {red[-1]}"
    )
    told = editions(here)
    assert [reader for reader, text in told.items() if sentence in text] == list(READERS[:3])
    because = spoken(tmp_path / "q", RED + "report: {no_decision_because: Ingen grunn}\n", language)
    assert not any(
        here.words("report.decisions.unanswered", what="")[:20] in text for text in editions(because).values()
    )


ABOUT_THREE = ABOUT + "  - {id: tt, name: TT-kort}\n"
SCOPE = (
    (ABOUT, ABOUT_THREE, "", ("TT-kort",)),
    (ABOUT, ABOUT.replace("name: Barnehage", "name: Barnehageplass"), "", ("Barnehageplass", "Barnehage")),
    (ABOUT_THREE, ABOUT_THREE.replace("name: TT-kort", "name: TT-kort, ended: {date: 2026-09-07, outcome: merged_into,"
     " into: [sfo]}"), "", ("TT-kort", "SFO")),
    (ABOUT_THREE, ABOUT_THREE.replace("name: TT-kort", "name: TT-kort, ended: {date: 2026-09-07, outcome: split_into,"
     " into: [sfo, bhg]}"), "", ("TT-kort", "Barnehage")),
    (ABOUT_THREE.replace("name: TT-kort", "name: TT-kort, ended: {date: 2026-09-01, outcome: cancelled}"), ABOUT_THREE,
     "", ("TT-kort",)),
    (ABOUT, ABOUT, "deviations: [{id: D-1, title: Strømmen gikk, closed: 2026-09-07}]\n", ("Strømmen gikk",)),
)  # fmt: skip
"""The files before and after a report was published, what is added to them, and what must be told of it."""
LINES = "report: {summary: {achieved: En, next: To, challenge: Tre}}\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", range(len(SCOPE)))
def test_what_has_become_of_the_scope_since_last_time_stands_in_every_edition(
    tmp_path: Path, language: str, case: int
) -> None:
    """A deviation that came and went is told to those who have the whole report: the owner's one page and the two
    letters have no room for it.
    """
    before, after, text, told = SCOPE[case]
    first = session(tmp_path / "p", LINES, before, preview=False, language=language)
    published_now(first, made_report(first), "styringsgruppe", None, None)
    same = editions(session(tmp_path / "p", LINES, before, language=language))
    here = session(tmp_path / "p", LINES + text, after, language=language)
    readers = ("styringsgruppe", "prosjektgruppe") if text else READERS
    new = {reader: [line for line in said.splitlines() if line not in same[reader].splitlines()]
           for reader, said in editions(here).items()}  # fmt: skip
    for reader in readers:
        lines = [line for line in new[reader] if all(name in line for name in told)]
        assert any(_is_told(line) for line in lines), (reader, new[reader])
    for reader in SHOWN_TO:
        slides = repr(report_deck(made_report(here), here.words, reader))
        assert (here.words("report.scope.title", day="").strip() in slides) is not bool(text)


def _is_told(line: str) -> bool:
    """Whether a line tells of a change, and is not the list of the services with one more."""
    return not line.startswith(("|", "###")) or any(f"**{word}" in line for word in _HEADINGS)


_HEADINGS = tuple(
    str(Words(language)(f"report.since.{key}"))
    for language in LANGUAGES
    for key in ("came", "resumed", "renamed", "ended", "deviations", "settled")
)
