"""Edits go where they should and nowhere else: what a lead's file looks like before and after."""

from datetime import date
from typing import Any

import pytest

from tpn.problems import Stop
from tpn.source import Append, Remove, Set, apply, parse
from tpn.source.edits import Edit

KICKOFF = """\
# Oppstart, ført av Kari
kickoff:
  activities:

    # Møtet er flyttet to ganger
    - id: K-01
      title: "Avklare behov"      # med avdelingene
      responsible: [kari, ola]
      due: 2026-09-01   # før ferien
      percent: 1.10

    - id: K-02
      title: 'Velge tjenester'
      note: |
        To linjer
        til
      due:   # åpent
  participants: []
  flow: {a: 1, b: [x]}
"""

# edit → the lines that go (-) and the lines that come (+)
EDITS: list[tuple[Edit, list[str]]] = [
    (
        Set(("kickoff", "activities", 0, "due"), "2026-09-15"),
        ["-      due: 2026-09-01   # før ferien", '+      due: "2026-09-15"   # før ferien'],
    ),
    (
        Set(("kickoff", "activities", 0, "title"), "Avklare alt"),
        [
            '-      title: "Avklare behov"      # med avdelingene',
            '+      title: "Avklare alt"      # med avdelingene',
        ],
    ),
    (
        Set(("kickoff", "activities", 1, "title"), "Kari's valg"),
        ["-      title: 'Velge tjenester'", "+      title: 'Kari''s valg'"],
    ),
    (
        Set(("kickoff", "activities", 1, "due"), None),
        [],
    ),
    (
        Set(("kickoff", "activities", 1, "due"), 5),
        ["-      due:   # åpent", "+      due: 5   # åpent"],
    ),
    (
        Set(("kickoff", "activities", 0, "percent"), 1.1),
        [],
    ),
    (
        Set(("kickoff", "activities", 0, "status"), "done"),
        ["+      status: done"],
    ),
    (
        Set(("kickoff", "activities", 1, "note"), "Kort"),
        ["-      note: |", "-        To linjer", "-        til", "+      note: Kort"],
    ),
    (
        Set(("kickoff", "activities", 0, "note"), "En\nTo"),
        ["+      note: |-", "+        En", "+        To"],
    ),
    (
        Set(("kickoff", "activities", 0, "title"), "En\nTo"),
        [
            '-      title: "Avklare behov"      # med avdelingene',
            "+      title: |-  # med avdelingene",
            "+        En",
            "+        To",
        ],
    ),
    (
        Set(("kickoff", "flow", "a"), "en, to\ntre"),
        ["-  flow: {a: 1, b: [x]}", '+  flow: {a: "en, to\\ntre", b: [x]}'],
    ),
    (
        Set(("kickoff", "flow", "c"), "no"),
        ["-  flow: {a: 1, b: [x]}", '+  flow: {a: 1, b: [x], c: "no"}'],
    ),
    (
        Set(("kickoff", "decided", "by"), "kari"),
        ["+  decided: {by: kari}"],
    ),
    (
        Append(("kickoff", "activities", 0, "responsible"), "nils"),
        ["-      responsible: [kari, ola]", "+      responsible: [kari, ola, nils]"],
    ),
    (
        Append(("kickoff", "flow", "b"), "y: z"),
        ["-  flow: {a: 1, b: [x]}", '+  flow: {a: 1, b: [x, "y: z"]}'],
    ),
    (
        Append(("kickoff", "participants"), {"person": "kari"}),
        ["-  participants: []", "+  participants:", "+    - person: kari"],
    ),
    (
        Append(("kickoff", "participants"), "kari"),
        ["-  participants: []", "+  participants: [kari]"],
    ),
    (
        Append(("kickoff", "activities", 1, "title"), "to"),
        ["-      title: 'Velge tjenester'", "+      title: [Velge tjenester, to]"],
    ),
    (
        Append(("kickoff", "activities"), {"id": "K-03", "title": "0301", "after": ["K-01"]}),
        ["+", "+    - id: K-03", '+      title: "0301"', "+      after: [K-01]"],
    ),
    (
        Append(("kickoff", "agenda"), {"id": "a"}),
        ["+  agenda:", "+    - id: a"],
    ),
    (
        Remove(("kickoff", "activities", 0, "title")),
        ['-      title: "Avklare behov"      # med avdelingene'],
    ),
    (
        Remove(("kickoff", "activities", 0, "id")),
        [
            "-    - id: K-01",
            '-      title: "Avklare behov"      # med avdelingene',
            '+    - title: "Avklare behov"      # med avdelingene',
        ],
    ),
    (
        Remove(("kickoff", "activities", 1, "note")),
        ["-      note: |", "-        To linjer", "-        til"],
    ),
    (
        Remove(("kickoff", "flow", "b", 0)),
        ["-  flow: {a: 1, b: [x]}", "+  flow: {a: 1, b: []}"],
    ),
    (
        Remove(("kickoff", "flow", "a")),
        ["-  flow: {a: 1, b: [x]}", "+  flow: {b: [x]}"],
    ),
    (
        Remove(("kickoff", "flow", "b")),
        ["-  flow: {a: 1, b: [x]}", "+  flow: {a: 1}"],
    ),
]


def difference(old: str, new: str) -> list[str]:
    """The lines between what both begin and end with alike."""
    before, after = old.splitlines(), new.splitlines()
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return [f"-{line}" for line in before] + [f"+{line}" for line in after]


@pytest.mark.parametrize(("edit", "expected"), EDITS)
def test_an_edit_changes_its_own_lines_only(edit: Edit, expected: list[str]) -> None:
    assert difference(KICKOFF, apply(KICKOFF, [edit], "f")) == expected


@pytest.mark.parametrize(("edit", "expected"), EDITS)
def test_an_edit_keeps_crlf_and_the_byte_order_mark(edit: Edit, expected: list[str]) -> None:
    windows = "\ufeff" + KICKOFF.replace("\n", "\r\n")
    new = apply(windows, [edit], "f")
    assert new == "\ufeff" + apply(KICKOFF, [edit], "f").replace("\n", "\r\n")
    assert difference(windows, new) == expected


def test_removing_the_last_item_or_key_leaves_an_empty_list_or_mapping() -> None:
    text = "a:\n  - x   # den ene\nb:  # om b\n  c: 1\nd: 2\n"
    assert apply(text, [Remove(("a", 0))], "f") == "a: []   # den ene\nb:  # om b\n  c: 1\nd: 2\n"
    assert apply(text, [Remove(("b", "c"))], "f") == "a:\n  - x   # den ene\nb: {}  # om b\nd: 2\n"
    assert parse(apply("a: 1\n", [Remove(("a",))], "f"), "f").value == {}


def test_dashes_and_indentation_follow_the_neighbours() -> None:
    text = "a:\n- x: 1\nb:\n    c: 1\n"
    assert apply(text, [Set(("d",), {"e": {"f": [{"g": 1}]}})], "f") == (
        "a:\n- x: 1\nb:\n    c: 1\nd:\n  e:\n    f:\n    - g: 1\n"
    )
    assert apply(text, [Append(("a",), {"x": 2})], "f") == "a:\n- x: 1\n- x: 2\nb:\n    c: 1\n"


def test_new_items_are_written_as_their_neighbours_are() -> None:
    text = "a:\n  -   id: 1\n      t: x\nb:\n  - {id: 1, t: x}\n"
    assert apply(text, [Append(("a",), {"id": 2, "t": "z"}), Append(("b",), {"id": 2, "t": "z"})], "f") == (
        "a:\n  -   id: 1\n      t: x\n  -   id: 2\n      t: z\nb:\n  - {id: 1, t: x}\n  - {id: 2, t: z}\n"
    )


def test_a_section_can_be_added_to_a_file_of_comments_only() -> None:
    assert apply("# logg\n", [Set(("risks",), [{"id": "R-01"}])], "f") == "# logg\nrisks:\n  - id: R-01\n"
    assert apply("", [Append(("risks",), {"id": "R-01"})], "f") == "risks:\n  - id: R-01\n"


def test_a_block_of_text_at_the_end_without_line_end_keeps_its_value() -> None:
    new = apply("a: |\n  x", [Set(("b",), 1)], "f")
    assert parse(new, "f").value == {"a": "x", "b": 1}


QUOTED = [
    "no", "Yes", "on", "off", "y", "N", "null", "~", "true", "0301", "1", "1.5", "1_000", "12:30",
    "2026-01-01", "2026-1-1", "", " a", "a ", "a: b", "a #b", "a:", "- a", "#a", "*a", "&a", "!a", "%a", "@a",
    "`a", "[a", "{a", "'a", '"a', "|", ">", "?", "=", "<<", "...", "---", "a\tb", "a\x07b", "0x1F", "+47",
    ".5", ".inf",
]  # fmt: skip


@pytest.mark.parametrize("text", QUOTED)
def test_text_that_a_reader_could_take_for_something_else_is_quoted(text: str) -> None:
    new = apply("a: x\n", [Set(("a",), text)], "f")
    assert new[3] in "'\""
    assert parse(new, "f").value == {"a": text}


@pytest.mark.parametrize(
    "text", ["x", "blå bær", "K-01", "a,b", "http://x.no/a#b", "det's", "nei", "3 dager", "10% av", "a:b"]
)
def test_ordinary_text_is_not_quoted(text: str) -> None:
    assert apply("a: 1\n", [Set(("a",), text)], "f") == f"a: {text}\n"


@pytest.mark.parametrize(
    "edit",
    [
        Set(("a", "b"), 1), Set(("list", 7), 1), Remove(("missing",)), Remove(("list", 3)), Append(("map",), 1),
        Set((), "text"), Set(("a",), "\ud800"), Set(("new", 0), 1), Set(("map", "x" * 2000), 1),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_proved_is_refused(edit: Any) -> None:
    with pytest.raises(Stop) as stop:
        apply("a: 1\nlist: [1]\nmap: {b: 1}\n", [edit], "f.yaml")
    assert [problem.slug for problem in stop.value.problems] == ["edit-refused"]


def test_a_record_alone_where_a_list_may_stand_becomes_its_first_item_when_that_is_meant() -> None:
    text = "risk:\n  actions:\n    what: Ukentlig møte\n"
    new = apply(text, [Set(("risk", "actions", 0, "due"), date(2026, 10, 12))], "f")
    assert new == "risk:\n  actions:\n    - what: Ukentlig møte\n      due: 2026-10-12\n"


def test_text_with_faults_is_not_edited() -> None:
    with pytest.raises(Stop) as stop:
        apply("a: 1\na: 2\n", [Set(("b",), 1)], "f")
    assert [problem.slug for problem in stop.value.problems] == ["duplicate-key"]


def test_places_lead_to_the_value_its_key_or_the_nearest_forebear() -> None:
    document = parse(KICKOFF, "f")

    def at(*route: str | int, key: bool = False) -> tuple[int, int, int]:
        place = document.place(route, key=key)
        return place.line, place.column, place.length

    assert at("kickoff", "activities", 0, "title") == (7, 14, 15)
    assert at("kickoff", "activities", 0, "title", key=True) == (7, 7, 5)
    assert at("kickoff", "activities", 0, "missing") == (6, 7, 8)
    assert at("kickoff", "activities", 0, "responsible", 1) == (8, 27, 3)
    assert at("kickoff", "activities", 1, "due") == (17, 7, 3)
    assert at("kickoff", "flow", "b", 0) == (19, 20, 1)
    assert at() == (2, 1, 8)


def test_several_items_come_into_a_list_that_is_not_there_yet() -> None:
    text = "meetings:\n- id: a\n  agenda: []\n"
    edits = [Append(("meetings", 0, "minutes"), {"case": number}) for number in (1, 2, 3)]
    assert parse(apply(text, edits, "f"), "f").value == {
        "meetings": [{"id": "a", "agenda": [], "minutes": [{"case": 1}, {"case": 2}, {"case": 3}]}]
    }
