"""The laws of reading and editing, over random documents and random edits."""

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from yaml import CollectionNode

from tests.source.random_yaml import random_document, random_edit, routes
from tpn.source import (
    Append,
    CannotEdit,
    Edit,
    Remove,
    Set,
    WrittenFloat,
    WrittenInt,
    applied,
    apply,
    parse,
)
from tpn.source.edits import same
from tpn.source.emit import emit
from tpn.source.nodes import Found, content_end, dash_of, find, last_scalar

SEEDS = st.integers(0, 10**9)


def drawn(seed: int, *, crlf: bool) -> tuple[Random, str]:
    rnd = Random(seed)  # noqa: S311 - a repeatable test needs no secrets
    text = random_document(rnd)
    return rnd, text.replace("\n", "\r\n") if crlf else text


def possible_edit(rnd: Random, value: Any) -> tuple[Edit, Any]:
    while True:
        edit = random_edit(rnd, value)
        try:
            return edit, applied(value, [edit])
        except CannotEdit:
            continue


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, crlf=st.booleans())
def test_law_1_no_edits_leave_the_text_as_it_is_byte_for_byte(seed: int, *, crlf: bool) -> None:
    _, text = drawn(seed, crlf=crlf)
    value = parse(text, "f").value
    assert apply(text, [], "f") == text
    said_again = [Set(route, old) for route, old in routes(value)]
    assert apply(text, said_again, "f") == text


@settings(max_examples=250, deadline=None)
@given(seed=SEEDS, crlf=st.booleans())
def test_law_2_one_edit_changes_no_other_line(seed: int, *, crlf: bool) -> None:
    rnd, text = drawn(seed, crlf=crlf)
    document = parse(text, "f")
    edit, expected = possible_edit(rnd, document.value)
    new = apply(text, [edit], "f")
    assert same(parse(new, "f").value, expected)
    first, last = lines_of(document, edit)
    old_lines, new_lines = text.splitlines(keepends=True), new.splitlines(keepends=True)
    assert new_lines[:first] == old_lines[:first]
    kept = old_lines[last:]
    assert not kept or new_lines[-len(kept) :] == kept
    if crlf and text.count("\n") > 1:
        assert new.count("\n") == new.count("\r\n")


def lines_of(document: Any, edit: Edit) -> tuple[int, int]:
    """The lines that the edit may touch, from 0: those of the key and value, or the last of what is added to."""
    found, rest = find(document._nodes, edit.route)
    if found.node is None:
        return document.text.count("\n"), document.text.count("\n") + 1
    end = document.text.count("\n", 0, content_end(document.text, found.node)) + 1
    adds = (rest and not found.is_null) or isinstance(edit, Append)
    if adds and isinstance(found.node, CollectionNode) and found.node.value:
        # a block of text that ends the file without a line end is told to stay without one
        last = last_scalar(found.node).start_mark.line if not document.text.endswith("\n") else end - 1
        return (found.node.start_mark.line if found.node.flow_style else last), end
    if isinstance(edit, Remove) and len(found.owner.value) == 1:
        found, _ = find(document._nodes, edit.route[:-1])  # [] or {} takes the place of the whole
    elif isinstance(edit, Remove) and found.key is not None and found.index == 0 and not found.in_flow:
        end = found.owner.value[1][0].start_mark.line + 1  # the next key may move up beside the dash
    return first_line(document.text, found), end


def first_line(text: str, found: Found) -> int:
    """The line of the key, or of the dash, or of the brackets that it stands in."""
    if found.key is not None:
        return int(found.key.start_mark.line)
    if found.owner is None or found.in_flow:
        return int((found.owner or found.node).start_mark.line)
    return text.count("\n", 0, dash_of(text, found.owner, found.index))


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS, crlf=st.booleans())
def test_many_edits_in_one_go_do_what_they_do_one_after_the_other(seed: int, *, crlf: bool) -> None:
    rnd, text = drawn(seed, crlf=crlf)
    value = parse(text, "f").value
    edits = []
    for _ in range(rnd.randrange(2, 7)):
        edit, value = possible_edit(rnd, value)
        edits.append(edit)
    new = apply(text, edits, "f")
    assert same(parse(new, "f").value, value)
    comments = [line for line in text.splitlines() if line.startswith("# helt til venstre")]
    if not any(isinstance(edit, Remove | Set) for edit in edits):
        assert [line for line in new.splitlines() if line.startswith("# helt til venstre")] == comments


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, flow=st.booleans())
def test_a_value_that_is_emitted_reads_back_as_itself(seed: int, *, flow: bool) -> None:
    _, text = drawn(seed, crlf=False)
    value = parse(text, "f").value
    assert same(parse(emit(value, flow=flow), "f").value, value)
    assert same(parse("x:\n" + emit(value, 4, flow=flow, dash=0), "f").value, {"x": value or {}})


def witness(text: str) -> Any:
    """What ruamel.yaml makes of the text by YAML 1.2."""
    yaml = YAML(typ="safe", pure=True)
    try:
        return yaml.load(text)
    except (YAMLError, ValueError):
        return YAMLError


# left out: what the witness is known to read otherwise than YAML 1.2 says (tabs between words, -0x1f, a block
# scalar that begins with a blank line), and leading zeros, which are text to us by choice
PIECES = [
    "a", "b: ", "- ", "c", "  ", "\n", "\n  ", "\nk: ", ": ", "'", '"', "[", "]", "{", "}", ", ", "#", " # x",
    "|\n    e", ">-\n    e\n", "no", "1", "1.5", "true", "~", "null", "2026-01-01", "æ", "-", "?", "? ", "!", "&x ",
    "*x", "%", "\\", "+1", "-0.5", "1e3", "---\n", "...", "\na: 1\n", "\n- b", "\n  - c: d\n", "'x'", '"y"', "[z]",
    "{w: 1}",
]  # fmt: skip
HEADS = ["", "k: ", "k:\n  ", "k:\n- ", "k: [", "k: |\n  x", "k: {a: "]


@settings(max_examples=600, deadline=None)
@given(head=st.sampled_from(HEADS), pieces=st.lists(st.sampled_from(PIECES), max_size=8))
def test_law_3_the_reader_agrees_with_an_independent_one_or_refuses(head: str, pieces: list[str]) -> None:
    closing = {"[": "]", "{": "}"}.get(head[3:4], "")
    agrees(head + "".join(pieces) + closing + "\n")


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, crlf=st.booleans())
def test_law_3_holds_for_whole_documents_and_for_such_with_a_slip_of_the_finger(
    seed: int, *, crlf: bool
) -> None:
    rnd, text = drawn(seed, crlf=crlf)
    agrees(text)
    at = rnd.randrange(len(text) + 1)
    agrees(
        text[:at]
        + rnd.choice(["", "x", " ", "'", '"', ":", "\n", "-", "[", "%"])
        + text[at + rnd.randrange(3) :]
    )


def agrees(text: str) -> None:
    document = parse(text, "f")
    if document.problems:
        return
    theirs = witness(text)
    assert document.value == ({} if theirs is None else theirs), text


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("NO", "NO"), ("nei", "nei"), ("on", "on"), ("yes", "yes"), ("0301", "0301"), ("10:30", "10:30"),
        ("1_000", "1_000"), ("-01", "-01"), ("007.5", "007.5"), ("12e03", 12000.0), ("true", True), ("FALSE", False),
        ("tRue", "tRue"), ("", None), ("~", None), ("null", None), ("NULL", None), ("nULL", "nULL"), ("3", 3),
        ("-3", -3), ("+3", 3), ("0x1F", 31), ("0o17", 15), ("0b11", "0b11"), ("1.5", 1.5), ("1.", 1.0), (".5", 0.5),
        ("1e3", 1000.0), ("2026-08-17", date(2026, 8, 17)), ("2026-02-30", "2026-02-30"), ("2026-8-1", "2026-8-1"),
        ("17.08.2026", "17.08.2026"),
        ("2026-08-17 10:00", "2026-08-17 10:00"), ("uke 34", "uke 34"), ("'3'", "3"), ('"2026-08-17"', "2026-08-17"),
        ("<<", "<<"), ("=", "="), ("K-01", "K-01"),
    ],
)  # fmt: skip
def test_a_plain_scalar_means_what_yaml_1_2_says_but_for_leading_zeros(written: str, value: object) -> None:
    document = parse(f"a: {written}\n", "f")
    assert document.problems == ()
    assert same(document.value["a"], value)


def test_a_number_remembers_how_it_was_written() -> None:
    value = parse("a: 1.10\nb: +47\nc: 1.5\nd: 3\n", "f").value
    assert isinstance(value["a"], WrittenFloat)
    assert value["a"].text == "1.10"
    assert isinstance(value["b"], WrittenInt)
    assert value["b"].text == "+47"
    assert type(value["c"]) is float
    assert type(value["d"]) is int
