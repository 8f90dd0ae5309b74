"""Every door takes dates and amounts by the one grammar: each spelling of the tables means the same in all.

The grammar itself is held in ``test_model_grammar.py``. Here each function that a door reads by is asked for all
spellings; that the doors have no other function is read from the code, and each verb is tried once from outside.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import NOW, ROOT, Tpn
from tests.model.test_model_grammar import AMOUNTS, DATES, TODAY
from tpn.actions.proposal_sheet import _read as proposed
from tpn.actions.report_form import _read as in_form
from tpn.actions.session import Session
from tpn.library import overlaid
from tpn.model import load
from tpn.model.amounts import NotANumber
from tpn.model.dates import PLANNED_BACK, NotADate
from tpn.problems import CellPlace, Stop
from tpn.recognise.words import load_words
from tpn.roundtrip.cell_values import Meanings
from tpn.sheets.tender_sheet import _amount as tendered
from tpn.views.computed_fields import field

HALDEN = ROOT / "examples" / "halden"
PLACE = CellPlace("a.xlsx", "A", "A1")
COUNTED = frozenset({"mandag"})
"""Counted from the day of typing where somebody types it, and nobody's guess in a sheet."""
COMING, WAS = ("report", "next_decision_point", "date"), ("economy", "as_of")
WORDS = {"open": "unreadable"}


@pytest.fixture(scope="module")
def session() -> Session:
    clock = datetime.combine(TODAY, NOW.time())
    return Session({"project": str(HALDEN), "today": TODAY.isoformat()}, clock=lambda: clock)


@pytest.fixture(scope="module")
def meanings(session: Session) -> Meanings:
    project = session.loaded.sound()
    return Meanings(project, session.loaded.index, load_words(None), TODAY, today=TODAY)


def slug(stop: Stop) -> str:
    return next(iter(stop.problems)).slug


def wrong_of(column: int, means: Callable[[str], str], *, skip: frozenset[str] = COUNTED) -> dict[str, str]:
    """The spellings that a door reads otherwise than the table says."""
    found = {
        row[0]: (means(row[0]), WORDS.get(row[column], row[column])) for row in DATES if row[0] not in skip
    }
    return {text: said for text, (said, meant) in found.items() if said != meant}


def by_why(read: Callable[[], object]) -> str:
    try:
        found = read()
    except NotADate as fault:
        return WORDS.get(fault.why, fault.why)
    assert isinstance(found, date)
    return found.isoformat()


@pytest.mark.parametrize(("rule", "column"), [("planned", 2), ("recorded", 3)])
def test_the_options_and_questions_of_verbs(session: Session, rule: str, column: int) -> None:
    """``move``, ``done``, ``postpone``, ``launch``, ``gate``, ``handover``, ``replan``, ``export``, ``meet``."""

    def means(text: str) -> str:
        try:
            return session.date(text, "--date", rule=rule).isoformat()  # type: ignore[arg-type]
        except Stop as stop:
            why = str(next(iter(stop.problems)).facts["hint"])
            return WORDS.get(why, why)

    assert wrong_of(column, means) == {}


@pytest.mark.parametrize(("name", "column"), [("start", 1), ("due", 2), ("finished", 3)])
def test_the_cells_of_our_own_sheets(meanings: Meanings, name: str, column: int) -> None:
    """A day that has not happened is refused where one is asked for that has; a word without a day is no date."""
    asked = field("activities", name)
    assert asked

    def means(text: str) -> str:
        meant = meanings.of("activities", asked, text, "Dag", PLACE)
        if meant.problem and meant.problem.slug == "cell-date-ahead":
            day = meant.problem.facts["date"]
            assert isinstance(day, date)
            assert day > TODAY
            return day.isoformat()
        if meant.problem:
            return {"cell-not-a-date": "unreadable"}.get(
                meant.problem.slug, meant.problem.slug.removeprefix("cell-date-")
            )
        assert isinstance(meant.value, date)
        return meant.value.isoformat()

    assert wrong_of(column, means, skip=COUNTED | {"Ferdig"}) == {}  # «Ferdig» is done on the day it is read


@pytest.mark.parametrize(("route", "column"), [(COMING, 2), (WAS, 3)])
def test_the_form_of_a_report(session: Session, route: tuple[str, ...], column: int) -> None:
    assert wrong_of(column, lambda text: by_why(lambda: in_form(session, "date", text, route))) == {}


@pytest.mark.parametrize("typed", ["i dag", "i går"])
def test_today_is_a_day_in_a_form(session: Session, typed: str) -> None:
    assert in_form(session, "date", typed, WAS) == TODAY - timedelta(typed == "i går")


def test_the_workbook_of_a_proposed_plan(session: Session) -> None:
    """A day that is past is refused there, and says so."""

    def means(text: str) -> str:
        found = proposed(session, text, PLACE)
        if isinstance(found, date):
            return found.isoformat()
        if found.slug == "proposed-past":
            return str(found.facts["date"])
        return "none"

    wrong = wrong_of(2, means)
    assert {text: said for text, said in wrong.items() if said != "none"} == {}
    assert not any(row[2][:1].isdigit() for row in DATES if row[0] in wrong)


def test_the_projects_own_files(tmp_path: Path) -> None:
    """Typed by hand in the YAML a day counts from the start of the project."""
    head = f"project: {{format: 1, id: a, name: A, start: {TODAY - PLANNED_BACK}}}\nkickoff:\n  activities:\n"
    rows = [row for row in DATES if '"' not in row[0] and row[0] not in COUNTED]
    lines = [
        f'    - {{id: K-{at}, title: t, start: "{text}", due: "{text}"}}'
        for at, (text, *_) in enumerate(rows)
    ]
    (tmp_path / "project.yaml").write_text(head + "\n".join(lines) + "\n", "utf-8")
    found = load(tmp_path)
    faulty = {
        (problem.place.line - 4, problem.slug.removeprefix("date-"))  # type: ignore[union-attr]
        for problem in found.problems
        if problem.slug.startswith("date-")
    }
    refused = dict(faulty)
    meant = {at: WORDS.get(row[2], row[2]) for at, row in enumerate(rows) if not row[2][:1].isdigit()}
    assert refused == meant
    good = [line for at, line in enumerate(lines) if at not in meant]
    (tmp_path / "project.yaml").write_text(head + "\n".join(good) + "\n", "utf-8")
    index = load(tmp_path).index
    days = {one.address: one.record for one in index.of("activities")}
    assert {
        row[0]: (days[f"K-{at}"].start.isoformat(), days[f"K-{at}"].due.isoformat())  # type: ignore[attr-defined]
        for at, row in enumerate(rows) if at not in meant
    } == {row[0]: (row[1], row[2]) for at, row in enumerate(rows) if at not in meant}  # fmt: skip


# ---------------------------------------------------------------- amounts


def amount_of(read: Callable[[], object]) -> str:
    try:
        found = read()
    except NotANumber as fault:
        return fault.why
    except Stop as stop:
        return {"number-ambiguous": "ambiguous", "not-a-number": "unreadable"}.get(slug(stop), slug(stop))
    return "unreadable" if found is None else str(float(found))  # type: ignore[arg-type]


def meant_amount(said: str) -> str:
    return said if said.isalpha() else str(float(said))


def test_an_amount_means_the_same_in_cells_forms_and_bids(session: Session, meanings: Meanings) -> None:
    asked = field("benefits", "indicator.baseline")
    assert asked

    def in_cell(text: str) -> object:
        meant = meanings.of("benefits", asked, text, "Tall", PLACE)
        if meant.problem:
            raise NotANumber("ambiguous" if meant.problem.slug == "cell-number-ambiguous" else "unreadable")
        return meant.value

    for text, meant, *_ in AMOUNTS:
        wanted = meant_amount(meant)
        assert amount_of(lambda: in_cell(text)) == wanted, text  # noqa: B023 - asked at once
        assert amount_of(lambda: in_form(session, "number", text, WAS)) == wanted, text  # noqa: B023
        bid = amount_of(lambda: tendered(text))  # noqa: B023
        assert bid == (wanted if wanted != "ambiguous" else "unreadable"), text


# ---------------------------------------------------------------- no door has a grammar of its own

FILES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "tpn").rglob("*.py")}
BY_DATES = {
    "tpn/actions/make_archive.py", "tpn/actions/proposal_sheet.py", "tpn/actions/report_form.py",
    "tpn/actions/session.py", "tpn/edits/typed_values.py", "tpn/history/agreements.py", "tpn/model/base.py",
    "tpn/model/dates.py", "tpn/recognise/cell_dates.py", "tpn/recognise/years.py", "tpn/roundtrip/cell_values.py",
}  # fmt: skip
BY_AMOUNTS = {
    "tpn/actions/report_form.py", "tpn/cli/verbs/procure.py", "tpn/edits/typed_values.py", "tpn/model/amounts.py",
    "tpn/recognise/cell_kinds.py", "tpn/roundtrip/cell_values.py", "tpn/sheets/tender_sheet.py",
}  # fmt: skip


def test_what_reads_days_and_amounts_of_people_is_known_and_asked_above() -> None:
    grammar = r"from tpn\.model\.(?:{}) import[^\n]*\b(?:{})\b|^def (?:{})\("
    dates = re.compile(grammar.format("dates", "read_date", "read_date"), re.MULTILINE)
    amounts = re.compile(
        grammar.format("amounts", "read_number|read_amount", "read_number|read_amount"), re.MULTILINE
    )
    assert {file for file, text in FILES.items() if dates.search(text)} == BY_DATES
    assert {file for file, text in FILES.items() if amounts.search(text)} == BY_AMOUNTS
    assert [file for file, text in FILES.items() if "strptime" in text] == []


DAY_LINES = {
    "set": ("set", "K-12", "frist={}"),
    "add": ("add", "B-05/actions", "hva=x", "frist={}"),
    "done": ("done", "T-15", "--date", "{}"),
    "move": ("move", "K-12", "{}", "--reason", "x"),
    "postpone": ("postpone", "T-15", "--reason", "x", "--to", "{}"),
    "launch": ("launch", "parkering", "--date", "{}"),
    "gate": (
        "gate",
        "kickoff",
        "--decision",
        "B-01",
        "--outcome",
        "Godkjent med vilkår",
        "--condition",
        "Noe;Kari;{}",
    ),
    "handover": ("handover", "Per", "--to", "Liv", "--until", "{}"),
    "replan": ("replan", "--set", "K-12={}"),
    "export": ("export", "--each-responsible", "ut", "--due", "{}"),
    "list": ("list", "aktiviteter", "--due", "{}"),
    "procure": ("procure", "--value", "900000", "--date", "{}"),
    "init": ("init", "nytt", "--from", "blank", "--start", "{}"),
}


def test_every_verb_with_a_day_among_its_options_is_tried() -> None:
    """The placeholders of the help say which options take a day."""
    asked = {
        path.stem
        for path in (ROOT / "templates" / "texts" / "nb" / "verbs").glob("*.yaml")
        if any(
            "DATO" in str(value)
            for value in (overlaid(f"texts/nb/verbs/{path.name}").get("values") or {}).values()
        )
    }
    assert asked <= DAY_LINES.keys()


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("verb", DAY_LINES)
def test_a_verb_says_both_days_that_a_text_may_mean_and_takes_one_that_is_clear(
    tpn: Tpn, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def told(day: str) -> tuple[int, str]:
        line = [word.format(day) for word in DAY_LINES[verb]]
        made = tpn(*line, "--preview", *(() if verb == "init" else ("-p", HALDEN)))
        return made.code, made.err

    code, said = told("01/02/2027")
    assert code == 2
    assert {"02.01.2027", "01.02.2027"} <= set(re.findall(r"\d\d\.\d\d\.\d{4}", said)), said
    for none in ("31.02.2027", "1. juledag"):
        code, said = told(none)
        assert (code, none in said) == (2, True), said
    recorded = verb in {"done", "launch"}
    assert "-date" not in re.sub(
        r"--date", "", told("2. oktober 2026" if recorded else "mandag uke 14 2027")[1]
    )
