"""Questions at a real terminal: asked again until understood; who leaves at one leaves nothing half."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.cli.pager import in_pages

if sys.platform == "win32":
    pytest.skip("Windows has no terminal that a test can hold", allow_module_level=True)

from tests.cli.at_the_keyboard import Keyboard, environment

TODAY = ("--today", "2026-10-20")


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def test_a_meeting_is_held_at_a_terminal(halden: Path, tpn: Tpn) -> None:
    with Keyboard(halden, "meet", "MO-05", *TODAY) as seat:
        seat.reads("Hvem er ikke her?")
        seat.types("ingen slik")
        seat.reads("ingen i prosjektet heter «ingen slik»")
        seat.types("BS")
        seat.reads("1/7")
        seat.types("a Ringe Siv")
        seat.reads("Hvem")
        seat.types("tull")
        seat.reads("unknown-person")
        seat.types("on")
        seat.reads("Frist")
        seat.types("snart")
        seat.reads("er ikke en dato")
        seat.types("30.10.2026")
        seat.types("r")
        seat.reads("aksjon: Ringe Siv (Ola Nordmann, 30.10.2026)")
        seat.types("2")
        seat.reads("Hva skal gjøres")
        seat.types(" om vaktlisten")  # what stood there stands on the line
        seat.types("")
        seat.types("")
        seat.reads("aksjon: Ringe Siv om vaktlisten (Ola Nordmann, 30.10.2026)")
        seat.types("")
        for _ in range(7):
            seat.types("")
        seat.reads("Skriv referatet og alle endringene?")
        seat.types("j")
        seat.reads("Referatet er skrevet")
        assert seat.ends() == 0
    assert "Ringe Siv om vaktlisten" in tpn("minutes", "MO-05", "-p", halden).out


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("key", ["c", "d"])
@pytest.mark.parametrize("answered", [0, 3, 5])
def test_who_leaves_a_meeting_at_any_question_is_told_what_is_kept(
    halden: Path, key: str, answered: int
) -> None:
    before = texts(halden)
    said = ["BS", "n Et notat", "a Ringe", "ON", "30.10.2026"][:answered]
    with Keyboard(halden, "meet", "MO-05", *TODAY) as seat:
        seat.reads("Hvem er ikke her?")
        for line in said:
            seat.types(line)
        seat.reads({0: "er her)", 3: "ingen ennå):", 5: "30.10.2026"}[answered])
        if answered == 5:
            seat.reads(">")
        seat.presses(key)
        seat.reads("Møtet er stoppet.")
        assert seat.ends() == 0
        assert ("Svarene er tatt vare på" if answered else "Ingenting er svart") in seat.screen
        assert "ingenting er skrevet" in " ".join(seat.screen.split())
    assert texts(halden) == before


def test_a_new_project_is_asked_for_corrected_and_made(tmp_path: Path) -> None:
    with Keyboard(tmp_path, "init", "nytt", "--today", "2026-10-05") as seat:
        seat.reads("Kommune")
        seat.types("Nordvåg")
        seat.reads("Tjenester (nummer")
        seat.types("sfo og gravemelding, barnehageplas, Brygge og kai")
        seat.reads("Mente du Barnehageplass? [J/n]")
        seat.types("kanskje")
        seat.reads("Svar j eller n.")
        seat.types("")
        seat.reads("Skal «Brygge og kai» være en tjeneste kommunen har selv?")
        seat.types("j")
        seat.reads("Startdato")
        seat.types("snart")
        seat.reads("er ikke en dato")
        seat.types("12.10.2026")
        seat.reads("3  Startdato: 12.10.2026")
        seat.types("1")
        seat.reads("Kommune")
        seat.types(" nye")
        seat.reads("1  Kommune: Nordvåg nye")
        seat.types("")
        seat.reads("Tjenester på nett i Nordvåg nye")
        assert seat.ends() == 0
    made = (tmp_path / "nytt" / "project.yaml").read_text("utf-8")
    assert all(name in made for name in ("sfo", "gravemelding", "barnehageplass", "Brygge og kai"))


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("key", ["c", "d"])
@pytest.mark.parametrize("answered", [0, 1, 2, 3])
def test_who_leaves_while_a_project_is_asked_for_leaves_nothing(
    tmp_path: Path, key: str, answered: int
) -> None:
    questions = ["senere):", "senere):", "(Enter: 05.10.2026)", "retter)"]
    with Keyboard(tmp_path, "init", "nytt", "--today", "2026-10-05") as seat:
        for question in questions[:answered]:
            seat.reads(question)
            seat.types("")
        seat.reads(questions[answered])
        seat.presses(key)
        seat.reads("Avbrutt. Ingenting er skrevet.")
        assert seat.ends() == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("answers", "replaced"), [(["kanskje", "j"], True), ([""], False), (["n"], False)])
def test_a_file_of_somebody_elses_is_asked_about(halden: Path, answers: list[str], replaced: bool) -> None:
    file = halden / "mitt.md"
    file.write_text("skrevet av meg", "utf-8")
    with Keyboard(halden, "week", "-o", "mitt.md") as seat:
        for answer in answers:
            seat.reads("Erstatte den? [j/N]")
            seat.types(answer)
        seat.ends()
    assert (file.read_text("utf-8") != "skrevet av meg") is replaced


def test_who_leaves_at_that_question_leaves_the_file(halden: Path) -> None:
    file = halden / "mitt.md"
    file.write_text("skrevet av meg", "utf-8")
    with Keyboard(halden, "week", "-o", "mitt.md") as seat:
        seat.reads("Erstatte den? [j/N]")
        seat.presses("c")
        seat.reads("Avbrutt. Ingenting er skrevet.")
        assert seat.ends() == 130
    assert file.read_text("utf-8") == "skrevet av meg"


def test_without_a_terminal_and_without_answers_one_sentence_says_so(halden: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tpn", "meet", "MO-05", *TODAY], cwd=halden, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("nobody-to-ask") == 1
    assert not (halden / "history" / "meetings" / "MO-05.jsonl").exists()


# ---------------------------------------------------------------- what is longer than the screen

LONG = ("launch", "barnehage", "--today", "2026-10-05")


def test_what_is_longer_than_the_screen_is_leafed_through(halden: Path) -> None:
    with Keyboard(halden, *LONG, size=(24, 80)) as seat:
        seat.reads(":")
        assert len(seat.screen.splitlines()) < 30
        seat.types("q", "")
        seat.ends()
        assert "Barnehageplass" in seat.screen


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize(
    ("words", "size", "environment"),
    [
        ((*LONG, "--no-pager"), (24, 80), {}),
        (LONG, (400, 80), {}),  # it fits
        (LONG, (24, 80), {"TERM": "dumb"}),
        (LONG, (24, 80), {"PAGER": "finnes-ikke-her"}),
        (LONG, (24, 80), {"PAGER": "cat"}),
        ((*LONG, "--json"), (24, 80), {}),
    ],
)
def test_all_is_shown_at_once_where_there_is_no_need_or_no_way(
    halden: Path, words: tuple[str, ...], size: tuple[int, int], environment: dict[str, str]
) -> None:
    with Keyboard(halden, *words, size=size, **environment) as seat:
        seat.ends()
        assert len(seat.screen.splitlines()) > 100


def test_what_is_sent_on_is_never_paged(halden: Path, tmp_path: Path) -> None:
    with (tmp_path / "ut.txt").open("w") as file:
        done = subprocess.run(
            [sys.executable, "-m", "tpn", *LONG],
            cwd=halden,
            stdout=file,
            check=False,
            env=environment(PAGER="false"),
        )
    assert done.returncode == 1
    assert len((tmp_path / "ut.txt").read_text("utf-8").splitlines()) > 100


class Screen(io.StringIO):
    """Standard output or input that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("pager", "term", "lines", "shown"),
    [
        ("cat", "xterm", 24, True),
        ("", "xterm", 24, True),
        ("cat", "xterm", 23, True),
        ("cat", "xterm", 22, False),  # with a line for what is typed next it fits
        ("cat", "dumb", 60, False),
        ("finnes-ikke-her", "xterm", 60, False),
        ("cat '", "xterm", 60, False),
    ],
)
def test_whether_a_text_is_paged(
    monkeypatch: pytest.MonkeyPatch, pager: str, term: str, lines: int, shown: bool
) -> None:
    paged: list[str] = []
    monkeypatch.setattr("rich.pager.SystemPager.show", lambda _, text: paged.append(text))
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}", Screen())
    monkeypatch.delenv("MANPAGER", raising=False)
    for name, value in (("PAGER", pager), ("TERM", term), ("LINES", "23"), ("COLUMNS", "80")):
        monkeypatch.setenv(name, value)
    text = "linje\n" * lines
    assert in_pages(text) is shown
    assert paged == [text] * shown


@pytest.mark.parametrize("line", ["meet MO-05", "menu"])
def test_a_conversation_goes_to_no_file(tpn: Tpn, halden: Path, tmp_path: Path, line: str) -> None:
    said = tpn(*line.split(), "-o", tmp_path / "ut", "-p", halden)
    assert (said.code, "[conversation-no-file]" in said.err) == (2, True)
    assert not (tmp_path / "ut").exists()
