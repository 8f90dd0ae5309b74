"""What colleagues read has no addresses: no way through the files and no name of a field."""

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.cli.files_back import table_cells
from tests.conftest import ROOT, Tpn
from tpn.model.index import index
from tpn.model.load import load
from tpn.sheets.sent_copy import BASE_TAB
from tpn.spreadsheets.book import LISTS_TAB

PROJECTS = {
    "halden": ROOT / "examples" / "halden",
    "sandnes": ROOT / "examples" / "sandnes",
    "untidy": ROOT / "tests" / "data" / "untidy",
}
TODAY = ("--today", "2026-11-23")
KINDS = (
    "activities", "milestones", "frister", "actions", "communication", "risks", "decisions", "deviations", "benefits",
    "measurements", "stakeholders", "changes", "deliverables", "meetings", "people", "services", "minutes",
)  # fmt: skip


@pytest.fixture(params=list(PROJECTS))
def project(request: pytest.FixtureRequest, read_once: None) -> Path:  # noqa: ARG001 - it is only looked at
    return PROJECTS[request.param]


def addresses(folder: Path) -> set[str]:
    """Every address of a record that goes through the name of a field."""
    loaded = load(folder)
    assert loaded.project is not None
    return {one.address for one in index(loaded.project).entries if _FIELD.search(one.address)}


_FIELD = re.compile(r"/(actions|measurements|contacts|minutes|assumptions|bids|answers|participants|agenda)/")


def leaks(text: str, known: set[str]) -> Iterator[str]:
    """What of a text is an address, a way into the history, or a key as the files spell it."""
    yield from (one for one in known if one in text)
    yield from (word for word in text.split() if "/actions/" in word or word.startswith("history/"))
    yield from re.findall(r"(?<![\w./@-])[a-z]+_[a-z_]+(?![\w./@-])", text)


def test_the_screens_name_records_as_people_do(tpn: Tpn, project: Path) -> None:
    known = addresses(project)
    for line in (("status",), ("status", "--format", "md"), ("week",), *(("list", kind) for kind in KINDS)):
        result = tpn(*line, "-p", project, *TODAY)
        assert (line, result.code, result.err if result.code else "") == (line, 0, "")
        assert (line, list(leaks(result.out, known))) == (line, [])


@pytest.mark.sampled(every=3)
def test_the_sheets_name_rows_as_people_do(tpn: Tpn, project: Path, tmp_path: Path) -> None:
    known, path = addresses(project), tmp_path / "ut.xlsx"
    for style in ("halden", "sandnes"):
        result = tpn("export", "-p", project, "-o", path, "--style", style, *TODAY, "--force")
        assert result.code == 0, result.err
        for tab in openpyxl.load_workbook(path):
            if tab.title not in {BASE_TAB, LISTS_TAB}:
                said = "\n".join(str(c.value) for row in tab.iter_rows() for c in row if c.value is not None)
                assert (style, tab.title, list(leaks(said, known))) == (style, tab.title, [])


@pytest.mark.sampled(every=3)
def test_the_documents_name_records_as_people_do(tpn: Tpn, project: Path, tmp_path: Path) -> None:
    known = addresses(project)
    for line in (("status",), ("week",), ("report",), ("agenda",)):
        path = tmp_path / f"{line[0]}.docx"
        result = tpn(*line, "-p", project, "-o", path, *TODAY)
        if result.code == 0:
            cells = [cell for row in table_cells(path) for cell in row]
            said = "\n".join([*(one.text for one in Document(str(path)).paragraphs), *cells])
            assert (line, list(leaks(said, known))) == (line, [])


def test_a_short_address_means_the_record_that_it_is_printed_for(tpn: Tpn, halden: Path) -> None:
    assert "Gjennomgang av ny arbeidsmåte" in tpn("show", "I-02/1", "-p", halden).out
    assert tpn("set", "I-01/2", "utført=2026-10-05", "-p", halden).code == 0
    assert '"done": "2026-10-05"' in tpn("show", "I-01/actions/2", "-p", halden, "--json").out


def test_an_overdue_action_is_told_by_its_words_and_whom_it_is_for(tpn: Tpn, halden: Path) -> None:
    said = " ".join(tpn("status", "-p", halden, *TODAY, "--format", "md").out.split())
    assert "Brukertest av søknad om barnehageplass (Foresatte til barn i barnehage og SFO)" in said


@pytest.mark.parametrize(
    "line",
    ["status", "week", "check", "list tiltak", "show R-03", "done R-03/1 --preview",
     "set R-03/1 frist=30.11.2026 --preview", "show R-03/1", "launch barnehage"],
)  # fmt: skip
def test_no_screen_has_the_name_of_a_field_in_an_address(tpn: Tpn, read_once: None, line: str) -> None:  # noqa: ARG001
    result = tpn(*line.split(), "-p", PROJECTS["halden"], *TODAY)
    told = result.out + result.err
    assert [one for one in addresses(PROJECTS["halden"]) if one in told] == []


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("line", ["show barnehage", "show A-12", "show G-01", "show B-04"])
def test_what_names_a_record_is_told_without_the_names_of_fields(tpn: Tpn, line: str) -> None:
    told = tpn(*line.split(), "-p", PROJECTS["halden"], *TODAY).out
    ways = r"(?<![\w./-])(?:processes|launch)/[\w.-]+|[\w.-]+/(?:from_process|estimate|indicator)\b"
    assert [one for one in re.findall(ways, told) if f"tpn set {one}" not in told] == []
