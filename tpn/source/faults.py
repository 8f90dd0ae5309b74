"""The careful pass: text that may be wrong is read event by event, and every fault gets its place."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from tpn.problems import Problem, TextPlace
from tpn.source.characters import leading_tabs, refused, without_refused
from tpn.source.events import MOST_DEPTH, reader
from tpn.source.scalars import OutOfRange, resolve
from tpn.source.syntax import SyntaxFault, translate

MOST_PROBLEMS = 200
"""So many are told of one file; one stray key may make thousands."""

_WORD = re.compile(r"[&!][^\s,\[\]{}]*\s*")
_CONFLICT = re.compile(r"^<{7} .*$", re.MULTILINE)
"""Where git has put two editions of the same lines into a file, one under the other."""
_FATAL = frozenset({"alias", "merge-key", "too-deep", "key-not-text", "second-document", "control-character"})


def says_anything(text: str) -> bool:
    """Whether the text holds more than comments, blank lines and document marks."""
    lines = (line.strip() for line in text.splitlines())
    return any(line and line[0] not in "#%" and line not in {"---", "..."} for line in lines)


def not_a_mapping(value: object, text: str, file: str) -> Problem:
    """The whole file must be ``key: value`` lines; this one is a list or a single value."""
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if says_anything(line)), 0)
    line = lines[first] if lines else ""
    start = len(line) - len(line.lstrip())
    place = TextPlace(file, first + 1, start + 1, max(len(line.strip()), 1))
    return Problem("file-without-keys", place, {"hint": "list" if isinstance(value, list) else "text"})


def read(text: str, file: str) -> tuple[Any, tuple[Problem, ...]]:
    """The value, as far as it can be known, and every problem in the order of the text."""
    both = [SyntaxFault("two-editions", at.start(), len(at[0])) for at in _CONFLICT.finditer(text)]
    if both:  # all else that is wrong with such a file comes of it
        return None, tuple(_problem(one, text, file) for one in both[:MOST_PROBLEMS])
    odd = list(islice(refused(text), MOST_PROBLEMS))
    look = _Look(without_refused(text) if odd else text)
    value = look.read()
    faults = [SyntaxFault("control-character", at, 1, {"code": f"U+{ord(char):04X}"}) for at, char in odd]
    faults += look.faults
    if look.broken is None and not faults and not isinstance(value, dict):
        if value is None and not says_anything(text):
            return {}, ()
        return None, (not_a_mapping(value, text, file),)
    faults += look.syntax_fault()
    faults += [fault for fault in look.tabs() if fault not in faults]
    readable = look.broken is None and isinstance(value, dict) and not any(f.slug in _FATAL for f in faults)
    faults.sort(key=lambda fault: fault.at)
    return (value if readable else None), tuple(_problem(one, text, file) for one in faults[:MOST_PROBLEMS])


def _problem(fault: SyntaxFault, text: str, file: str) -> Problem:
    start = text.rfind("\n", 0, fault.at) + 1
    line = text.count("\n", 0, fault.at) + 1
    return Problem(fault.slug, TextPlace(file, line, fault.at - start + 1, max(fault.length, 1)), fault.facts)


class _TooDeep(Exception):
    pass


@dataclass
class _Look:
    text: str
    faults: list[SyntaxFault] = field(default_factory=list)
    broken: yaml.MarkedYAMLError | None = None
    blocks: list[tuple[int, int]] = field(
        default_factory=list
    )  # where block scalars stand: tabs are text there
    brackets: list[int] = field(default_factory=list)  # those that are open
    quotes_end: int = -1  # the line where the last quoted text that runs over line ends stopped

    def read(self) -> Any:
        try:
            self._next = reader(self.text)
            self._next()
            if isinstance(self._next(), yaml.StreamEndEvent):
                return None
            value = self._value(self._next(), 0)
            self._next()
            more = self._next()
        except yaml.MarkedYAMLError as error:
            self.broken = error
            return None
        except _TooDeep:
            return None
        if isinstance(more, DocumentStartEvent):
            self._second_document(more)
        return value

    def syntax_fault(self) -> list[SyntaxFault]:
        """The parser's own error, unless a tab or a quote that ran over its line has led it astray."""
        if self.broken is None:
            return []
        mark = self.broken.problem_mark or self.broken.context_mark
        if mark is None:
            return [SyntaxFault("syntax-error", 0, 1)]
        if any(tab.at <= mark.index for tab in self.tabs()) or mark.line == self.quotes_end:
            return []
        return [translate(self.broken, self.text, self.brackets[-1] if self.brackets else None)]

    def tabs(self) -> list[SyntaxFault]:
        """Tabs that lines begin with, but for those that are text of a block scalar."""
        starts = [start for start, _ in self.blocks]
        faults = []
        for at, length in islice(leading_tabs(self.text), MOST_PROBLEMS):
            block = bisect_right(starts, at) - 1
            if block < 0 or at >= self.blocks[block][1]:
                faults.append(SyntaxFault("leading-tab", at, length))
        return faults

    def _fault(self, slug: str, at: int, length: int, **facts: object) -> None:
        self.faults.append(SyntaxFault(slug, at, length, facts))

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, AliasEvent):
            return self._alias(event)
        self._properties(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if depth == MOST_DEPTH:
            self._fault("too-deep", event.start_mark.index, 1, limit=MOST_DEPTH)
            raise _TooDeep
        opened = self.text[event.start_mark.index : event.start_mark.index + 1] in {"[", "{"}
        if opened:
            self.brackets.append(event.start_mark.index)
        value = (
            self._mapping(depth + 1) if isinstance(event, MappingStartEvent) else self._sequence(depth + 1)
        )
        if opened:
            self.brackets.pop()
        return value

    def _second_document(self, event: Any) -> None:
        self._fault("second-document", event.start_mark.index, 3)

    def _alias(self, event: Any) -> None:
        self._fault("alias", event.start_mark.index, len(event.anchor) + 1, name=event.anchor)

    def _properties(self, event: Any) -> None:
        at = event.start_mark.index
        while self.text[at : at + 1] in {"&", "!"} and (event.anchor or getattr(event, "tag", None)):
            word = _WORD.match(self.text, at)
            written = word.group() if word else self.text[at]
            slug = "anchor" if written[0] == "&" else "tag"
            self._fault(slug, at, len(written.rstrip()), name=written.rstrip())
            at += len(written)

    def _scalar(self, event: Any) -> Any:
        start, end = event.start_mark, event.end_mark
        if event.style in {"|", ">"}:
            self.blocks.append((start.index, end.index))
            return event.value
        if event.style:
            if start.line != end.line:
                self.quotes_end = end.line
                length = len(self.text[start.index : end.index].splitlines()[0])
                self._fault("quoted-over-lines", start.index, length, quote=event.style, until=end.line + 1)
            return event.value
        try:
            return resolve(event.value)
        except OutOfRange:
            self._fault("number-out-of-range", start.index, end.index - start.index, number=event.value[:40])
            return None

    def _sequence(self, depth: int) -> list[Any]:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, depth))
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, depth)
            start = event.start_mark
            if key in lines:
                self._fault("duplicate-key", start.index, len(key), key=key, first=lines[key])
                self._value(self._next(), depth)
            elif key is None:
                self._value(self._next(), depth)
            else:
                lines[key] = start.line + 1
                entries[key] = self._value(self._next(), depth)
        return entries

    def _key(self, event: Any, depth: int) -> str | None:
        start, length = event.start_mark.index, event.end_mark.index - event.start_mark.index
        if isinstance(event, ScalarEvent) and event.value == "<<" and not event.style:
            self._fault("merge-key", start, 2)
            return None
        key = self._value(event, depth)
        if isinstance(key, str):
            return key
        if not isinstance(event, AliasEvent):
            written = event.value if isinstance(event, ScalarEvent) else ""
            self._fault("key-not-text", start, length, key=written)
        return None
