"""One grammar of dates and one of amounts: every spelling of the tables means the same through every door."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.edits.typed_values import Typist
from tpn.model import load
from tpn.model.amounts import NotANumber, read_number
from tpn.model.dates import NotADate, Ways, planned, read_date, recorded
from tpn.model.fieldtree import takes
from tpn.model.shapes import Activity
from tpn.problems import Stop
from tpn.recognise.cell_dates import read_date as read_cell

TODAY = date(2026, 10, 5)
DATA = Path(__file__).resolve().parent.parent / "data" / "grammar"


def table(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


DATES = table("dates.tsv")
AMOUNTS = table("amounts.tsv")


def means(text: str, ways: Ways) -> str:
    try:
        return read_date(text, ways).day.isoformat()
    except NotADate as fault:
        return fault.why


def test_the_table_of_dates_has_five_hundred_spellings_and_says_each_once() -> None:
    said = [row[0] for row in DATES]
    assert len(said) == len(set(said)) >= 500


def test_every_spelling_is_its_day_or_says_why_it_is_none() -> None:
    wrong = {}
    for text, start, end, happened in DATES:
        found = (
            means(text, planned(TODAY, end=False)),
            means(text, planned(TODAY)),
            means(text, recorded(TODAY)),
        )
        if found != (start, end, happened):
            wrong[text] = found
    assert wrong == {}


def test_a_cell_of_a_foreign_sheet_means_the_same_as_a_word_on_the_line() -> None:
    wrong = {}
    for text, _, end, _ in DATES:
        read = read_cell(text, planned(TODAY))
        if (read.day.isoformat() if read.day else None) != (end if end[:1].isdigit() else None):
            wrong[text] = read
    assert wrong == {}


@pytest.fixture(scope="module")
def typist() -> Typist:
    loaded = load(Path(__file__).resolve().parents[2] / "examples" / "halden")
    return Typist(loaded.sound(), TODAY)


def typed(typist: Typist, field: str, text: str) -> str:
    try:
        return str(typist.value(takes(Activity)[field], text))
    except Stop as stop:
        return next(iter(stop.problems)).slug.removeprefix("date-")


def test_set_and_add_mean_the_same(typist: Typist) -> None:
    slugs = {"open": "unreadable"}
    wrong = {}
    typed_alone = {"mandag"}  # counted from today where somebody types it, and nobody's guess in a sheet
    for text, start, end, happened in (one for one in DATES if one[0] not in typed_alone):
        found = tuple(typed(typist, field, text) for field in ("start", "due", "finished"))
        if found != tuple(slugs.get(said, said) for said in (start, end, happened)):
            wrong[text] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "day"), [("1. juledag 2026", None), ("uke 14/27", "09.04.2027"), ("1.9", "01.09.2026"),
                      ("17.mai", "17.05.2027"),
                      ("mandag uke 42", "12.10.2026"), ("fredag 15. oktober 2026", None), ("01/02/2027", None)],
)  # fmt: skip
def test_set_move_import_and_a_list_agree(tpn: Tpn, halden: Path, text: str, day: str | None) -> None:
    moved = tpn("move", "A-20", text, "--reason", "venter", "--write", "-p", halden)
    was_set = tpn("set", "A-20", f"frist={text}", "-p", halden)
    sheet = halden.parent / "plan.csv"
    sheet.write_text(f"Aktivitet;Ansvarlig;Frist\nNoe helt nytt;Ola;{text}\n", "utf-8-sig")
    read = tpn("read", sheet)
    assert {moved.code, was_set.code} == ({0} if day else {2})
    if day:
        assert day in was_set.out
        assert day[:6] in read.out


def test_a_planned_day_that_is_past_is_said(tpn: Tpn, halden: Path) -> None:
    told = tpn("set", "A-20", "frist=1.9", "-p", halden)
    assert "01.09.2026" in told.out
    assert "forbi" in told.err


def test_what_may_be_two_days_names_both(tpn: Tpn, halden: Path) -> None:
    told = tpn("set", "A-20", "frist=01/02/2027", "-p", halden).err
    assert "02.01.2027" in told
    assert "01.02.2027" in told


def test_a_day_in_the_projects_file_counts_from_its_start(halden: Path) -> None:
    path = next(file for file in halden.glob("*.yaml") if "id: A-20" in file.read_text("utf-8"))
    text = path.read_text("utf-8")
    at = text.index("due:", text.index("id: A-20"))
    path.write_text(f"{text[:at]}due: 1. september{text[text.index(chr(10), at) :]}", "utf-8")
    project = load(halden).sound()
    (found,) = [one for one in load(halden).index.entries if one.address == "A-20"]
    assert found.record.due == date(2026, 9, 1) >= project.about.start  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", AMOUNTS, ids=lambda row: row[0])
def test_an_amount_is_its_number_or_says_why_it_is_none(row: list[str]) -> None:
    text, meant, *told = row
    if meant in {"ambiguous", "unreadable"}:
        with pytest.raises(NotANumber) as fault:
            read_number(text)
        assert fault.value.why == meant
        assert bool(fault.value.readings) is (meant == "ambiguous")
    else:
        found = read_number(text)
        assert (found.number, found.thousands) == (Decimal(meant), told == ["told"])


@pytest.mark.parametrize("text", ["125.000", "1,3 mill", "900 000,-", "1.3e6"])
def test_every_verb_reads_an_amount_alike(tpn: Tpn, halden: Path, text: str) -> None:
    number = {"125.000": 125000, "1,3 mill": 1300000, "900 000,-": 900000, "1.3e6": 1300000}[text]
    spoken = f"{number:,}".replace(",", "\u00a0")
    was_set = tpn("set", "A-P01", f"verdi={text}", "-p", halden)
    ruled = tpn("procure", "--value", text, "-p", halden)
    for told in (was_set, ruled):
        assert told.code == 0
        assert spoken in told.out.replace(" ", "\u00a0")
        assert ("deler tusener" in told.err) is (text == "125.000")
