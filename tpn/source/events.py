"""The grammar: events and nodes of PyYAML's C parser, or of its Python one where the C one is missing."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import yaml

MOST_DEPTH = 100
"""Levels of nesting in a file; a project needs eight, and each level costs the reader stack."""

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:  # a PyYAML built without its C library

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
        def __init__(self, text: str) -> None:
            yaml.reader.Reader.__init__(self, text)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)
            yaml.composer.Composer.__init__(self)

else:

    class _Parser(CParser):  # type: ignore[no-redef]
        pass


class _Composer(_Parser):
    """Nodes with marks and nothing else: what a scalar means is decided by ``scalars``."""

    @staticmethod
    def resolve(*_: object) -> None: ...
    @staticmethod
    def descend_resolver(*_: object) -> None: ...
    @staticmethod
    def ascend_resolver(*_: object) -> None: ...


def reader(text: str) -> Callable[[], Any]:
    """A function that gives the next event of the text, and none after the last."""
    get: Callable[[], Any] = _Parser(text).get_event
    return get


SHORT = 100_000
"""What is made of a text of so many letters is kept, whatever file it stands in: who goes on working – in the menu, in
a meeting – reads the same texts again and again."""


def compose(text: str) -> yaml.Node | None:
    """The text as nodes with marks, to be looked at only. Only for text that has been read without a problem."""
    return (_nodes_of_short if len(text) <= SHORT else _nodes)(text)


def _nodes(text: str) -> yaml.Node | None:
    with collector_off():
        node: yaml.Node | None = _Composer(text).get_single_node()
    return node


_nodes_of_short = lru_cache(maxsize=16)(_nodes)


@contextmanager
def collector_off() -> Iterator[None]:
    """No garbage collection while a million small objects are made, none of them garbage: twice as fast."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
