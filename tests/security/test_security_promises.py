"""Every promise of ``SECURITY.md`` has its test: a new sentence without one, or a test that is gone, fails here."""

import ast
import re
import socket
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn
from tests.test_layers import importing

NO_TEST = ""
"""What is said so that it is known, and promises nothing."""

DROPPED, FILES, FORMULAS, JOURNAL, LETTERHEAD, LIMITS, OUTPUT, TEMPLATES, TEXT = (
    f"security/test_security_{name}.py::"
    for name in (
        "dropped", "files", "formulas", "journal", "letterhead", "limits", "output", "templates", "text",
    )
)  # fmt: skip
FENCE, WRITING = (f"spreadsheets/test_spreadsheets_{name}.py::" for name in ("fence", "writing"))
HERE = "security/test_security_promises.py::"

WRITES = "cli/test_cli_writes.py::test_what_is_not_asked_to_write_writes_only_where_the_table_says_so"
WORKBOOK = FILES + "test_a_workbook_to_fill_in_keeps_every_part_and_gets_no_formula_of_ours"
WHAT_IS_DROPPED = "test_what_is_dropped_is_a_sheet_or_none_and_changes_nothing_unasked"
CELL = TEXT + "test_a_cell_with_control_characters_is_cleaned_and_told"

PROMISES: dict[str, str | tuple[str, ...]] = {
    "Du kan åpne en mappe, et ark eller en mal": (
        JOURNAL + "test_no_entry_makes_a_file_that_is_none_of_tpns", WRITES
    ),
    "Ingenting blir skrevet, slettet eller hentet utenfor": (
        JOURNAL + "test_no_entry_deletes_or_replaces_a_file_of_the_users",
        TEMPLATES + "test_a_template_reaches_nothing_but_what_it_is_handed",
    ),
    "Et resultat (`-o`) legges aldri over": OUTPUT + "test_a_result_is_never_written_to_what_the_project_consists_of",
    "Finner du et hull": NO_TEST,
    "It reads files, writes in the project's folder": WRITES,
    "It has no network of its own": HERE + "test_no_verb_opens_a_connection",
    "It runs no programs but itself": HERE + "test_programs_are_run_in_these_places_alone",
    "An empty git of": (
        FILES + "test_asking_git_runs_nothing_that_the_folder_is_set_to",
        FILES + "test_asking_git_fetches_nothing_that_is_missing",
    ),
    "On a terminal a long result goes through the pager": HERE + "test_programs_are_run_in_these_places_alone",
    "It runs no macros and nothing that lies in a folder.": (
        FENCE + "test_no_module_of_the_folder_at_hand_is_run", FILES + "test_a_letterhead_with_macros_is_not_taken",
        FILES + "test_asking_git_runs_nothing_that_the_folder_is_set_to",
    ),
    "folder (YAML): write, delete or append": (
        JOURNAL + "test_no_entry_makes_a_file_that_is_none_of_tpns",
        JOURNAL + "test_no_entry_deletes_or_replaces_a_file_of_the_users",
        JOURNAL + "test_the_answers_of_a_meeting_are_not_appended_to_a_file_elsewhere",
    ),
    "folder (YAML): steer the terminal": TEXT + "test_no_screen_gets_a_raw_escape",
    "folder (YAML): run anything": (
        FILES + "test_asking_git_runs_nothing_that_the_folder_is_set_to",
        FILES + "test_asking_git_fetches_nothing_that_is_missing",
    ),
    "folder (YAML): reach outside the folder": (
        JOURNAL + "test_nothing_is_kept_outside_through_a_linked_folder",
        JOURNAL + "test_no_entry_writes_through_a_link_out_of_the_project",
        JOURNAL + "test_what_is_kept_is_an_ordinary_file_of_the_project",
        JOURNAL + "test_no_verb_writes_where_a_link_in_the_folder_leads",
        JOURNAL + "test_a_report_that_is_a_link_gives_no_file_of_the_users",
    ),
    "`history/`: be carried out unasked": (
        JOURNAL + "test_an_entry_of_another_copy_is_shown_and_asked_for",
        JOURNAL + "test_an_entry_of_0_2_0_that_was_cut_off_half_way_is_completed",
    ),
    "`history/`: name a file that is none": JOURNAL + "test_no_entry_makes_a_file_that_is_none_of_tpns",
    "`history/`: have another text": JOURNAL + "test_an_entry_whose_text_is_not_what_its_hash_says_writes_nothing",
    "`history/`: empty a file": JOURNAL + "test_the_lock_is_no_way_to_empty_a_file",
    "texts (`templates/texts`): reach into facts": (
        TEMPLATES + "test_a_text_of_ones_own_fills_in_facts_and_no_more",
        TEXT + "test_a_text_of_ones_own_with_an_escape_steers_no_screen",
    ),
    "template (`.j2`): read, write or include": (
        TEMPLATES + "test_a_template_reaches_nothing_but_what_it_is_handed",
        TEMPLATES + "test_a_link_in_templates_brings_no_file_of_the_users",
    ),
    "template (`.j2`): call a method": TEMPLATES + "test_a_template_reaches_nothing_but_what_it_is_handed",
    "template (`.j2`): name a class": TEMPLATES + "test_a_template_reaches_nothing_but_what_it_is_handed",
    "template (`.j2`): run beyond": (
        TEMPLATES + "test_a_template_that_never_ends_is_stopped",
        TEMPLATES + "test_a_template_takes_no_memory_beyond_measure",
    ),
    "template (`.j2`): fetch": TEMPLATES + "test_a_template_reaches_nothing_but_what_it_is_handed",
    "looks of the PDF (`paper.typ`): read a file": (
        TEMPLATES + "test_the_looks_of_a_pdf_read_nothing_and_fetch_nothing",
        TEMPLATES + "test_the_looks_of_a_pdf_that_never_end_are_stopped",
    ),
    "looks of the PDF (`paper.typ`): bring a font": FORMULAS + "test_a_pdf_does_nothing_and_carries_no_font_but_ours",
    "letterhead (`.docx`, `.pptx`): run macros": FILES + "test_a_letterhead_with_macros_is_not_taken",
    "letterhead (`.docx`, `.pptx`): carry a macro": (
        FILES + "test_a_letterhead_with_macros_is_not_taken",
        LETTERHEAD + "test_a_letterhead_that_does_something_is_not_taken",
    ),
    "letterhead (`.docx`, `.pptx`): name a template": (
        LETTERHEAD + "test_a_template_that_word_would_fetch_is_left_behind"
    ),
    "letterhead (`.docx`, `.pptx`): use a document type": (
        LETTERHEAD + "test_a_letterhead_that_does_something_is_not_taken"
    ),
    "letterhead (`.docx`, `.pptx`): fetch": LETTERHEAD + "test_what_a_letterhead_links_to_is_not_fetched",
    "letterhead (`.docx`, `.pptx`): fill the memory": FILES + "test_a_letterhead_that_bursts_is_not_opened",
    "spreadsheet (`.xlsx`, `.xls`, `.ods`, `.csv`): change anything": WRITES,
    "spreadsheet (`.xlsx`, `.xls`, `.ods`, `.csv`): bring a formula": (
        "sheets/test_sheets_layout.py::test_text_that_looks_like_a_formula_is_text",
        FORMULAS + "test_no_writer_writes_a_text_as_a_formula",
        OUTPUT + "test_a_leading_tab_is_no_formula_in_any_csv",
        WRITING + "test_no_part_of_a_text_in_a_csv_is_a_formula_whatever_splits_it",
    ),
    "spreadsheet (`.xlsx`, `.xls`, `.ods`, `.csv`): burst memory": (
        FENCE + "test_memory_is_limited", FENCE + "test_what_is_made_to_burst_is_not_opened",
        FENCE + "test_a_reader_that_never_comes_back_is_stopped",
    ),
    "spreadsheet (`.xlsx`, `.xls`, `.ods`, `.csv`): plant control": CELL,
    "spreadsheet (`.xlsx`, `.xls`, `.ods`, `.csv`): fetch or read": (
        FENCE + "test_what_is_made_to_burst_is_not_opened",
        FORMULAS + "test_nothing_that_a_sheet_reaches_for_is_fetched_or_written",
    ),
    "spreadsheet (`.xlsx`, `.xls`, `.ods`, `.csv`): bring a link": (
        FORMULAS + "test_nothing_that_a_sheet_reaches_for_is_fetched_or_written",
        "roundtrip/test_roundtrip_added.py::test_a_formula_that_looks_beyond_its_own_rows_is_never_written_again",
    ),
    "file that is dropped on `tpn menu`: change": DROPPED + WHAT_IS_DROPPED,
    "file that is dropped on `tpn menu`: be run": DROPPED + WHAT_IS_DROPPED,
    "file that is dropped on `tpn menu`: be waited for": DROPPED + WHAT_IS_DROPPED,
    "BPMN: use a document type": FILES + "test_a_bpmn_file_has_no_type_no_entities_and_an_end",
    "BPMN: plant control": FILES + "test_the_names_of_a_bpmn_file_steer_no_screen",
    "workbook to fill in: lose a part": WORKBOOK,
    "workbook to fill in: make `tpn` run": WORKBOOK,
    "And whatever is typed or pasted": (
        TEXT + "test_a_word_on_the_line_with_a_control_character_is_refused",
        TEXT + "test_a_soft_line_break_on_the_line_is_made_an_ordinary_one_and_told",
    ),
    "No text that comes in by a line": (
        LIMITS + "test_what_is_typed_is_refused_in_one_sentence",
        LIMITS + "test_a_strangers_sheet_loses_the_cell_alone_and_names_it",
        LIMITS + "test_a_step_of_a_process_has_no_book_in_it",
    ),
    "`-o` never names what a project consists of": (
        OUTPUT + "test_a_result_is_never_written_to_what_the_project_consists_of",
        OUTPUT + "test_no_other_name_of_a_file_of_the_project_is_written_to",
        OUTPUT + "test_the_file_that_is_read_is_not_written_over",
    ),
    "A file that `tpn` did not make": OUTPUT + "test_a_file_that_somebody_wrote_in_is_not",
    "A paper of another command is asked about": OUTPUT + "test_a_paper_of_another_kind_is_not_replaced_unasked",
    "Hashes of what `tpn` wrote lie in": HERE + "test_of_results_only_hashes_are_remembered",
    "A person with rights to your files": NO_TEST,
    "A program that opens what `tpn` wrote": NO_TEST,
    "Formulas and markup are escaped.": TEXT + "test_every_writer_takes_every_text_that_the_model_takes",
    "The time of a child process and its memory": (
        FENCE + "test_memory_is_limited", FENCE + "test_a_reader_that_never_comes_back_is_stopped",
    ),
    "On Windows the memory is by a job object": FENCE + "test_windows_agrees_to_a_limit_of_memory",
    "A letterhead's outside links": NO_TEST,
}  # fmt: skip


def claims() -> list[str]:
    """The sentences of the page, and of its table each clause of what a thing cannot do."""
    text = (ROOT / "SECURITY.md").read_text("utf-8").partition("## Reporting")[0]
    found: list[str] = []
    for some in re.split(r"\n\n|\n(?=- )|\n(?=\|)", text[text.index("## På norsk") :]):
        block = " ".join(some.split())
        if not block or block.startswith("#") or set(block) <= set("|- "):
            continue
        if not block.startswith("|"):
            found += re.split(r"(?<=[.!?]) ", block.removeprefix("- "))
        elif not block.startswith("| it |"):
            thing, _, cannot = (cell.strip().replace("*", "") for cell in block.strip("|").split("|"))
            found += [f"{thing}: {clause}" for clause in cannot.split("; ")]
    return found


def test_every_sentence_has_a_test_that_is_there() -> None:
    said = claims()
    untried = [one for one in said if not any(one.startswith(start) for start in PROMISES)]
    gone = [start for start in PROMISES if not any(one.startswith(start) for one in said)]
    assert (untried, gone) == ([], [])
    named = {one for tests in PROMISES.values() for one in ((tests,) if isinstance(tests, str) else tests)}
    for test in named - {NO_TEST}:
        file, _, name = test.partition("::")
        known = ast.parse((ROOT / "tests" / file).read_text("utf-8")).body
        assert name in {one.name for one in known if isinstance(one, ast.FunctionDef)}, test


def test_no_verb_opens_a_connection(
    tpn: Tpn, halden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*asked: object) -> None:
        raise AssertionError(asked)

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for line in (
        ["status"], ["export", "-o", tmp_path / "a.xlsx"], ["agenda", "MO-05", "-o", tmp_path / "a.ics"],
        ["import", tmp_path / "a.xlsx"], ["check"], ["library"],
    ):  # fmt: skip
        assert tpn(*line, "-p", halden).code == 0, line
    asking = {"http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "socket", "ssl"}
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "tpn").rglob("*.py")
        for name in imported(path)
        if name.partition(".")[0] in asking or name == "urllib.request.urlopen"
    }
    assert found == set()


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for one in importing(path):
        if isinstance(one, ast.Import):
            names |= {alias.name for alias in one.names}
        elif one.module:
            names |= {one.module, *(f"{one.module}.{alias.name}" for alias in one.names)}
    return names


RUNNING = {
    "actions/borrowed_git.py",  # git
    "source/child.py",  # tpn itself
    "cli/pager.py", "cli/typed_lines.py",  # the pager; a file that was just made
}  # fmt: skip


def test_programs_are_run_in_these_places_alone() -> None:
    starts = re.compile(
        r"subprocess\.(run|Popen|call|check_\w+)|os\.(system|popen|startfile|exec\w+|spawn\w+)|SystemPager\("
    )
    home = ROOT / "tpn"
    found = {path for path in home.rglob("*.py") if starts.search(path.read_text("utf-8"))}
    assert {path.relative_to(home).as_posix() for path in found} == RUNNING


def test_of_results_only_hashes_are_remembered(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("status", "-p", halden, "-o", tmp_path / "hemmelig-navn.md").code == 0
    kept = (halden / "history" / ".outputs").read_text("utf-8")
    assert kept
    assert "hemmelig" not in kept
    assert all(re.fullmatch(r"([0-9a-f]{64}(:[a-z]+)?)?", line) for line in kept.split("\n"))
