"""Every fault of YAML text is told by its name, where a person would look."""

from pathlib import Path

import pytest

from tpn.problems import TextPlace, level_of
from tpn.source import parse, read_file

# text → (slug, line, column, what is underlined)
FAULTS = [
    ("title: Møte: oppstart\nid: 1\n", "colon-in-text", 1, 8, "Møte: oppstart"),
    ("id: K-1, title: x\n", "colon-in-text", 1, 5, "K-1, title: x"),
    ('a: "åpen\nb: 1\nc: 2\n', "unclosed-quote", 1, 4, '"åpen'),
    ("a: [x, 'y]\nb: 1\n", "unclosed-quote", 1, 8, "'y]"),
    ('a: "åpen: 1\nb: "y"\n', "quoted-over-lines", 1, 4, '"åpen: 1'),
    ("a: 'over\n  to linjer'\n", "quoted-over-lines", 1, 4, "'over"),
    ("a: 'det's'\nb: 1\n", "text-after-quote", 1, 9, "s'"),
    ('a: "x" y\n', "text-after-quote", 1, 8, "y"),
    ("a: [1, 2\nb: 3\n", "unclosed-bracket", 1, 4, "[1, 2"),
    ("a:\n  b: [1, 2  # to\n  c: 3\n", "unclosed-bracket", 2, 6, "[1, 2"),
    ("a: {x: 1\nb: 3\n", "unclosed-bracket", 1, 4, "{x: 1"),
    ("a: [1, 2}\n", "unclosed-bracket", 1, 4, "[1, 2}"),
    ("a: [x,\n", "unclosed-bracket", 1, 4, "[x,"),
    ('a: ["x" "y"]\n', "missing-comma", 1, 9, '"y"]'),
    ("a: ]\n", "unexpected-character", 1, 4, "]"),
    ("a: @home\n", "unexpected-character", 1, 4, "@"),
    ("a: `x`\n", "unexpected-character", 1, 4, "`"),
    ("a: %p\n", "unexpected-character", 1, 4, "%"),
    ("a: - b\n", "unexpected-character", 1, 4, "-"),
    ("a: |x\n  b\n", "unexpected-character", 1, 5, "x"),
    ("a: [x,,y]\n", "unexpected-character", 1, 7, ","),
    ("a: 1\n}\nb: 2\n", "unexpected-character", 2, 1, "}"),
    (": a\n", "unexpected-character", 1, 1, ":"),
    ('a: "\\q"\n', "bad-escape", 1, 5, "\\q"),
    ('a: "C:\\x1"\n', "bad-escape", 1, 7, "\\x"),
    ("a:\n - b\n- c\n", "bad-indentation", 3, 1, "- c"),
    ("a:\n  b: 1\n c: 2\n", "bad-indentation", 3, 2, "c: 2"),
    ("a:\n  b: 1\n   c: 2\n", "bad-indentation", 3, 4, "c: 2"),
    ("a: 1\n  b: 2\n", "bad-indentation", 2, 3, "b: 2"),
    ("a:\n    - id: 1\n      t: 2\n     u: 3\n", "bad-indentation", 4, 6, "u: 3"),
    ("a:\n    - id: 1\n   - id: 2\n", "bad-indentation", 3, 4, "- id: 2"),
    ("a: |\n  x\n y\nb: 1\n", "bad-indentation", 3, 2, "y"),
    ("a: 1\nb\nc: 2\n", "missing-colon", 2, 1, "b"),
    ("a\nb: 1\n", "missing-colon", 1, 1, "a"),
    ("a:1\nb: 2\n", "missing-space", 1, 1, "a:1"),
    ("a: 1\nb:2\nc: 3\n", "missing-space", 2, 1, "b:2"),
    ("a:\n    -id: 1\n    - id: 2\n", "missing-space", 2, 5, "-id: 1"),
    ("a:\n    - id: 1\n    -id: 2\n", "missing-space", 3, 5, "-id: 2"),
    ("a:\n\tb: 1\n", "leading-tab", 2, 1, "\t"),
    ("a:\n  b: 1\n  \tc: 2\n", "leading-tab", 3, 3, "\t"),
    ("a: |\n\tx\n", "leading-tab", 2, 1, "\t"),
    ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1, "a"),
    ("a: {x: 1, x: 2}\n", "duplicate-key", 1, 11, "x"),
    ("a: &b 1\n", "anchor", 1, 4, "&b"),
    ("a: *b\n", "alias", 1, 4, "*b"),
    ("a: &\n", "anchor", 1, 4, "&"),
    ("a:\n  <<: {x: 1}\n", "merge-key", 2, 3, "<<"),
    ("a: !!str 1\n", "tag", 1, 4, "!!str"),
    ("a: 1\n---\nb: 2\n", "second-document", 2, 1, "---"),
    ("a: 1\n...\nb: 2\n", "second-document", 3, 1, "b: 2"),
    ("%YAML 2.0\n---\na: 1\n", "directive", 1, 1, "%YAML 2.0"),
    ("a: x\x07y\n", "control-character", 1, 5, "\x07"),
    ("a: x\u2028y\n", "control-character", 1, 5, "\u2028"),
    ("a: x\ry\n", "control-character", 1, 5, "\r"),
    ("# bare lister\n- a\n- b\n", "file-without-keys", 2, 1, "- a"),
    ("bare tekst\n", "file-without-keys", 1, 1, "bare tekst"),
    ("a:\n  1: x\n", "key-not-text", 2, 3, "1"),
    ("a:\n  2026-01-01: x\n", "key-not-text", 2, 3, "2026-01-01"),
    ("a:\n  true: x\n", "key-not-text", 2, 3, "true"),
    ("[a]: b\n", "key-not-text", 1, 1, "["),
    ("a: .inf\n", "number-out-of-range", 1, 4, ".inf"),
    ("a: 1e999\n", "number-out-of-range", 1, 4, "1e999"),
    ("a: " + "[" * 200 + "\n", "too-deep", 1, 103, "["),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("text", "slug", "line", "column", "marked"), FAULTS)
def test_a_fault_is_named_and_stands_where_a_person_would_look(
    text: str, slug: str, line: int, column: int, marked: str, newline: str
) -> None:
    document = parse(text.replace("\n", newline), "f.yaml")
    places = [(problem.slug, problem.place) for problem in document.problems]
    assert places == [(slug, TextPlace("f.yaml", line, column, len(marked)))]
    assert level_of(slug) == "error"


@pytest.mark.parametrize(("text", "slug", "line", "column", "marked"), FAULTS)
def test_a_byte_order_mark_moves_no_place(text: str, slug: str, line: int, column: int, marked: str) -> None:
    (problem,) = parse("\ufeff" + text, "f.yaml").problems
    assert problem.slug == slug
    assert problem.place == TextPlace("f.yaml", line, column, len(marked))


def test_all_faults_of_a_file_are_told_in_one_go() -> None:
    text = "a: &x 1\nb: *x\na: 2\nc: !t 3\nd: 'to\n  linjer'\ne: |\n  x\n  \ttekst\nf: \x01\ng:\n\th: 1\n"
    problems = parse(text, "f").problems
    assert [problem.slug for problem in problems] == [
        "anchor", "alias", "duplicate-key", "tag", "quoted-over-lines", "control-character", "leading-tab",
    ]  # fmt: skip


def test_what_is_wrong_before_a_syntax_error_is_told_with_it() -> None:
    problems = parse("a: &x 1\na: 2\nb: [1\nc: 2\n", "f").problems
    assert [problem.slug for problem in problems] == ["anchor", "duplicate-key", "unclosed-bracket"]


def test_a_tab_inside_a_block_of_text_is_text() -> None:
    document = parse("a: |\n  x\n  \ty\n", "f")
    assert document.problems == ()
    assert document.value == {"a": "x\n\ty\n"}


def test_a_duplicate_key_says_where_the_first_one_stands() -> None:
    (problem,) = parse("a:\n  id: 1\n  id: 2\n", "f").problems
    assert problem.facts == {"key": "id", "first": 2}


@pytest.mark.parametrize("text", ["", "# bare en merknad\n", "---\n", "\n\n", "# a\n---\n# b\n"])
def test_a_file_of_comments_only_is_an_empty_mapping(text: str) -> None:
    assert parse(text, "f").value == {}
    assert parse(text, "f").problems == ()


BOMBS = {
    "brackets": "a: " + "[" * 300_000,
    "dashes": "a:\n" + "- " * 100_000,
    "braces": "{" * 100_000,
    "questions": "? " * 100_000,
    "aliases": "a: &a [x]\n" + "".join(f"{c}: &{c} [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" for c in "bcdefghijkl"),
    "quote": 'a: "' + "x\n" * 100_000,
    "duplicates": "a: 1\n" * 50_000,
    "tabs": "\tx\n" * 50_000,
    "controls": "a: \x01\n" * 20_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_text_made_to_break_a_reader_gives_a_bounded_number_of_problems(name: str) -> None:
    document = parse(BOMBS[name], "f")
    assert 1 <= len(document.problems) <= 200
    assert document.place(("a", 0, 0)).line >= 1


@pytest.mark.parametrize(
    ("data", "slug", "encoding"),
    [
        ("a: blåbær\n".encode("cp1252"), "wrong-encoding", "cp1252"),
        ("a: blåbær\n".encode("cp865"), "wrong-encoding", "cp865"),
        ("a: blåbær\n".encode("utf-16"), "wrong-encoding", "UTF-16"),
        ("a: blåbær\n".encode("utf-16-le"), "wrong-encoding", "UTF-16"),
        ("a: b\n".encode("utf-16-be"), "wrong-encoding", "UTF-16"),
        (b"", "file-empty", None),
        (b"\xef\xbb\xbf \n", "file-empty", None),
    ],
)
def test_a_file_in_another_encoding_says_which_it_seems_to_be(
    tmp_path: Path, data: bytes, slug: str, encoding: str | None
) -> None:
    path = tmp_path / "blåbær.yaml"
    path.write_bytes(data)
    problem = read_file(path)
    assert problem.slug == slug  # type: ignore[union-attr]
    assert problem.facts.get("encoding") == encoding  # type: ignore[union-attr]


def test_the_first_wrong_byte_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("æ: 1\n".encode() + b"b: bl\xe5\n")
    assert read_file(path, "a.yaml").place == TextPlace("a.yaml", 2, 6)  # type: ignore[union-attr]
