"""Writes that never surprise: what a preview changes, what is written at once, what is not overwritten."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.sheets_back import Back, sent, texts
from tests.conftest import NOW, ROOT, Tpn
from tpn.actions.write_rules import WRITES, Writes
from tpn.cli.app import run
from tpn.cli.verbs import VERBS

# every branch of every verb that could write; ``{sheet}``, ``{answers}``, ``{book}`` lie beside the project
LINES: dict[str, tuple[str, ...]] = {
    "init": ("init {new}", "init {new} --from halden", "init {new} --services sfo --start 04.01.2027"),
    "check": ("check",),
    "explain": ("explain K110",),
    "status": ("status", "status -o {out}.docx"),
    "document": ("document", "document sluttrapport -o {out}.docx", "document beslutningsnotat B-04"),
    "archive": ("archive", "archive september -o {out}.zip"),
    "brief": ("brief", "brief -o {out}.docx"),
    "week": ("week", "week -o {out}.md"),
    "agenda": ("agenda kickoff", "agenda MO-06 --write", "agenda kickoff -o {out}.ics"),
    "minutes": ("minutes kickoff", "minutes kickoff --write", "minutes MO-04 --write -o {out}.docx"),
    "meet": ("meet MO-05",),
    "slides": ("slides kickoff -o {out}.pptx",),
    "list": ("list aktiviteter", "list aktiviteter -o {out}.csv"),
    "show": ("show K-12",),
    "set": (
        "set K-12 frist=19.10.2026",
        "set K-12 merknad=",
        "set kickoff/K-C01 svar=åpen",
        "set barnehage/T-C02 svar=ferdig",
        "set project finish=01.12.2027",
        "set barnehage navn=Plass --titles",
    ),
    "done": ("done T-15", "done kickoff/K-C02", "done I-02/actions/1", "done barnehage/T-C03"),
    "add": (
        "add risiko tittel=Ny sannsynlighet=1 konsekvens=1",
        "add service gravemelding",
        "add møte type=styringsgruppemøte dato=17.11.2026 hver=måned antall=3",
        "add G-01/measurements dato=01.10.2026 verdi=38",
    ),
    "move": (
        "move A-11 16.10.2026 --reason Klage",
        "move A-11 16.10.2026 --reason Klage --write",
        "move A-11 16.10.2026 --reason Klage --decision B-03 --write",
    ),
    "replan": (
        "replan",
        "replan --propose",
        "replan --propose -o {out}.docx",
        "replan --within-tolerance --set parkering=10.03.2027 --write",
    ),
    "fields": ("fields risiko",),
    "handover": (
        "handover Per --to Liv",
        "handover Per --to Liv --write",
        "handover Per --to Liv --roles --write",
        "handover -o {out}.xlsx",
    ),
    "cancel": ("cancel lokaler --reason Nei", "cancel lokaler --reason Nei --write"),
    "postpone": ("postpone T-15 --reason Vent", "postpone T-15 --reason Vent --to 09.11.2026 --write"),
    "remove": ("remove R-09", "remove R-09 --write"),
    "person": ("person Kari", "person Kari --count"),
    "forget": ("forget Kari", "forget Kari --also Kari --write"),
    "undo": ("undo", "undo --write", "undo --list"),
    "report": (
        "report",
        "report --for politisk -o {out}.docx",
        "report --form -o {out}.docx",
        "report --publish",
        "report --list",
    ),
    "diff": ("diff", "diff 07.09.2026"),
    "log": ("log A-11",),
    "snapshot": ("snapshot Ny", "snapshot --agreed Ny --today 2026-08-20"),
    "schema": ("schema",),
    "library": ("library", "library services", "library copy checklists/launch"),
    "completion": ("completion bash",),
    "procure": (
        "procure",
        "procure A-P01",
        "procure A-P01 --plan --write",
        "procure A-P01 --spec -o {out}.xlsx",
        "procure A-P01 --scores -o {out}.xlsx",
        "procure A-P01 --requirements --write",
        "procure A-P01 --evaluate -o {out}.docx",
        "procure --value 450000 --write",
    ),
    "gate": (
        "gate",
        "gate procurement",
        "gate barnehage -o {out}.docx",
        "gate kickoff --outcome approved_with_conditions --decision B-01 --condition Navn;Ola;02.11.2026",
        "gate kickoff --outcome utsatt --decision B-01 --write",
    ),
    "launch": (
        "launch",
        "launch -o {out}.xlsx",
        "launch barnehage",
        "launch barnehage --date 05.10.2026 --write",
        "launch barnehage --description -o {out}.docx",
    ),
    "export": (
        "export -o {out}.xlsx",
        "export -o {out}.csv",
        "export --all -o {out}.xlsx",
        "export --each-responsible {out}-runde --due 15.10.2026 --mail",
    ),
    "round": ("round", "round --remind", "round --remind --write"),
    "import": ("import {sheet}", "import {sheet} --write", "import {sheet} --write --take sheet"),
    "read": ("read {sheet}", "read {table} --save-profile min"),
    "benefits": ("benefits", "benefits -o {out}.docx", "benefits G-01 --explain"),
    "map": ("map", "map -o {out}.svg"),
    "gantt": ("gantt", "gantt -o {out}.png", "gantt -o {out}.html"),
    "choose": ("choose",),
    "process": (
        "process sfo",
        "process sfo -o {out}.xlsx",
        "process sfo --from {bpmn} --write",
        "process barnehage --propose --write",
        "process barnehage --variant integrated -o {out}.bpmn",
    ),
    "fill": ("fill {book} --write", "fill {book} -o {out}.xlsx"),
    "menu": ("menu",),
}
ALL = [(verb, line) for verb, lines in LINES.items() for line in lines]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a write to take back, a round that is out, and files beside it that could come in."""
    folder = tmp_path_factory.mktemp("standing")
    halden = Path(shutil.copytree(ROOT / "examples" / "halden", folder / "halden"))

    def tpn(*words: object) -> None:
        assert run([*map(str, words), "-p", str(halden)], clock=lambda: NOW) == 0

    tpn("set", "K-12", "frist=16.10.2026")
    tpn("export", "--each-responsible", folder / "runde")
    tpn("process", "barnehage", "--variant", "integrated", "-o", folder / "steg.bpmn")
    back = Back(sent(halden, "retur.xlsx"), "Prosjektetablering")
    back.put("K-12", "Frist", "22.10.2026")
    back.save()
    (folder / "liste.csv").write_text("Nr;Aktivitet;Frist\n1;Rydde;01.11.2026\n2;Feie;02.11.2026\n", "utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def words_of(line: str, standing: Path) -> list[str]:
    places = {
        "new": standing / "nytt", "out": standing / "ut", "sheet": standing / "retur.xlsx",
        "table": standing / "liste.csv", "bpmn": standing / "steg.bpmn", "book": standing / "retur.xlsx",
    }  # fmt: skip
    return line.format(**places).split()


def test_every_verb_is_walked() -> None:
    assert set(LINES) == set(VERBS)


@pytest.mark.sampled("verb")  # the last line of a verb is the one that writes most
@pytest.mark.parametrize(("verb", "line"), ALL[::-1], ids=[line for _, line in ALL[::-1]])
def test_a_preview_changes_not_a_byte(tpn: Tpn, standing: Path, verb: str, line: str) -> None:
    before = tree(standing)
    result = tpn(*words_of(line, standing), "--preview", "-p", standing / "halden")
    assert tree(standing) == before
    assert "no-such-option" not in result.err
    assert "Skrevet til" not in result.err
    if result.code == 0 and verb in WRITES and verb != "meet":
        assert "ingenting er skrevet" in result.err.lower(), result.err


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize(("verb", "line"), ALL, ids=[line for _, line in ALL])
def test_what_is_not_asked_to_write_writes_only_where_the_table_says_so(
    tpn: Tpn, standing: Path, verb: str, line: str
) -> None:
    if WRITES.get(verb) is Writes.AT_ONCE or "{out}" in line or "--write" in line or "--propose" in line:
        pytest.skip("may write")
    before = tree(standing)
    tpn(*words_of(line, standing), "-p", standing / "halden")
    assert tree(standing) == before


@pytest.mark.sampled(every=5)
@pytest.mark.parametrize(("verb", "line"), ALL, ids=[line for _, line in ALL])
def test_json_is_an_answer_of_every_verb(tpn: Tpn, standing: Path, verb: str, line: str) -> None:
    if "-o {out}" in line and verb not in {"export", "slides", "fill"}:
        pytest.skip("the facts go to that file")
    result = tpn(*words_of(line, standing), "--preview", "--json", "-p", standing / "halden")
    found = json.loads(result.out)
    assert verb == "schema" or found["format"] == 1
    plain = tpn(*words_of(line, standing), "--preview", "-p", standing / "halden")
    assert (plain.code == 2) == (result.code == 2), (plain.err, result.out)
    if result.code == 2:
        assert {"slug", "level", "file", "line", "column", "cell", "message", "hint"} == set(
            found["problems"][0]
        )


def test_what_a_write_did_is_told_as_json(tpn: Tpn, halden: Path) -> None:
    found = json.loads(tpn("set", "K-12", "frist=19.10.2026", "-p", halden, "--json").out)
    assert (found["verb"], found["written"], found["files"]) == ("set", True, ["1-kickoff.yaml"])
    assert found["changes"] == [{"id": "K-12", "field": "due", "old": "2026-10-08", "new": "2026-10-19"}]
    fault = json.loads(tpn("set", "K-12", "frist=snart", "-p", halden, "--json").out)
    assert fault["problems"][0]["slug"].startswith("date-")


# ---------------------------------------------------------------- nothing recorded is overwritten unasked


@pytest.mark.parametrize("name", ["K-01", "procurement/A-C05", "I-02/actions/1"])
def test_done_on_what_is_done_says_when_and_changes_nothing(tpn: Tpn, halden: Path, name: str) -> None:
    before = tree(halden)
    result = tpn("done", name, "-p", halden)
    assert result.code == 0
    assert re.search(r"var ferdig \d\d\.\d\d\.2026 fra før", " ".join(result.out.split()))
    assert tree(halden) == before


@pytest.mark.parametrize(
    "line",
    [
        "done A-13 --date 12.12.2026",
        "set A-13 ferdig-dato=12.12.2026",
        "set kickoff/K-C02 date=12.12.2026",
        "add G-01/measurements dato=01.12.2026 verdi=3",
        "set B-04 decided=01.12.2026",
    ],
)
def test_what_is_recorded_has_happened(tpn: Tpn, halden: Path, line: str) -> None:
    before = tree(halden)
    result = tpn(*line.split(), "-p", halden)
    assert result.code != 0
    assert any(slug in result.err for slug in ("[date-not-yet]", "[no-such-field]", "[values-disagree]"))
    assert {**tree(halden), "history/.lock": b""} == {**before, "history/.lock": b""}


def test_a_new_answer_has_nothing_of_the_old(tpn: Tpn, halden: Path) -> None:
    before = (halden / "1-kickoff.yaml").read_text("utf-8")
    assert "K-C01" in before
    said = tpn("set", "kickoff/K-C01", "svar=ikke relevant", "merknad=Ikke her", "-p", halden).out
    assert "Av er tatt bort" in said
    assert "Dokumentasjon er tatt bort" in said
    shown = json.loads(tpn("show", "kickoff/K-C01", "--json", "-p", halden).out)["fields"]
    assert (shown["answer"], shown["date"], shown["note"]) == ("not_relevant", "2026-10-05", "Ikke her")
    assert shown.get("by") is None
    assert shown.get("evidence") is None


def test_a_write_that_changes_nothing_is_no_write(tpn: Tpn, halden: Path) -> None:
    tpn("set", "K-12", "frist=19.10.2026", "-p", halden)
    before = tree(halden)
    result = tpn("set", "K-12", "frist=19.10.2026", "-p", halden)
    assert (result.code, "fra før" in result.out) == (0, True)
    assert "Ingenting er endret" in result.err
    assert tree(halden) == before


# ---------------------------------------------------------------- no new fault, and old ones can be mended


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("set A-10 etter=A-13", "dependency-loop"),
        ("set K-12 etter=K-12", "dependency-loop"),
        ("set K-12 varighet=99d", "dates-disagree"),
        ("set K-12 ansvarlig=ingen", "unknown-person"),
    ],
)
def test_a_write_brings_no_new_fault(tpn: Tpn, halden: Path, line: str, slug: str) -> None:
    before = texts(halden)
    result = tpn(*line.split(), "-p", halden)
    assert result.code != 0
    assert f"[{slug}]" in result.err
    assert texts(halden) == before


def test_a_project_with_an_old_fault_can_be_mended(tpn: Tpn, halden: Path) -> None:
    file = halden / "1-kickoff.yaml"
    text = file.read_text("utf-8")
    at = text.index("- id: K-12")
    file.write_text(text[:at] + text[at:].replace("responsible: [ola]", "responsible: [borte]", 1), "utf-8")
    if file.read_text("utf-8") == text:
        file.write_text(text[:at] + text[at:].replace("responsible: ola", "responsible: borte", 1), "utf-8")
    assert tpn("status", "-p", halden).code == 1
    assert tpn("set", "K-12", "ansvarlig=ola", "-p", halden).code == 0
    assert tpn("status", "-p", halden).code == 0


# ---------------------------------------------------------------- work first, words after


def started(line: str) -> list[str]:
    return ["sh", "-c", f"{sys.executable} -m tpn {line}"]


@pytest.mark.sampled(every=4)
@pytest.mark.skipif(os.name == "nt", reason="no such pipes on Windows")
@pytest.mark.parametrize("reader", ["head -1", "true", "head -c 1"])
@pytest.mark.parametrize(
    "line", ["export --each-responsible ut --today 2026-10-05", "handover Per --to Liv --write"]
)
def test_a_closed_pipe_does_not_stop_the_work(halden: Path, line: str, reader: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8"}
    subprocess.run(started(f"{line} | {reader}"), cwd=halden, env=env, check=False, capture_output=True)
    if "export" in line:
        assert len(list((halden / "ut").glob("*.xlsx"))) == 15
        assert len(list((halden / "history" / "rounds").glob("*.json"))) == 1
    else:
        assert list((halden / "history" / "journal").glob("*.done.json"))


@pytest.mark.skipif(
    os.name == "nt" or not Path("/dev/full").exists(), reason="only Linux has a device that is always full"
)
def test_a_full_screen_is_told_as_what_it_is(halden: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8"}
    line = "set K-12 frist=19.10.2026 --today 2026-10-05 > /dev/full"
    ended = subprocess.run(started(line), cwd=halden, env=env, check=False, capture_output=True)
    assert ended.returncode == 1
    assert "Ingenting er endret" not in ended.stderr.decode()
    assert "Det som skulle lagres, er lagret" in ended.stderr.decode()
    assert "2026-10-19" in texts(halden)["1-kickoff.yaml"]


def test_sheets_of_a_round_that_was_never_finished_give_way(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    each = ("export", "--each-responsible", tmp_path / "ut", "-p", halden)
    assert tpn(*each).code == 0
    assert "[file-exists]" in tpn(*each).err
    for path in (halden / "history" / "rounds").glob("*.json"):  # as if the machine had stopped before it
        path.unlink()
    assert tpn(*each).code == 0
    assert len(list((halden / "history" / "rounds").glob("*.json"))) == 1
