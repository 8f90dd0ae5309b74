"""What holds for every document, whichever verb writes it: nothing that only a screen or a program should say."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT, Tpn

PAPERS = (
    *(f"document {kind}" for kind in ("project-directive", "decision-log", "final-report", "communication-plan",
                                      "training-plan", "budget", "participation", "handover barnehage")),
    "agenda kickoff", "minutes kickoff", "brief", "procure", "procure A-P01", "procure A-P01 --plan",
    "procure A-P01 --evaluate", "benefits", "benefits --stakeholders", "choose", "launch", "launch barnehage",
    "launch barnehage --description", "gate barnehage", "week", "gantt", "process barnehage",
    "show barnehage", "log barnehage",
    "replan", "map", "procure A-P01 --requirements",
    *(f"report --for {reader}" for reader in ("styringsgruppe", "eier", "prosjektgruppe", "politisk", "ansatte")),
)  # fmt: skip
UNWANTED = {
    "a command": r"\btpn (?!\|)", "a text that is cut": "…", "two full stops": r"\.\.(?!/)",
    "a value of Python": r"\bNone\b", "a fact that was not filled in": r"\{\w+\}",
}  # fmt: skip


OFFICE = (
    ("report -o {}.docx", r"word/.*\.xml"), ("report -o {}.pptx", r"ppt/.*slides?/.*\.xml"),
    ("slides kickoff -o {}.pptx", r"ppt/.*slides?/.*\.xml"), ("map -o {}.docx", r"word/.*\.xml"),
    ("procure A-P01 --spec -o {}.xlsx", r"xl/.*\.xml"),
)  # fmt: skip


@pytest.mark.usefixtures("read_once")
@pytest.mark.sampled("project", "form")
@pytest.mark.parametrize("form", OFFICE, ids=lambda form: form[0])
@pytest.mark.parametrize("project", ["examples/halden", "examples/sandnes"])
def test_no_office_file_says_what_only_a_screen_may(
    tpn: Tpn, tmp_path: Path, project: str, form: tuple[str, str]
) -> None:
    """The same of what is opened in Word, PowerPoint and Excel, the notes of the speaker among it."""
    line, parts = form
    words = line.format(tmp_path / "1").split()
    assert tpn(*words, "-p", ROOT / project).code == 0, line
    with ZipFile(words[-1]) as packed:
        said = [packed.read(name).decode() for name in packed.namelist() if re.fullmatch(parts, name)]
    texts = re.findall(r"<(?:w:t|a:t|t)(?: [^>]*)?>([^<]*)<", " ".join(said))
    assert texts
    assert [
        (what, text) for text in texts for what, pattern in UNWANTED.items() if re.search(pattern, text)
    ] == []


@pytest.mark.usefixtures("read_once")
@pytest.mark.sampled(every=9)
@pytest.mark.parametrize("line", PAPERS)
@pytest.mark.parametrize("project", ["examples/halden", "examples/sandnes", "tests/data/untidy"])
def test_no_document_says_what_only_a_screen_may(tpn: Tpn, project: str, line: str) -> None:
    raw = tpn(*line.split(), "-p", ROOT / project, "--format", "md").out
    told = raw.replace("\\", "")
    assert told.startswith("# ") or "\n# " in told
    patterns = [*((what, pattern, told) for what, pattern in UNWANTED.items()),
                ("a sign of Markdown", r"\\\*\\\*|\\\\", raw)]  # fmt: skip
    assert [
        (what, text[max(0, one.start() - 50) : one.end() + 30])
        for what, pattern, text in patterns
        for one in re.finditer(pattern, text)
    ] == []


def test_what_citizens_read_has_no_ids_no_codes_and_no_doubts_of_ours(tpn: Tpn, sandnes: Path) -> None:
    told = tpn("launch", "redusert-foreldrebetaling", "--description", "-p", sandnes, "--format", "md").out
    assert "redusert-foreldrebetaling" not in told
    assert "ord/" not in told
    assert "Ikke lest" not in told
    assert "sjekket" not in told


def test_what_goes_beyond_the_project_has_whole_kroner(tpn: Tpn, halden: Path) -> None:
    for line in ("benefits", "report --for styringsgruppe", "document budget", "document final-report"):
        told = tpn(*line.split(), "-p", halden, "--format", "md").out
        assert not re.search(r"kr\W[\d\W]*,\d\d\b(?! mill)", told.replace("\u00a0", " ")), line
