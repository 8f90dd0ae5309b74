"""``tpn menu``: projects used last, tasks that show their lines and ask before they write, files that are dropped."""

import contextlib
import io
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.at_the_keyboard import Keyboard
from tests.cli.test_cli_writes import tree
from tests.conftest import NOW, ROOT, Result, Tpn, widest
from tpn.actions import recent_projects as kept
from tpn.actions.desk import unwritten
from tpn.actions.project_of_files import homes_of, mark_of
from tpn.actions.recent_projects import KnownProject, project_at, recent_projects, remember
from tpn.cli import menu
from tpn.cli.app import run
from tpn.cli.dropped_paths import dropped_paths
from tpn.cli.keyboard import with_kept
from tpn.cli.menu_tasks import TASKS, fresh
from tpn.cli.own_window import has_own_window
from tpn.cli.run import Run
from tpn.cli.typed_lines import as_typed, words_of

DAY = date(2026, 10, 5)
Menu = Callable[..., Result]


@pytest.fixture
def at_menu(tpn: Tpn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Menu:
    """``at_menu("1", "A")``: the menu with these answers; the input ends after the last. ``line``: other words."""
    monkeypatch.setattr(kept, "user_config_path", lambda *_, **__: tmp_path / "config")
    monkeypatch.setattr(menu, "user_documents_path", lambda: tmp_path / "dokumenter")
    monkeypatch.chdir(tmp_path)

    def call(*answers: str, line: tuple[object, ...] = ("menu",)) -> Result:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        result = tpn(*line)
        assert not _options_told(result)
        return replace(result, out=result.out.replace("\u00a0", " "))

    return call


def _options_told(result: Result) -> list[str]:
    """Where somebody who types no lines is told how to: to write is asked for, and an option alone is no line."""
    whole = re.sub(r"\n {3,}", " ", result.out + result.err)
    said = [one for one in whole.splitlines() if not one.startswith("> ")]
    return [one for one in said if re.search(r"--(write|take)\b|^(?!.*\btpn ).*(?<!\S)--[a-z]", one)]


def of(project: Path, *more: object) -> tuple[object, ...]:
    return ("menu", "-p", project, *more)


def number(name: str) -> str:
    return str(1 + [task for task, _, _ in TASKS].index(name))


# ---------------------------------------------------------------- the list


def test_without_any_project_there_is_a_new_one_a_folder_and_an_example(at_menu: Menu) -> None:
    result = at_menu("A")
    assert result.code == 0
    assert "Ingen prosjekter er åpnet her før." in result.out
    assert all(word in result.out for word in ("N Nytt prosjekt", "O Åpne en mappe", "E Øv", "A Avslutt"))


def test_the_status_is_shown_and_then_a_list_that_says_what_waits(at_menu: Menu, halden: Path) -> None:
    result = at_menu("A", line=of(halden))
    assert (result.code, result.err) == (0, "")
    assert (
        result.out.index("> tpn status") < result.out.index("Faser") < result.out.index("Hva vil du gjøre?")
    )
    assert "Styringsgruppemøte 3 20.10.2026" in result.out
    assert widest(result.out) <= 80


def test_the_list_stands_in_the_readme(at_menu: Menu, halden: Path, request: pytest.FixtureRequest) -> None:
    file = ROOT / "README.md"
    shown = at_menu("A", line=of(halden)).out
    picture = shown[shown.index("Hva vil du gjøre?") : shown.index("Ha det.")].rstrip() + "\n"
    told = re.compile(r"(<!-- menu -->\n```text\n)(.*?)```", re.DOTALL)
    if request.config.getoption("--renew"):
        file.write_text(told.sub(lambda found: f"{found[1]}{picture}```", file.read_text("utf-8")), "utf-8")
    found = told.search(file.read_text("utf-8"))
    assert found is not None
    assert found[2] == picture


@pytest.mark.parametrize("answer", ["x", "0", "10", "week", "/finnes/ikke.xlsx"])
def test_an_answer_that_is_not_understood_is_asked_again(at_menu: Menu, halden: Path, answer: str) -> None:
    result = at_menu(answer, "A", line=of(halden))
    assert "Det forsto jeg ikke" in result.out
    assert result.out.count("> tpn") == 1  # the status


def test_a_choice_can_be_said_by_its_title(at_menu: Menu, halden: Path) -> None:
    """Who has never used a console types what stands there, not its number."""
    result = at_menu("uka", "Feil og råd", "sk", "avslutt", line=of(halden))
    assert "> tpn week" in result.out
    assert "> tpn check" in result.out
    assert result.out.count("Det forsto jeg ikke") == 1  # «Skjemaet» or «Skriv»


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("name", [name for name, _, _ in TASKS])
def test_every_choice_shows_its_line_and_no_byte_is_written_without_a_yes(
    at_menu: Menu, halden: Path, name: str
) -> None:
    sheet = str(Path("examples") / "none")
    before = tree(halden)
    answers = {"bring": [sheet], "send": [""], "agenda": [""] * 3, "minutes": [""]}.get(name, [])
    result = at_menu(number(name), *answers, *["n"] * 4, line=of(halden))
    assert result.code == 0
    assert tree(halden) == before
    line = next(said for task, said, _ in TASKS if task == name)
    assert line in result.out


def test_what_the_papers_lack_is_asked_for_and_written_as_one_line_a_record(
    at_menu: Menu, tpn: Tpn, halden: Path
) -> None:
    for name in ("achieved", "next", "challenge"):
        tpn("set", "report", f"summary.{name}=", "-p", halden)
    tpn("set", "MO-05", "sted=", "-p", halden)
    result = at_menu(
        number("fill"), "Ferdig", "", "Tid", "Rådhuset", "", "", "", "", "", "A", line=of(halden)
    )  # what somebody has just typed is kept by Enter
    assert "> tpn set report summary.achieved=Ferdig summary.challenge=Tid" in result.out
    assert "> tpn set MO-05 place=Rådhuset" in result.out
    logs = (halden / "logs.yaml").read_text("utf-8")
    assert "Ferdig" in logs
    assert "Rådhuset" in logs
    assert [one.field for one in unwritten(fresh(Run({"project": str(halden)}, clock=lambda: NOW), halden))] == [
        "summary.next", "recommendation", "recommendation",
    ]  # fmt: skip


def test_the_draft_of_the_next_report_is_laid_beside_the_one_that_was_published(
    at_menu: Menu, tpn: Tpn, halden: Path
) -> None:
    typed = (number("report"), *[""] * 12, "j", "", "A")
    assert "nr 1 " in at_menu(*typed, line=of(halden)).err
    first = next((halden / "ut").glob("statusrapport nr 1 *.docx"))
    kept = first.read_bytes()
    assert tpn("report", "--publish", "-p", halden).code == 0
    assert "nr 2 " in at_menu(*typed, line=of(halden)).err
    assert first.read_bytes() == kept


def test_a_report_that_lacks_text_is_made_and_not_published_yet(
    at_menu: Menu, tpn: Tpn, halden: Path
) -> None:
    for name in ("achieved", "next", "challenge"):
        tpn("set", "report", f"summary.{name}=", "-p", halden)
    result = at_menu(number("report"), "Ferdig", "", "", "", "j", "", "A", line=of(halden))
    assert "> tpn report -o" in result.out
    assert "--publish" not in result.out
    assert "kan publiseres når resten er skrevet" in result.out
    assert "[report-unwritten]" not in result.err


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Svarfrist:", "Svarfrist (Enter: 12.11.2026):"),
        ("Kommune (Enter: sies senere):", "Kommune (Enter: 12.11.2026):"),
        ("Hvem? (initialer; Enter: alle er her)", "Hvem? (initialer; Enter: 12.11.2026)"),
        ("Hvor skal det ligge?", "Hvor skal det ligge? (Enter: 12.11.2026)"),
    ],
)  # fmt: skip
def test_what_enter_keeps_stands_in_the_question_where_the_line_cannot_be_edited(
    question: str, shown: str
) -> None:
    assert with_kept(question, "12.11.2026") == shown


def test_a_line_of_tpn_can_be_typed(at_menu: Menu, halden: Path) -> None:
    result = at_menu("tpn show K-12", "", "tpn menu", "", "A", line=of(halden))
    assert "> tpn show K-12" in result.out
    assert "Justere planen" in result.out


def test_a_preview_of_the_menu_writes_nothing_at_all(at_menu: Menu, halden: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    at_menu(number("send"), "", "j", "", number("form"), "j", "", line=of(halden, "--preview"))
    assert tree(tmp_path) == before


@pytest.mark.parametrize(("typed", "meant"), [("MO-06", "MO-06"), ("kickoff", "kickoff")])
def test_another_meeting_can_be_said_and_what_is_none_is_asked_again(
    at_menu: Menu, halden: Path, typed: str, meant: str
) -> None:
    result = at_menu(number("agenda"), "K-12", typed, "n", "n", "", "A", line=of(halden))
    assert result.err.startswith("feil: ")
    assert f"{meant}.docx" in result.out
    assert f"{meant}.ics" in result.out


# ---------------------------------------------------------------- faults


def test_every_fault_is_told_and_the_list_comes_back(at_menu: Menu, halden: Path, tmp_path: Path) -> None:
    (tmp_path / "søppel.xlsx").write_text("ikke et regneark", "utf-8")
    result = at_menu(str(tmp_path / "søppel.xlsx"), "", number("week"), "", "A", line=of(halden))
    assert "feil:" in result.err
    assert result.out.count("Hva vil du gjøre?") == 3
    assert "Uke 41" in result.out


def test_a_project_with_a_fault_can_be_opened_and_says_it(at_menu: Menu, halden: Path) -> None:
    (halden / "logs.yaml").write_text("meetings: [", "utf-8")
    result = at_menu(number("check"), "", "A", line=of(halden))
    assert result.code == 0
    assert "logs.yaml" in result.out + result.err
    assert "Hva vil du gjøre?" in result.out


def test_a_fault_of_the_program_does_not_close_the_window(
    at_menu: Menu, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("noe")

    monkeypatch.setattr(menu, "TASKS", (("week", "tpn week", broken),))
    result = at_menu("1", "", "A", line=of(halden))
    assert "Noe gikk galt i tpn: RuntimeError: noe" in result.err
    assert result.out.count("Hva vil du gjøre?") == 2


def test_without_a_keyboard_it_says_so(tpn: Tpn, at_menu: Menu) -> None:
    assert tpn("menu", "--json").out.startswith("{")
    assert at_menu("A").code == 0


# ---------------------------------------------------------------- the projects used last


def test_projects_are_remembered_by_folder_and_day_and_nothing_else(
    at_menu: Menu, halden: Path, tmp_path: Path
) -> None:
    at_menu("A", line=of(halden))
    assert list(tree(tmp_path / "config")) == ["projects.json"]
    said = json.loads((tmp_path / "config" / "projects.json").read_text("utf-8"))
    assert said == {"format": 1, "projects": [{"folder": str(halden), "opened": "2026-10-05"}]}


def test_the_newest_is_first_and_one_that_is_gone_says_so(at_menu: Menu, halden: Path, sandnes: Path) -> None:
    remember(sandnes, date(2026, 9, 1))
    remember(halden, DAY)
    remember(halden / "borte", date(2026, 9, 2))
    remember(halden, DAY)
    assert [one.folder for one in recent_projects()] == [halden, halden / "borte", sandnes]
    result = at_menu("1", "A")
    assert widest(result.out) <= 80
    assert "Tjenester på nett i Halden" in result.out
    assert "i dag" in result.out
    assert "finnes ikke der nå" in result.out
    assert "> tpn status" in result.out


@pytest.mark.parametrize("text", ["", "[]", '{"projects": 3}', '{"projects": [{"folder": 1}, {}]}', "\x00"])
def test_a_damaged_list_is_no_list(at_menu: Menu, tmp_path: Path, text: str) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "projects.json").write_text(text, "utf-8")
    assert recent_projects() == ()
    assert at_menu("A").code == 0


def test_at_most_nine_are_remembered_and_a_closed_folder_is_no_fault(
    at_menu: Menu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert at_menu("A").code == 0
    for one in range(12):
        remember(tmp_path / str(one), DAY)
    assert len(recent_projects()) == 9
    (tmp_path / "fil").write_text("", "utf-8")
    monkeypatch.setattr(kept, "user_config_path", lambda *_, **__: tmp_path / "fil" / "tpn")
    remember(tmp_path, DAY)
    assert recent_projects() == ()


def test_another_project_and_a_folder_that_is_dragged(at_menu: Menu, halden: Path, sandnes: Path) -> None:
    result = at_menu("P", f'"{sandnes}"', "A", line=of(halden))
    assert result.out.count("> tpn status") == 2
    assert "Sandnes" in result.out
    asked = at_menu("P", "O", "/finnes/ikke", str(sandnes), "A", line=of(halden))
    assert "not-a-project" in asked.err
    assert asked.out.count("> tpn status") == 2


# ---------------------------------------------------------------- dropped files


@pytest.mark.parametrize(
    ("word", "typed"),
    [("K-12", "K-12"), ("sted=Rådhuset", "sted=Rådhuset"), ("a b", '"a b"'), ("a,b", '"a,b"')],
)  # fmt: skip
def test_a_line_is_shown_as_it_is_typed_in_every_shell(word: str, typed: str) -> None:
    assert as_typed(["tpn", word]) == f"tpn {typed}"


@pytest.mark.parametrize(
    ("typed", "windows", "words"),
    [
        ('tpn set K-12 merknad="to ord"', True, ["tpn", "set", "K-12", "merknad=to ord"]),
        ('tpn import "C:\\Mine ark\\kari.xlsx"', True, ["tpn", "import", "C:\\Mine ark\\kari.xlsx"]),
        ("tpn import D:\\ark\\kari.xlsx", True, ["tpn", "import", "D:\\ark\\kari.xlsx"]),
        ("tpn import mine\\ ark/kari.xlsx", False, ["tpn", "import", "mine ark/kari.xlsx"]),
        ("tpn set K-12 merknad='nr. #7'", False, ["tpn", "set", "K-12", "merknad=nr. #7"]),
    ],
)
def test_a_typed_line_has_the_words_that_the_shell_would_give(
    typed: str, windows: bool, words: list[str]
) -> None:
    assert words_of(typed, windows=windows) == words


def test_a_quotation_mark_that_is_not_closed_is_said_and_asked_again(at_menu: Menu, halden: Path) -> None:
    result = at_menu('tpn set K-12 merknad="halv', "A", line=of(halden))
    assert "anførselstegn er åpnet og aldri lukket" in result.out
    assert "ValueError" not in result.out + result.err
    assert result.out.count("> tpn") == 1  # the status


@pytest.mark.skipif(os.name == "nt", reason="these are POSIX paths")
@pytest.mark.parametrize(
    "typed",
    [
        "{0}", '"{0}"', "'{0}'", "& '{0}'", ' "{0}" ', '"{0}" "{0}"', "file://{1}", "{2}", "'{0}' ",
    ],
)  # fmt: skip
def test_a_dragged_file_gives_its_path(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "marit (2) ø.xlsx"
    path.write_text("", "utf-8")
    escaped = str(path).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    assert dropped_paths(typed.format(path, str(path).replace(" ", "%20"), escaped)) == (path,)


def test_several_dragged_files_are_several_and_what_is_none_is_none(tmp_path: Path) -> None:
    one, two = tmp_path / "en.xlsx", tmp_path / "to tre.xlsx"
    one.write_text("", "utf-8")
    two.write_text("", "utf-8")
    assert dropped_paths(f'{one} "{two}"') == (one, two)
    assert dropped_paths(f'{one} "{tmp_path / "borte.xlsx"}"') == ()
    assert dropped_paths("") == dropped_paths("1") == dropped_paths('"') == ()


@pytest.fixture(scope="module")
def round_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Halden with its sheets out, before its first report, for copies: ``halden`` and ``ut``."""
    place = tmp_path_factory.mktemp("runde")
    unpublished = shutil.ignore_patterns("reports", ".gitattributes")
    halden = shutil.copytree(ROOT / "examples" / "halden", place / "halden", ignore=unpublished)
    line = ["export", "--each-responsible", str(place / "ut"), "-p", str(halden)]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(line, clock=lambda: NOW) == 0
    return place


@pytest.fixture
def returned(round_out: Path, halden: Path, tmp_path: Path) -> Path:
    """A sheet that came home from Halden's round, saved where downloads lie."""
    shutil.copytree(round_out / "halden", halden, dirs_exist_ok=True)
    shutil.copytree(round_out / "ut", tmp_path / "ut")
    return _answered(Path(shutil.copy(tmp_path / "ut" / "per.xlsx", tmp_path / "per.xlsx")))


def test_a_sheet_knows_its_project_and_its_round(returned: Path) -> None:
    mark = mark_of(returned)
    assert mark.project == "halden"
    assert mark.round.startswith("2026-10-05")
    assert mark_of(returned.parent / "finnes ikke.xlsx").project == ""


def test_the_copy_that_sent_the_round_comes_first(
    returned: Path, halden: Path, sandnes: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(halden, tmp_path / "kopi"))
    shutil.rmtree(copy / "history" / "rounds")
    known = [one for folder in (sandnes, copy, halden) if (one := project_at(folder, DAY))]
    assert [one.folder for one in homes_of([returned], known, DAY)] == [halden, copy]
    assert homes_of([returned], [known[0]], DAY) == ()


def test_a_file_of_others_belongs_where_it_lies_or_to_any_that_is_known(
    halden: Path, sandnes: Path, tmp_path: Path
) -> None:
    known = [KnownProject(sandnes, DAY, "Sandnes", "sandnes")]
    inside, outside = halden / "liste.csv", tmp_path / "liste.csv"
    for path in (inside, outside):
        path.write_text("Nr;Aktivitet;Frist\n1;Rydde;01.11.2026\n", "utf-8")
    assert [one.folder for one in homes_of([inside], known, DAY)] == [halden]
    assert [one.folder for one in homes_of([outside], known, DAY)] == [sandnes]


@pytest.mark.parametrize(("answer", "written"), [("j", True), ("", False), ("n", False)])
def test_a_workbook_that_is_dropped_on_the_program_is_seen_and_written_when_agreed(
    at_menu: Menu, halden: Path, returned: Path, answer: str, written: bool
) -> None:
    remember(halden, DAY)
    before = tree(halden)
    result = at_menu(answer, line=(returned,))
    assert f"> {as_typed(['tpn', 'import', str(returned)])}" in result.out
    assert "Skrive dette? [j/N]" in result.out
    assert (tree(halden) != before) is written
    assert ("Det er skrevet." in result.out, "Ingenting er skrevet." in result.out) == (written, not written)


def test_a_workbook_of_no_known_project_asks_which(at_menu: Menu, halden: Path, returned: Path) -> None:
    result = at_menu("O", str(halden), "n", line=(returned,))
    assert "Hvilket prosjekt hører per (2).xlsx til?" in result.out
    assert "> tpn import" in result.out


def test_the_folder_of_a_project_that_is_dropped_is_opened(at_menu: Menu, halden: Path) -> None:
    for dropped in (halden, halden / "project.yaml"):
        assert "Hva vil du gjøre?" in at_menu("A", line=(dropped,)).out


def test_a_verb_wins_over_a_file_of_its_name(at_menu: Menu, tmp_path: Path, halden: Path) -> None:
    (tmp_path / "week").write_text("", "utf-8")
    assert "Uke 41" in at_menu(line=("week", "-p", halden)).out


def test_only_a_window_of_its_own_opens_the_menu_unasked(at_menu: Menu) -> None:
    assert has_own_window() is False
    assert "Slik begynner du" in at_menu(line=()).out


# ---------------------------------------------------------------- a month of work, in each language

YES = {"nb": "j", "nn": "j", "en": "y"}


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("lang", YES)
def test_a_month_of_a_project_lead(at_menu: Menu, tpn: Tpn, tmp_path: Path, lang: str) -> None:
    """A new project, names on the roles, sheets out, three back, the agenda, the minutes, the report: only the menu."""
    yes = YES[lang]
    (tmp_path / "dokumenter").mkdir()
    begun = ("menu", "--lang", lang, "--today", "05.10.2026")
    quits = "Q" if lang == "en" else "A"
    made = at_menu("N", "", number("send"), yes, yes, quits, line=begun)
    assert made.code == 0, made.err
    (project,) = (tmp_path / "dokumenter").iterdir()
    (people,) = (project / ("out" if lang == "en" else "ut")).glob("pe*.xlsx")
    _name_everybody(people)
    filled = people.read_bytes()
    at_menu(number("send"), yes, quits, line=(*begun, "-p", project))
    assert (people.read_bytes(), len(sorted(people.parent.glob("pe*.xlsx")))) == (
        filled,
        2,
    )  # made again beside it

    sent = at_menu(f'"{people}"', yes, "", number("send"), "", yes, "", quits, line=(*begun, "-p", project))
    sheets = sorted(people.parent.glob("*/*.xlsx"))
    assert len(sheets) > 3, sent.out + sent.err
    assert len(sorted(people.parent.glob("*/*.eml"))) == len(sheets)

    back = [part for sheet in sheets[:3] for part in (f'"{_answered(sheet)}"', yes, "")]
    came = at_menu(*back, quits, line=("menu", "--lang", lang, "--today", "12.10.2026", "-p", project))
    assert came.code == 0, came.err
    told = json.loads(tpn("round", "--json", "-p", project).out)
    assert sum(one["answered"] is not None for one in told["people"]) == 3

    day = ("menu", "--lang", lang, "--today", "27.10.2026", "-p", project)
    held = at_menu(
        number("agenda"), "", "Rådhuset", "", yes, yes, "",
        number("minutes"), "", yes, "", "n Godt", *[""] * 10, yes, yes, yes, "", quits, line=day,
    )  # fmt: skip
    assert held.code == 0, held.err
    assert {path.suffix for path in people.parent.glob("*kickoff*")} == {".docx", ".ics"}
    assert "> tpn set kickoff place=Rådhuset" in held.out
    assert "Godt" in tpn("minutes", "kickoff", "-p", project).out, held.out

    month = ("menu", "--lang", lang, "--today", "05.11.2026", "-p", project)
    publishes = yes if lang == "nb" else "n"  # to publish draws every edition; once is enough
    wrote = at_menu(
        number("report"),
        "I gang",
        "Ark inn",
        "Tid",
        "Sent i gang",
        yes,
        yes,
        publishes,
        "",
        quits,
        line=month,
    )
    assert wrote.code == 0, wrote.err
    assert "I gang" in (project / "logs.yaml").read_text("utf-8"), wrote.out
    assert (project / "history" / "reports").is_dir() is (lang == "nb"), wrote.out + wrote.err
    assert "U angrer" not in wrote.out.partition("report --publish\n")[2]  # what is published stands
    assert tpn("check", "-p", project).code == 0


def _name_everybody(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    rows = [row for row in range(4, 30) if sheet.cell(row, 1).value]
    for number, row in enumerate(rows):
        sheet.cell(row, 2).value = f"{'ABCDEFGHIJKLMNOP'[number]}nne Berg"
    book.save(path)


def _answered(path: Path) -> Path:
    """The sheet as its person sends it back: with a note to the first row, and another name."""
    book = openpyxl.load_workbook(path)
    book.worksheets[1].cell(4, 11).value = "Sett"
    home = path.with_name(f"{path.stem} (2).xlsx")
    book.save(home)
    return home


def test_the_menu_at_a_terminal(tmp_path: Path) -> None:
    """A new project is asked for as ``tpn init`` asks; Ctrl-C goes back to the list, and at the list leaves."""
    config = str(tmp_path / "config")
    with Keyboard(
        tmp_path, "menu", "--today", "2026-10-05", XDG_CONFIG_HOME=config, HOME=str(tmp_path)
    ) as seat:
        seat.reads("Velg et tall eller en bokstav:")
        seat.types("N")
        seat.reads("I hvilken mappe")
        seat.types("")
        seat.reads("Kommune")
        seat.types("Stjørdal")
        seat.reads("Tjenester (nummer")
        seat.types("Rådhuset")
        seat.reads("selv? [J/n]")
        seat.types("n")
        seat.reads("Tjenester (nummer")  # all of it was a slip
        seat.types("1 og 11")
        seat.reads("Startdato")
        seat.types("")
        seat.reads("2  Tjenester: Barnehageplass, Skolefritidsordning (SFO)")
        seat.reads("Riktig?")
        seat.types("")
        seat.reads("> tpn status")
        seat.reads("dra en fil hit:")
        seat.types(number("send"))
        seat.reads("Lage arket")
        seat.presses("c")
        seat.reads("Tilbake til listen")
        seat.reads("Trykk Enter")
        seat.types("")
        seat.reads("dra en fil hit:")
        seat.presses("c")
        seat.reads("Ha det.")
        assert seat.ends() == 0
