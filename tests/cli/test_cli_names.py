"""Names of files: what is typed with -o can be a name everywhere, and so is whatever tpn makes from data."""

import io
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.test_cli_writes import ALL, tree
from tests.conftest import NOW, ROOT, Tpn
from tpn.cli.verbs import VERBS
from tpn.history.published import Publication, all_published, publish, published
from tpn.source.names import fault_of

# ids as a project may have them: devices, an end of point, all points, as long as an id can be, case alone
NASTY = {
    "per": "con", "liv": "aux.txt", "nils": "Eva", "siv": "lang" * 20, "bente": "...", "barnehage": "com1",
    "sfo": "COM1", "MO-04": "nul", "MO-05": "NUL.", "MO-06": "Nul",
}  # fmt: skip


@pytest.mark.sampled("verb", "name")
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["con.md", "hva?.docx", "ark.xlsx.", "x" * 121])
def test_no_verb_takes_an_output_that_can_be_no_name(
    tpn: Tpn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, verb: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = tpn(verb, "-o", name)
    assert (result.code, "[bad-file-name]" in result.err) == (2, True)
    assert re.search(r"Skriv for eksempel: -o \S", result.err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    [
        "init aux", "init ny:kommune", "export --each-responsible oktober?", "export --each-responsible con/oktober",
        "read liste.csv --save-profile con", f"init {'x' * 5000}", f"export --each-responsible {'x' * 5000}",
    ],
)  # fmt: skip
def test_other_options_that_name_a_file_or_folder_say_the_same(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(halden)
    (halden / "liste.csv").write_text("Nr;Aktivitet;Frist\n1;Rydde;01.11.2026\n2;Feie;02.11.2026\n", "utf-8")
    before = tree(halden)
    result = tpn(*line.split())
    assert (result.code, "[bad-file-name]" in result.err) == (2, True)
    assert tree(halden) == before


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Halden, where people, services and meetings have ids that no file may be named after."""
    folder = tmp_path_factory.mktemp("nasty")
    halden = Path(shutil.copytree(ROOT / "examples" / "halden", folder / "halden"))
    shutil.rmtree(halden / "history")
    for file in halden.glob("*.yaml"):
        text = file.read_text("utf-8")
        for old, new in NASTY.items():
            text = re.sub(rf"(?<![\w./#-]){re.escape(old)}(?![\w.-]| [a-zæøå])", new, text)
        file.write_text(text, "utf-8", newline="\n")
    return halden


def test_whatever_is_named_after_data_has_a_name_everywhere(
    tpn: Tpn, nasty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tpn("check", "-p", nasty).code == 0
    out = nasty.parent / "ut"
    kept = {path: path.read_bytes() for path in nasty.rglob("*") if path.is_file()}
    lines = [line for _, line in ALL if _names_by_data(line)]
    assert len(lines) > 4
    for line in [*lines, "meet NUL.", "meet Nul"]:
        monkeypatch.setattr("sys.stdin", io.StringIO("\nn En merknad\n"))
        words = line.format(out=out, new=nasty.parent / "ny").split()
        result = tpn(*(NASTY.get(word, word) for word in words), "-p", nasty)
        assert result.code == 0, (line, result.err)
    assert len(list((nasty / "history" / "meetings").iterdir())) > 1
    made = [path for path in nasty.parent.rglob("*") if path not in kept]
    assert len([path for path in made if path.suffix == ".xlsx"]) > 10
    assert {path.name: fault_of(path.name) for path in made if fault_of(path.name)} == {}
    every = [str(path).casefold() for path in made]
    assert len(every) == len(set(every))


def _names_by_data(line: str) -> bool:
    """Whether a line makes files whose names are not typed."""
    by_data = ("{out}-", "export -o {out}.csv", "meet", "snapshot Ny", "replan --propose")
    return any(part in line for part in by_data) and not line.endswith("-o {out}.docx")


def test_reports_of_services_that_differ_by_case_alone_lie_apart(nasty: Path) -> None:
    for service in ("COM1", "com1", "sfo"):
        said = Publication(1, service, None, NOW.date(), "styringsgruppe", "nb", {}, {}, {})
        assert publish(nasty, said, NOW.date()).series == service
    folders = {one.folder.parent.name for one in all_published(nasty) if one.series}
    assert folders == {"COM1_", "com1_-2", "sfo"}
    assert [one.number for one in published(nasty, "com1")] == [1]
