"""Every screen that reads, at every width: it fits, no word is broken, nothing is cut where there is room."""

import contextlib
import io
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli_audit import measured
from tests.cli.test_cli_fill import PROFILE
from tests.conftest import NOW, ROOT, Tpn
from tests.recognise.form_books import form
from tests.recognise.gain_books import gain_book
from tpn.actions import load_plan
from tpn.actions.session import Session
from tpn.cli import documents
from tpn.cli.app import run
from tpn.cli.run import Run
from tpn.cli.screen import visible
from tpn.cli.verbs import VERBS
from tpn.reports import terminal
from tpn.reports.blocks import ScreenBlock, TextTable, Told, plain
from tpn.reports.display import Display
from tpn.reports.terminal import drawn

WIDTHS = (60, 80, 100, 120, 160, 200)
SOME = (60, 80, 120, 200)
"""Of the screens that are not looked at every day."""
DAILY = frozenset({"status", "list", "show", "launch", "choose", "gantt", "week"})
TODAY = {"halden": "2026-10-05", "sandnes": "2026-11-23"}
SENT = "h"
"""The project whose sheets are out, by its folder."""
# an activity, a service, a benefit, a procurement, a meeting, a person
NAMES = {
    "halden": ("A-12", "barnehage", "G-02", "A-P01", "MO-04", "kari"),
    "sandnes": ("A-25", "startlan", "G-02", "A-P01", "styring-2", "ingrid"),
}
HANDED_OVER = {"halden": "handover nils --to ola", "sandnes": "handover ingrid --to siri"}
LISTS = (
    "activities",
    "milestones",
    "services",
    "people",
    "risks",
    "benefits",
    "requirements",
    "stakeholders",
)
FITTED = frozenset({"status", "gantt", "launch", "benefits --stakeholders"})
"""These are laid out for a width; all others are the same blocks at every width."""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
MORE = frozenset({"og", "tjenester", "til", "tpn", "list"})
"""What ``status`` says of the services that it has no room for."""
BRIEF = re.compile(r"→\d\d\.\d\d\.\d{4}|eier")
"""A moved day as a narrow column of the board has it, and the owner's title where a long name leaves it no room."""
YEAR_OF_TWO = re.compile(r"(?<![\d.])\d\d\.\d\d\.\d\d(?!\d)")
DOT_FIRST = re.compile(r"^ *· ", re.MULTILINE)
DRAWN = re.compile(r"[█▏▎▍▌▋▊▉░▒»:·│◆◇┃─┄├└✓▶▫]+")
"""What is drawn to a width, and is no word: signs stand close where their columns have no room."""


OF_TPN = (
    "library", "library checklists", "library services", "library facts", "library --due", "explain", "explain E122",
    "fields", "fields activities", "procure --value 900000",
)  # fmt: skip
"""These show what every project has alike."""


def lines_of(example: str) -> tuple[str, ...]:
    activity, service, benefit, deal, meeting, person = NAMES[example]
    return (
        "status", f"status --service {service}", "week", "gantt", "list", "choose", "launch", f"launch {service}",
        f"launch {service} --description", "benefits", f"benefits {benefit}", "benefits --explain",
        "benefits --stakeholders", "map", f"process {service}", f"process {service} --variant paper",
        f"process {service} --propose", "procure", f"procure {deal}", f"procure {deal} --plan", "gate", "gate 5",
        f"agenda {meeting}", f"minutes {meeting}", "replan", "report",
        "document", "document beslutningslogg", "diff", f"log {activity}", f"person {person}", HANDED_OVER[example],
        *(f"list {kind}" for kind in LISTS), *(f"show {one}" for one in (activity, service, benefit, meeting, person)),
    )  # fmt: skip


NO_SCREEN = frozenset({
    # they change the project and tell it in sentences; what they show of a plan is ``show``'s or ``list``'s
    "init", "meet", "set", "done", "add", "move", "brief", "cancel", "postpone", "remove", "forget", "snapshot",
    # what they make is a file, for others or for a program
    "slides", "export", "archive", "schema", "completion", "import",
    # ``check`` is told by ``texts.problems`` in the width there is; a menu asks
    "check", "menu",
})  # fmt: skip
"""The verbs that have no screen of their own. A new verb is drawn as it stands, until it says otherwise here."""
OF_A_ROUND = (
    "round",
    "round --remind",
    "undo --list",
    "fill skjema.xlsx",
    "benefits --audit bok.xlsx",
    "read bok.xlsx",
)
"""These need a project whose sheets are out, and a workbook beside it."""

SCREENS = [(example, line) for example in TODAY for line in lines_of(example)]
SCREENS += [("halden", line) for line in OF_TPN]
SCREENS += [
    ("halden", verb)
    for verb in VERBS
    if verb not in NO_SCREEN
    and not any(line.partition(" ")[0] == verb for line in (*OF_A_ROUND, *(one for _, one in SCREENS)))
]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose sheets are out, with a form and a gain workbook beside it."""
    made = tmp_path_factory.mktemp("ute")
    shutil.copytree(ROOT / "examples" / "halden", made / "h")
    profile = made / "h" / "templates" / "profiles" / "nytteplan.yaml"
    profile.parent.mkdir(parents=True, exist_ok=True)
    profile.write_text(PROFILE, "utf-8")
    with contextlib.chdir(made), contextlib.redirect_stdout(io.StringIO()):
        words = ["-p", "h", "--today", TODAY["halden"]]
        assert (
            run(["export", "--each-responsible", "ark", "--due", "15.10.2026", *words], clock=lambda: NOW)
            == 0
        )
        assert run(["set", "A-12", "frist=20.12.2026", "--write", *words], clock=lambda: NOW) == 0
    (made / "skjema.xlsx").write_bytes(form())
    gain_book(made / "bok.xlsx", measured(80, 100, 90))
    return made


@pytest.fixture(autouse=True, scope="module")
def read_once(sent: Path) -> Iterator[None]:  # noqa: ARG001 - what is written is written before anything is read
    """A project is read and worked out once for all its screens: they only read it."""
    projects: dict[Any, Any] = {}
    plans: dict[Any, Any] = {}
    read: Any = Session.__dict__["loaded"].func
    work_out: Any = load_plan.__dict__["work_out"]

    def loaded(session: Session) -> Any:
        if session.folder not in projects:
            projects[session.folder] = read(session)
        return projects[session.folder]

    def worked_out(project: Any, today: Any, **rest: Any) -> Any:
        if (id(project), today) not in plans:
            plans[id(project), today] = (project, work_out(project, today, **rest))
        return plans[id(project), today][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_plan, "work_out", worked_out)
        patch.setattr(Session, "loaded", property(loaded))
        patch.setenv("LANG", "nb_NO.UTF-8")
        yield


def blocks_of(example: str, line: str, width: int) -> list[ScreenBlock]:
    """What a verb gives the writer on a screen of so many columns."""
    found: list[ScreenBlock] = []

    def writer(blocks: Sequence[ScreenBlock], _: Display) -> str:
        # which command comes next is told shorter where there is no room: ``test_cli_next_step`` holds it
        found.extend(
            one for one in blocks if not (isinstance(one, Told) and plain(one.text).startswith("Neste: "))
        )
        return ""

    nowhere = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        patch.setattr(terminal, "drawn", writer)
        patch.setattr(Run, "display", property(lambda _: Display(width)))
        run(
            [
                *line.split(),
                *("-p", SENT if example == SENT else str(ROOT / "examples" / example)),
                *("--today", TODAY.get(example, TODAY["halden"])),
            ],
            clock=lambda: NOW,
        )
    assert found, nowhere.getvalue()
    return found


def screens(example: str, line: str) -> tuple[dict[int, str], set[str]]:
    """The screen at every width, and the words over its columns: a record of its own needs none over what it is."""
    name = line.partition(" ")[0]
    some = WIDTHS if name in DAILY else SOME
    is_fitted = line in FITTED or (name in FITTED and name != "launch")
    blocks = {width: blocks_of(example, line, width) for width in (some if is_fitted else WIDTHS[-1:])}
    texts = {width: drawn(blocks.get(width, blocks[WIDTHS[-1]]), Display(width)) for width in some}
    return texts, words_of(" ".join(heads_of(blocks[WIDTHS[-1]])))


def heads_of(blocks: Sequence[ScreenBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, TextTable):
            yield from map(plain, block.head)
        for inner in getattr(block, "cells", ()):
            yield from heads_of(inner)
        yield from heads_of(getattr(block, "blocks", ()))


def words_of(text: str) -> set[str]:
    """The words of a screen: what stands between blanks, without what is drawn."""
    bare = (DRAWN.sub("", word).strip("…") for word in re.split(r"[ \n\u00a0]+", text))
    return set(bare) - {""}


@pytest.mark.parametrize("line", OF_A_ROUND)
def test_a_screen_of_what_was_sent_is_right_at_every_width(
    sent: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(sent)
    is_right(SENT, line)


@pytest.mark.sampled(every=6)
@pytest.mark.parametrize(("example", "line"), SCREENS)
def test_a_screen_is_right_at_every_width(example: str, line: str) -> None:
    is_right(example, line)


def is_right(example: str, line: str) -> None:
    texts, heads = screens(example, line)
    known, cuts = words_of(texts[200]), texts[200].count("…")
    if line.startswith(
        "status"
    ):  # the one screen that has a height: on a narrow one, which has none, all is said
        known |= words_of(texts[60])
    for width, text in texts.items():
        assert [one for one in text.splitlines() if len(one) > width] == [], f"{width}: wider than the screen"
        assert not YEAR_OF_TWO.search(text), f"{width}: a year has four digits"
        assert line == "gantt" or not DOT_FIRST.search(text), f"{width}: a line begins with a dot"
        said = words_of(text)
        broken = {word for word in said - known if not _begins(word, known, text)}
        assert not broken, f"{width}: broken, or in no other width: {broken}"
        if line != "gantt" and (not line.startswith("status") or width < 80):  # a chart has fewer months
            assert not (lost := known - said - heads - MORE), f"{width}: not there, or broken: {lost}"
            assert line.startswith("status") or text.count("…") == cuts, f"{width}: cut"


def _begins(word: str, known: set[str], text: str) -> bool:
    """Whether it is a brief day, or the first part of a word that was cut for want of room, and says so."""
    return bool(BRIEF.fullmatch(word)) or (f"{word}…" in text and any(one.startswith(word) for one in known))


@pytest.mark.parametrize("example", TODAY)
def test_the_points_that_hold_a_gate_back_are_read_across_on_a_narrow_screen(example: str) -> None:
    text = drawn(blocks_of(example, "gate", WIDTHS[0]), Display(WIDTHS[0]))
    assert re.search(r"^  Hvilke: T-C.* til$", text, re.MULTILINE)
    assert not re.search(r"^ +T-C", text, re.MULTILINE)


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize(("example", "line"), SCREENS[:: len(SCREENS) // 24])
def test_colour_changes_no_word(example: str, line: str) -> None:
    blocks = blocks_of(example, line, 80)
    bare, coloured = drawn(blocks, Display(80)), drawn(blocks, Display(80, colour=True))
    assert COLOUR.sub("", coloured) == bare
    assert coloured != bare or line.startswith("log")  # it has one bare sentence
    assert visible(coloured) == coloured  # the screen lets every code by


LISTS_AND_FACTS = (
    "list", "list activities", "list requirements", "show A-12", "show barnehage", "log A-12", "person kari",
    "diff 01.09.2026", "week", "document", "report --list",
)  # fmt: skip
OF_WHAT_WAS_SENT = ("round --remind", "undo --list", "read bok.xlsx", "benefits --audit bok.xlsx")


@pytest.mark.parametrize("line", [*LISTS_AND_FACTS, *OF_WHAT_WAS_SENT])
def test_a_list_is_on_the_screen_what_its_template_says(
    sent: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """tpn's own template is passed by, since it says no more; a municipality's own is filled in for the screen too."""
    monkeypatch.chdir(sent)
    example = SENT if line in OF_WHAT_WAS_SENT else "halden"
    passed_by = drawn(blocks_of(example, line, 80), Display(80))
    asked: list[str] = []

    def is_own(name: str, _: Path | None) -> bool:
        asked.append(name)
        return True

    monkeypatch.setattr(documents, "is_own", is_own)
    assert drawn(blocks_of(example, line, 80), Display(80)) == passed_by
    assert asked == ["reports/shown.md.j2"]


def test_a_round_as_a_paper_says_who_has_answered_and_no_reminder(sent: Path, tpn: Tpn) -> None:
    told = tpn("round", "-p", sent / "h", "--today", TODAY["halden"], "--format", "md").out
    assert told.startswith("# Runden ")
    assert "har svart" in told
    assert "Hei" not in told
