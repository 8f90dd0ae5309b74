"""What loaded in 0.2.0 loads: its projects are opened, answered, taken back and reported, its sheets come home."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.sheets_back import Back, changed_lines, texts
from tests.conftest import ROOT, Tpn
from tpn.cli.app import command_of

OLD = ROOT / "tests" / "data" / "tpn-0.2.0"
DAYS = {"halden": "2026-10-05", "sandnes": "2026-11-02"}
LOOKS = (
    ("check",), ("status",), ("week",), ("list", "aktiviteter"), ("list", "milepæler"), ("show", "R-01"),
    ("round",), ("undo", "--list"), ("benefits",), ("procure",), ("launch",), ("choose",), ("map",),
)  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of both projects, with the sheets beside them."""
    return Path(shutil.copytree(OLD, tmp_path / "old"))


@pytest.mark.sampled("look", "name")
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look[0])
@pytest.mark.parametrize("name", DAYS)
def test_every_verb_that_looks_reads_it(tpn: Tpn, old: Path, name: str, look: tuple[str, ...]) -> None:
    result = tpn(*look, "-p", old / name, "--today", DAYS[name])
    assert result.code == 0, result.err


@pytest.mark.parametrize("name", DAYS)
def test_it_has_no_faults(tpn: Tpn, old: Path, name: str) -> None:
    before = texts(old / name)
    found = json.loads(tpn("check", "-p", old / name, "--today", DAYS[name], "--json").out)
    assert [one for one in found["problems"] if one["level"] == "error"] == []
    assert texts(old / name) == before


def test_an_answered_sheet_of_a_round_comes_home(tpn: Tpn, old: Path) -> None:
    project, before = old / "halden", texts(old / "halden")
    back = Back(old / "sheets" / "halden-runde" / "nils.xlsx", _tab(old, "T-13"))
    back.put("T-13", "Merknad", "Avtalt med personvernombudet")
    result = tpn("import", back.save(), "-p", project, "--today", "2026-10-07", "--write")
    assert result.code == 0, result.err
    assert any("Avtalt med personvernombudet" in line for line in changed_lines(before, texts(project)))
    people = json.loads(tpn("round", "-p", project, "--json").out)["people"]
    assert [one["person"] for one in people if one["answered"]] == ["nils"]


def _tab(old: Path, name: str) -> str:
    book = openpyxl.load_workbook(old / "sheets" / "halden-runde" / "nils.xlsx")
    return next(tab.title for tab in book if any(cell.value == name for cell in tab["A"]))


UNTOUCHED = {
    "halden": ("halden-oppfolging.xlsx", "halden-tjenester.ods", "halden-registre.xlsx", "halden-personer.xlsx",
               "halden-runde/nils.xlsx", "halden-runde/per.xlsx", "halden-runde/siv.xlsx"),
    "sandnes": ("sandnes-oppfolging.ods", "sandnes-runde/yasmin.xlsx", "sandnes-runde/marit.xlsx"),
}  # fmt: skip


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize(
    ("name", "sheet"), [(name, sheet) for name, sheets in UNTOUCHED.items() for sheet in sheets]
)
def test_an_untouched_sheet_changes_no_line(tpn: Tpn, old: Path, name: str, sheet: str) -> None:
    before = texts(old / name)
    result = tpn("import", old / "sheets" / sheet, "-p", old / name, "--today", DAYS[name], "--write")
    assert result.code == 0, result.err
    assert texts(old / name) == before


def test_a_deadline_changed_in_a_sheet_is_taken(tpn: Tpn, old: Path) -> None:
    back = Back(old / "sheets" / "halden-oppfolging.xlsx", "Prosjektetablering")
    back.put("K-12", "Frist", date(2026, 10, 22))
    assert tpn("import", back.save(), "-p", old / "halden", "--today", "2026-10-07", "--write").code == 0
    assert "due: 2026-10-22" in texts(old / "halden")["1-kickoff.yaml"]


def test_what_0_2_0_wrote_is_taken_back_write_by_write(tpn: Tpn, old: Path) -> None:
    project = old / "halden"
    entries = sorted((project / "history" / "journal").glob("*.done.json"), reverse=True)
    assert len(entries) == 7
    for path in entries:  # the newest first
        wrote = json.loads(path.read_text("utf-8"))
        assert {one["file"]: _hash(project / one["file"]) for one in wrote["files"]} == {
            one["file"]: one["after"] for one in wrote["files"]
        }
        assert tpn("undo", "-p", project, "--write").code == 0
        assert {one["file"]: _hash(project / one["file"]) for one in wrote["files"]} == {
            one["file"]: one["before"] for one in wrote["files"]
        }
    assert tpn("status", "-p", project, "--today", DAYS["halden"]).code == 0


def _hash(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


@pytest.mark.parametrize("name", DAYS)
def test_it_can_be_written_into_and_sent_from(tpn: Tpn, old: Path, name: str) -> None:
    project = old / name
    assert tpn("add", "risiko", "tittel=Ny", "sannsynlighet=1", "konsekvens=1", "-p", project).code == 0
    assert tpn("undo", "--write", "-p", project).code == 0
    each = ("export", "--each-responsible", old / "ny", "-p", project, "--today", DAYS[name])
    assert tpn(*each).code == 0
    assert len(json.loads(tpn("round", "-p", project, "--json").out)["rounds"]) == 2
    assert tpn("snapshot", "Ny", "-p", project, "--today", DAYS[name]).code == 0


def test_what_0_3_0_brought_takes_it_and_gives_it_back(tpn: Tpn, old: Path) -> None:
    """Replanned, at a gate, something out and back, a reorganisation out and home, reported; then undone."""
    project, before = old / "halden", texts(old / "halden")
    day = ("--today", "2026-10-07", "-p", project)
    people = old / "omorganisering.xlsx"
    for line, codes in (
        (("replan",), (0,)), (("gate",), (0, 1)), (("brief",), (0,)), (("report",), (0,)), (("gantt",), (0,)),
        (("diff", "07.09.2026"), (0,)), (("log", "A-11"), (0,)), (("person", "Kari"), (0,)), (("forget", "Kari"), (0,)),
        (("document", "overlevering", "barnehage"), (0,)), (("list", "frister"), (0,)), (("fields", "risiko"), (0,)),
        (("show", "M3"), (0,)), (("handover", "-o", people), (0,)), (("import", people, "--write"), (0,)),
    ):  # fmt: skip
        made = tpn(*line, *day)
        assert made.code in codes, (line, made.err)
        assert texts(project) == before, line
    for write in (
        ("cancel", "lokaler", "--reason", "Nei", "--write"), ("postpone", "T-15", "--reason", "Vent", "--write"),
        ("add", "service", "gravemelding"), ("replan", "--propose"), ("handover", "Per", "--to", "Liv", "--write"),
    ):  # fmt: skip
        made = tpn(*write, *day)
        assert made.code == 0, (write, made.err)
        assert tpn("status", *day).code == 0
        assert tpn("undo", "--write", *day).code == 0
        assert texts(project) == before, write


LINES_OF_0_2_0 = (
    "add", "agenda --write", "benefits --audit --explain --form --stakeholders --with-assessments",
    "check --all --strict", "choose", "completion", "done --date", "explain",
    "export --due --each-responsible --mail --responsible --style", "fill --profile --write",
    "handover --from --to --until --write", "import --new-people --phase --profile --take --write",
    "init --from --municipality --name --services --start --waves", "launch --all --date --description --write",
    "library", "list --due --late --phase --responsible --service --status", "map --service", "meet --follow-up",
    "minutes --phase --write", "move --decision --reason --write",
    "process --dismiss --from --propose --reason --take --variant --write",
    "procure --answers --date --evaluate --group --kind --plan --requirements --spec --supplier --value --write",
    "read --profile --save-profile --sheet", "round --remind", "schema", "set", "show", "slides",
    "snapshot --agreed", "status --phase --service", "undo --drop --finish --list --write", "week --responsible",
)  # fmt: skip


def test_every_verb_and_option_of_0_2_0_is_still_one() -> None:
    for line in LINES_OF_0_2_0:
        verb, *options = line.split()
        known = {one for option in command_of(verb).params for one in option.opts}
        assert set(options) <= known, verb
