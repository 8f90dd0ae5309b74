"""A quarter of a new project lead, from the command line: what is agreed, what is late, what leaves and what comes.

Four services, people with several roles, sheets with deadlines out and home, a supplier six weeks late up to the
revised plan, a service that ends, one renamed, one added, two merged, and a gate that is refused and then passed on
conditions.
"""

import io
import json
import re
import shlex
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.truth_laws import Own, figures
from tests.conftest import Result, Tpn
from tpn.model import load

PEOPLE = {
    "prosjekteier": "Kari Holm", "prosjektleder": "Tor Bakke", "it-ansvarlig": "Siv Dal",
    "eier-sfo": "Jon Strand", "ansvarlig-sfo": "Jon Strand",
}  # fmt: skip
SERVICES = "sfo,barnehageplass,byggesak,gravemelding"


class Lead:
    """Somebody who leads a project, on one day after the other."""

    def __init__(self, tpn: Tpn, folder: Path, keyboard: pytest.MonkeyPatch) -> None:
        self.tpn, self.folder, self.today = tpn, folder, date(2027, 1, 4)
        self.keyboard = keyboard

    def does(self, line: str, *words: object, code: int = 0) -> Result:
        """One command, which must end as it is expected to."""
        at = () if line.startswith("init") else ("-p", self.folder)
        result = self.tpn(*shlex.split(line), *words, *at, "--today", self.today.isoformat())
        assert result.code == code, (line, result.err)
        return result

    def sees(self, line: str, *words: object) -> Any:
        """The same as facts."""
        code = 1 if line.startswith("gate ") else 0
        return json.loads(self.does(line, *words, "--json", code=code).out)

    def meets(self, meeting: str, said: dict[str, list[str]], *after: str) -> Result:
        """A meeting held at the keyboard: what is said at the cases, by a word of their title, and what comes after."""
        cases = [one for one in self.sees(f"agenda {meeting}")["lines"] if one["kind"] != "break"]
        lines = [""]  # everybody is here
        for case in cases:
            lines += [*next((some for word, some in said.items() if word in case["title"]), []), ""]
        self.keyboard.setattr("sys.stdin", io.StringIO("".join(f"{one}\n" for one in (*lines, *after, "j"))))
        result = self.does(f"meet {meeting}")
        assert "Referatet er skrevet" in result.out, result.out
        return result

    def light(self) -> str:
        """The light of progress."""
        return str(self.sees("status")["lights"][0]["light"])

    def holds(self) -> None:
        """No fault, every figure is its list, and every date that is told of a record is its own."""
        assert [one.slug for one in load(self.folder).problems if one.level == "error"] == []
        for figure, line in figures(self.sees("status")):
            assert len(self.sees(line.removeprefix("tpn "))["records"]) == figure, line
        own = Own(self.folder, self.today)
        own.known |= {date(2027, 1, 26)}  # when the plan was agreed
        for words in (
            "status --format md",
            "launch --format md",
            "report --format md",
            "list milepæler --format md",
        ):
            for told in re.split(r"\n|(?<=\d{4})\. ", self.does(words).out):
                assert own.foreign(told) == [], (words, told)


@pytest.mark.wide  # the suite walks the README's week and a month at the menu
def test_a_quarter(tpn: Tpn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lead = Lead(tpn, tmp_path / "nordvag", monkeypatch)
    lead.does("init", lead.folder, "--municipality", "Nordvåg", "--services", SERVICES,
              "--start", "04.01.2027")  # fmt: skip
    people_come(lead, tmp_path)
    kick_off_is_held(lead)
    sheets_go_out_and_come_home(lead, tmp_path)
    lead.holds()
    gate_is_refused_and_passed(lead)
    supplier_is_late(lead, tmp_path)
    lead.holds()
    scope_changes(lead)
    lead.holds()


def people_come(lead: Lead, tmp_path: Path) -> None:
    """One person with two roles is one, from the first sheet on."""
    sheet = tmp_path / "folk.xlsx"
    lead.does("export --style people -o", sheet)
    book = openpyxl.load_workbook(sheet)
    for row in book["Personer"].iter_rows(min_row=4):
        if name := PEOPLE.get(str(row[0].value)):
            row[1].value = name
    book.save(sheet)
    assert "Jon Strand er én person" in lead.does("import", sheet, "--write").out
    found = [one for one in load(lead.folder).sound().people if one.name == "Jon Strand"]
    assert [len(one.roles) for one in found] == [3]


def kick_off_is_held(lead: Lead) -> None:
    """By ``meet``: what is decided, who does what and by when, what is promised, and the plan is agreed."""
    lead.today = date(2027, 1, 26)
    said = {
        "Hvorfor vi gjør dette": ["v Prosjektet heter På nett"],
        "Erfaringer": ["a Bestille rom", "Siv Dal", "05.02.2027"],
        "forplikter": ["p Frigjør to dager i uka", "Jon Strand", "12.02.2027"],
    }
    lead.meets("kickoff", said, "j", "j")  # the activity that the meeting is; the plan as it stands
    assert lead.sees("show K-10")["fields"]["status"] == "done"
    minutes = " ".join(lead.does("minutes kickoff").out.split())
    assert "Jon Strand forplikter seg til: Frigjør to dager i uka (frist 12.02.2027)" in minutes
    lacking = lead.does("gate kickoff", code=1).out
    assert "K-C01" in lacking
    assert not [name for name in ("K-C10", "K-C11") if name in lacking]  # the minutes are their evidence
    waits = str(lead.sees("list frister --open")["records"])
    assert all(one in waits for one in ("Bestille rom", "Frigjør to dager i uka"))
    assert lead.sees("list beslutninger")["records"][0]["fields"]["title"] == "Prosjektet heter På nett"


def sheets_go_out_and_come_home(lead: Lead, tmp_path: Path) -> None:
    """Every row that can be dated has a deadline; an untouched sheet is no change, a filled one is."""
    folder = tmp_path / "ut"
    lead.does("export --each-responsible", folder, "--due", "08.02.2027", "--horizon", "400")
    sheet = folder / "siv-dal.xlsx"
    assert "Ingenting er endret" in lead.does("import", sheet).err
    book, rows = openpyxl.load_workbook(sheet), 0
    for tab in book.worksheets:
        heads: list[object] = []
        for row in tab.iter_rows():
            if row[0].value == "Nr":
                heads = [cell.value for cell in row]
            elif heads and str(row[0].value)[:2] in {"K-", "E-", "P-", "A-", "T-"} and "Frist" in heads:
                assert isinstance(row[heads.index("Frist")].value, datetime), (tab.title, row[0].value)
                row[heads.index("Status")].value = "Pågår" if not rows else row[heads.index("Status")].value
                rows += 1
    book.save(sheet)
    assert rows > 3
    assert "Pågår" in lead.does("import", sheet, "--write").out


def gate_is_refused_and_passed(lead: Lead) -> None:
    """A gate with open points is no gate by typing; a decision lets it pass, and its conditions are actions."""
    lead.today = date(2027, 2, 16)
    assert "[gate-closed]" in lead.does("done K-14", code=1).err
    lead.does("add beslutning 'tittel=Plan og roller' besluttet=16.02.2027")
    passed = lead.sees("list beslutninger")["records"][-1]["address"]
    on = "--outcome 'på vilkår' --condition 'Mandatet signert; Kari; 01.03.2027'"
    lead.does(f"gate kickoff --decision {passed} {on} --write")
    assert lead.sees("show K-14")["fields"]["status"] == "done"
    actions = {one["address"] for one in lead.sees("list tiltak")["records"]}
    assert f"{passed}/actions/1" in actions


def supplier_is_late(lead: Lead, tmp_path: Path) -> None:
    """Six weeks late: consequence, paper, decision, revised plan, and green with its history – in four commands."""
    lead.today = date(2027, 5, 20)
    before = lead.sees("show sfo")["due"]
    assert before["agreed"] == "2027-09-13"  # a Monday
    late = date.fromisoformat(lead.sees("show A-17")["due"]["forecast"]) + timedelta(weeks=6)
    lead.does(f"move A-K01 {late:%d.%m.%Y} --reason 'Leverandøren er seks uker etter' --write")
    assert lead.sees("show A-17")["due"]["forecast"] == late.isoformat()
    assert lead.light() == "red"
    board = " ".join(lead.does("procure").out.split())
    assert "Skolefritidsordning (SFO) blir" in board
    assert "A-K01 → A-17 → A-20" in board
    paper = tmp_path / "sak.docx"
    lead.does("replan --propose -o", paper, "--json")
    case = lead.sees("list beslutninger --open")["records"][-1]["address"]
    assert paper.stat().st_size > 5000
    lead.does("add møte type=styringsgruppemøte dato=20.05.2027")
    meeting = lead.sees("list møter")["records"][-1]["address"]
    said = {"Revidert plan": ["v Revidert plan er godkjent"]}
    lead.meets(
        meeting, said, "n", "n", ""
    )  # what it was to decide before is not done; the next day is not agreed
    decided = lead.sees(f"show {case}")["fields"]
    assert (decided["decided"], decided["outcome"]) == ("2027-05-20", "Revidert plan er godkjent")
    assert case in lead.does(f"minutes {meeting}").out
    lead.does(f"replan --decision {case} --write")
    after = lead.sees("show sfo")["due"]
    assert (after["original"], after["agreed"] > before["agreed"], after["late"]) == (
        "2027-09-13",
        True,
        False,
    )
    page = " ".join(lead.does("status --format md").out.split())
    assert f"i rute etter revidert plan 1 ({case})" in page
    assert re.search(r"etter opprinnelig plan, flyttet (én gang|1 gang)", page), page
    assert lead.light() == "green"


def scope_changes(lead: Lead) -> None:
    """One ends, one is renamed, one comes, two become one; nothing that is left points at what has gone."""
    lead.does("add beslutning 'tittel=Gravemelding utgår' besluttet=20.05.2027")
    taken = lead.sees("list beslutninger")["records"][-1]["address"]
    lead.does(f"cancel gravemelding --reason 'Løses i fagsystemet' --decision {taken} --write")
    lead.does("set byggesak 'navn=Garasje og tilbygg'")
    lead.does("set byggesak 'navn=Garasje og tilbygg' --titles")  # as the line before says that it is done
    assert "Byggesak: tiltak uten ansvarsrett" not in lead.does("list milepæler").out
    lead.does("add service kulturskoleplass")
    lead.does("cancel barnehageplass --merged-into sfo --reason 'Ett skjema for barnehage og SFO' --write")
    names = {one["address"] for one in lead.sees("list tjenester")["records"]}
    assert names == {"sfo", "byggesak", "kulturskole"}
    line = next(one for one in lead.does("report --format md").out.splitlines() if one.startswith("**Utgått"))
    assert "Gravemelding: utgått, med" in line
    assert f"({taken})" in line
    assert "Barnehageplass: slått sammen med" in line
    assert "Kommet til: Kulturskoleplass" in lead.does("replan --format md").out
