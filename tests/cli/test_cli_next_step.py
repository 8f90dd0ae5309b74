"""Every daily screen ends with the command that is of most use now, and each such command runs."""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.sheets_back import Back
from tests.conftest import ROOT, Tpn
from tpn.cli.app import run
from tpn.texts import LANGUAGES, Words
from tpn.texts.formats import NBSP

_LAST = re.compile(r"^(?:Neste|Next): (tpn .+?)(?: – .+)?\Z", re.MULTILINE | re.DOTALL)
# how many it says that the list has, which the list then says of itself
_COUNT = re.compile(r" \((\d+)\)\s*\Z")
# what a person looks at in a day, and which step follows in the project of that name
SCREENS: tuple[tuple[str, str, str], ...] = (
    ("halden", "status", "overdue"),
    ("halden", "", "overdue"),
    ("halden", "status --service barnehage", "overdue"),
    ("halden", "status --service sfo --today 2026-09-01", "launch"),
    ("halden", "status --phase kickoff", "open"),
    ("sandnes", "status", "week"),
    ("new", "status", "agree"),
    ("halden", "week", "overdue"),
    ("new", "week --today 2026-11-23", "overdue"),
    ("new", "status --today 2026-11-23", "overdue"),
    ("halden", "week --today 2026-08-31", "agenda"),
    ("sent", "week --today 2026-10-19", "round"),
    ("sent", "round --today 2026-10-14", "remind"),
    ("sent", "round --remind", "week"),
    ("halden", "list aktiviteter --late", "show"),
    ("halden", "list risikoer", "show"),
    ("halden", "list møter", "show"),
    ("new", "list avvik", "fields"),
    ("halden", "launch", "launch"),
    ("halden", "launch barnehage", "point"),
    ("halden", "launch kulturskole", "description"),
    ("sandnes", "launch startlan --today 2026-11-23", "may_launch"),
    ("halden", "gate", "gate"),
    ("halden", "gate barnehage", "point"),
    ("halden", "move A-13 06.11.2026 --reason Sen", "replan"),
    ("halden", "check", "explain_advice"),
    ("sandnes", "check", "explain_fault"),
    ("changed", "log R-03", "show"),
    ("halden", "show A-12", "waits"),
    ("halden", "show A-10", "done"),
    ("halden", "show G-02", "benefit"),
    ("halden", "show L-06", "record_fields"),
    ("changed", "show R-03", "log"),
    ("halden", "choose", "bring"),
    ("halden", "benefits", "benefit"),
    ("halden", "benefits G-03", "show"),
    ("halden", "procure", "deal"),
    ("halden", "procure A-P01 --plan", "show"),
    ("halden", "report", "report_paper"),
    ("new", "report", "report_form"),
    ("sent", "import ark/nils.xlsx", "write"),
    ("sent", "import ark/nils.xlsx --write", "status"),
)


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, a new project, one whose sheets are out and one of them written in, and one that was changed."""
    folder = tmp_path_factory.mktemp("prosjekter")
    for name in ("halden", "sandnes"):
        shutil.copytree(ROOT / "examples" / name, folder / name)
    for name in ("sent", "changed"):
        shutil.copytree(folder / "halden", folder / name)
    today = ["--today", "2026-10-05"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert (
            run(["init", str(folder / "new"), "--municipality", "Halden", "--services", "sfo", *today]) == 0
        )
        sheets = ["export", "--each-responsible", str(folder / "sent" / "ark"), "--due", "15.10.2026", *today]
        assert run([*sheets, "-p", str(folder / "sent")]) == 0
        assert run(["set", "R-03", "sannsynlighet=3", "-p", str(folder / "changed")]) == 0
    back = Back(folder / "sent" / "ark" / "nils.xlsx", "Aktiviteter")
    back.put("P-12", "Status", "Ferdig")
    back.save()
    return folder


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize(("project", "line", "step"), SCREENS, ids=str)
def test_a_daily_screen_ends_with_a_command_that_runs(
    tpn: Tpn,
    projects: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    project: str,
    line: str,
    step: str,
) -> None:
    folder = Path(shutil.copytree(projects / project, tmp_path / project))
    monkeypatch.chdir(folder)
    shown = tpn(*shlex.split(line))
    found = _LAST.search(shown.out)
    assert found, shown.out[-300:]
    command = " ".join(found[1].split())
    assert command.startswith(begins(step)), command
    today = re.search(r"--today \S+", line)
    ended = tpn(*shlex.split(command)[1:], *shlex.split(today[0] if today else ""))
    assert ended.code in {0, 1}, ended.err
    assert "feil:" not in ended.err
    if said := _COUNT.search(shown.out):
        assert re.search(rf"^{said[1]} av \d+ ", ended.out, re.MULTILINE), (said[1], ended.out[-300:])


@pytest.mark.parametrize(
    "line", ["status", "week", "status --service barnehage", "status --phase procurement"]
)
def test_the_number_that_a_step_tells_is_that_of_its_list(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(halden)  # a long way to the project leaves no room for the number
    tpn("add", "aktivitet", "tittel=Rydde", "fase=Etablering", "ansvarlig=Ola", "frist=01.10.2026")
    shown = tpn(*shlex.split(line)).out
    told = re.search(r"(tpn list .+?) – .+?\((\d+)\)", " ".join(shown.rpartition("Neste: ")[2].split()))
    assert told
    rows = json.loads(tpn(*shlex.split(told[1])[1:], "--json").out)["records"]
    assert len(rows) == int(told[2]) > 0


def begins(step: str) -> str:
    return str(Words("nb").find(f"next.steps.{step}.command")).split("{", 1)[0].rstrip()


def test_every_step_is_tried() -> None:
    assert {step for _, _, step in SCREENS} == set(Words("nb").find("next.steps"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_stands_in_the_words_of_the_language(tpn: Tpn, halden: Path, language: str) -> None:
    shown = tpn("status", "-p", halden, "--lang", language)
    found = _LAST.search(shown.out)
    assert found
    command = " ".join(found[1].split())
    assert command.endswith(f"-p {halden}")
    assert tpn(*shlex.split(command, posix=os.name != "nt")[1:], "--lang", language).code == 0


def test_a_folder_with_a_name_longer_than_the_screen_is_copied_whole(tpn: Tpn, halden: Path) -> None:
    deep = halden.rename(halden.with_name("innføring av tjenester på nett i " + "kommunen " * 12 + "i år"))
    found = _LAST.search(tpn("status", "-p", deep).out)
    assert found
    assert f'"{deep}"' in " ".join(found[1].split())


@pytest.mark.parametrize("words", [["--json"], ["-o", "ut.md"], ["--format", "md"]])
def test_what_is_no_screen_has_no_such_line(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch, words: Sequence[str]
) -> None:
    monkeypatch.chdir(halden)
    shown = tpn("week", *words)
    assert "Neste: tpn" not in shown.out + shown.err


def test_tpn_alone_shows_the_status_of_the_project_it_stands_in(
    tpn: Tpn, halden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outside = tpn()
    assert outside.code == 0
    for line in re.findall(r"tpn (init \S+(?: --from \w+)?) ", outside.out):
        assert tpn(*line.split()).code == 0
    assert tpn("-p", halden).out == tpn("status", "-p", halden).out
    monkeypatch.chdir(halden)
    assert tpn() == tpn("status")


def test_the_signs_are_explained_in_colour_as_without(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def legend() -> str:
        return next(line for line in tpn("status", "-p", halden).out.splitlines() if "gjenstår" in line)

    bare = legend()
    assert bare.replace(NBSP, " ").startswith("● i orden  ▲ følg med  ■ gjør noe")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = legend()
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == bare != coloured


def test_every_list_ends_with_a_command_that_runs(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(halden)
    kinds = re.findall(r"^ *\d+ +tpn list (\S+)$", tpn("list").out, re.MULTILINE)
    assert len(kinds) > 25
    commands = {}
    for kind in kinds:
        found = _LAST.search(tpn("list", kind).out)
        assert found, kind
        commands[kind] = " ".join(found[1].split())
    ended = {line: tpn(*shlex.split(line)[1:]).code for line in set(commands.values())}
    assert {kind: line for kind, line in commands.items() if ended[line] not in {0, 1}} == {}
