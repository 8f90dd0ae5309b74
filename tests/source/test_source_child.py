"""A child that answers one question after the other: what it dies of is told of that question alone."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tpn.source import child as children
from tpn.source.child import ChildDied, ServingChild, TooSlow

ANSWERING = """
import os, sys, time
from tpn.source.child import serve
answered = 0
def answer(question):
    global answered
    if question == b"who":
        answered += 1
        return str(os.getpid()).encode()
    if question == b"what was left" and answered:
        os._exit(9)
    if question == b"end":
        os._exit(7)
    if question == b"be silent":
        os.close(1)
        time.sleep(60)
    if question == b"wait":
        time.sleep(60)
    if question == b"print":
        print("a library that talks")
    return question * 2
serve(answer)
"""


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServingChild]:
    """Its module lies in a folder of its own."""
    (tmp_path / "answering_questions.py").write_text(ANSWERING, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    serving = ServingChild("answering_questions")
    yield serving
    serving.end()


def test_one_child_answers_all_questions(child: ServingChild) -> None:
    who = child.ask(b"who", 10)
    assert child.ask(b"", 10) == b""
    assert child.ask(b"print", 10) == b"printprint"
    assert child.ask(b"x" * 3_000_000, 10) == b"x" * 6_000_000
    assert child.ask(b"who", 10) == who != str(os.getpid()).encode()


def test_after_a_question_that_it_died_of_the_next_is_answered_by_another(child: ServingChild) -> None:
    who = child.ask(b"who", 10)
    with pytest.raises(ChildDied) as death:
        child.ask(b"end", 10)
    assert death.value.code == 7
    assert child.ask(b"who", 10) != who


def test_a_question_that_only_a_used_child_dies_of_is_answered_by_a_new_one(child: ServingChild) -> None:
    child.ask(b"who", 10)
    assert child.ask(b"what was left", 10) == b"what was left" * 2


def test_one_that_is_gone_when_it_is_asked_is_begun_anew(child: ServingChild) -> None:
    os.kill(int(child.ask(b"who", 10)), 9)
    assert child.ask(b"ab", 10) == b"abab"


def test_what_takes_too_long_is_ended_and_does_not_take_the_next_with_it(
    child: ServingChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    child.ask(b"who", 10)
    started = time.monotonic()
    with monkeypatch.context() as patch:
        patch.setattr(children, "_BUSY", 1)
        with pytest.raises(TooSlow):
            child.ask(b"wait", 0.3)
    assert time.monotonic() - started < 45
    assert child.ask(b"ab", 30) == b"abab"


def test_one_that_closes_its_mouth_and_lives_on_is_ended(
    child: ServingChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_LAST_BREATH", 0.2)
    with pytest.raises(ChildDied):
        child.ask(b"be silent", 30)
