"""Edits made in a text, and the proof that they did what they said and nothing else."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from tpn.problems import FilePlace, Problem, Stop
from tpn.source.document import Route, parse
from tpn.source.edits import Append, CannotEdit, Edit, Remove, Set, applied, same
from tpn.source.emit import OneLine
from tpn.source.events import collector_off, compose
from tpn.source.files import newline_of
from tpn.source.page import Splice
from tpn.source.routes import value_at
from tpn.source.splice import splice

_LINE_FEED = re.compile(r"(?<!\r)\n")


def apply(text: str, edits: Sequence[Edit], file: str) -> str:
    """The text with the edits made; comments, order, quotes and line ends of all else stay as they are.

    Args:
        text: text that can be read without a problem.
        edits: made one after the other; a route means the value as the earlier edits left it.
        file: the name that the user knows the file by.

    Raises:
        Stop: the text has problems; a route leads nowhere; or the new text does not say what it should
            (``edit-refused``). Nothing has been written then.
    """
    with collector_off():
        return _apply(text, edits, file)


def _apply(text: str, edits: Sequence[Edit], file: str) -> str:
    old = parse(text, file)
    if old.problems:
        raise Stop(old.problems)
    edits = [*_lists_of_one(old.value, edits), *edits]
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        expected = applied(old.value, edits)
    except CannotEdit as error:
        raise Stop(_refused(edits, file)) from error
    # a comment that stands deeper than a new text with lines of its own would become part of it
    for tried in (edits, [_on_one_line(edit) for edit in edits]):
        new = mark + _made(text.removeprefix(mark), tried)
        if new == text or _proved(new, expected, file):
            return new
    raise Stop(_refused(edits, file))


def _lists_of_one(value: Any, edits: Iterable[Edit]) -> Iterator[Set]:
    """A record that stands alone where a list may stand becomes its one item, where an edit means an item of it."""
    made: set[Route] = set()
    for edit in edits:
        for way in (edit.route[:n] for n, step in enumerate(edit.route) if step == 0):
            alone = value_at(value, way)
            if isinstance(alone, Mapping) and 0 not in alone and way not in made:
                made.add(way)
                yield Set(way, [alone])


def _proved(text: str, expected: Any, file: str) -> bool:
    new = parse(text, file)
    return not new.problems and same(new.value, expected)


def _made(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits; where one of them breaks it for the next, what is no proof of anything: nothing."""
    try:
        return _all_made(text, edits)
    except (CannotEdit, yaml.YAMLError):
        return ""


def _on_one_line(edit: Edit) -> Edit:
    return edit if isinstance(edit, Remove) else replace(edit, value=_without_blocks(edit.value))


def _without_blocks(value: Any) -> Any:
    if isinstance(value, str):
        return OneLine(value)
    if isinstance(value, Mapping):
        return {key: _without_blocks(one) for key, one in value.items()}
    return [_without_blocks(one) for one in value] if isinstance(value, list | tuple) else value


def _refused(edits: Sequence[Edit], file: str) -> Problem:
    routes = tuple("/".join(str(step) for step in edit.route) for edit in edits)
    return Problem(
        "edit-refused", FilePlace(file), {"what": ", ".join(routes[:3]) + (" …" if routes[3:] else "")}
    )


def _all_made(text: str, edits: Iterable[Edit]) -> str:
    """Edits that do not touch one another are made in one go; each other one is worked out on its own text."""
    newline = newline_of(text)
    batch = _Batch(text, newline)
    for edit in edits:
        if batch.goes_on(edit):
            continue
        if batch.touches(edit):
            batch = _Batch(batch.made(), newline)
        made = splice(batch.text, batch.root, edit)
        if made is not None and not batch.takes(made):
            batch = _Batch(batch.made(), newline)
            made = splice(batch.text, batch.root, edit)
        batch.add(edit, made)
    return batch.made()


@dataclass
class _Batch:
    """Splices that are worked out on the same text and stay clear of one another."""

    text: str
    newline: str
    splices: list[Splice] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    """From where to where each splice goes, in order."""
    scopes: set[Route] = field(default_factory=set)
    lists: dict[Route, int] = field(default_factory=dict)
    """By list, the splice that puts new items below its last: more of them go below these."""
    above: set[Route] = field(default_factory=set)
    more: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = compose(self.text)

    def touches(self, edit: Edit) -> bool:
        """Whether an earlier edit changed what this one's route leads through or to."""
        scope = _scope(edit)
        return scope in self.above or any(scope[:n] in self.scopes for n in range(len(scope) + 1))

    def goes_on(self, edit: Edit) -> bool:
        """Put one more item below those that this batch puts last in a list; whether that could be done."""
        at = self.lists.get(edit.route) if isinstance(edit, Append) else None
        if at is None:
            return False
        made, before = splice(self.text, self.root, edit), self.splices[at]
        if made is None or not _inserts(made) or made.start != before.start:
            return False
        self.more.setdefault(at, []).append(made.new)
        return True

    def takes(self, new: Splice) -> bool:
        """Whether a splice stays clear of all others: they stay clear of one another, so its neighbours decide."""
        at = bisect_right(self.spans, (new.start, len(self.text)))
        before, after = self.spans[at - 1 : at], self.spans[at : at + 1]
        return all(end < new.start for _, end in before) and all(new.end < start for start, _ in after)

    def add(self, edit: Edit, made: Splice | None) -> None:
        if made is None:
            return
        scope = _scope(edit)
        if isinstance(edit, Append) and _inserts(made) and made.new.lstrip().startswith("-"):
            # a list that is not there yet comes with its key: nothing can go below it before it is
            self.lists[edit.route] = len(self.splices)
        self.splices.append(made)
        insort(self.spans, (made.start, made.end))
        self.scopes.add(scope)
        self.above.update(scope[:n] for n in range(len(scope)))

    def made(self) -> str:
        parts, at = [], 0
        for number in sorted(range(len(self.splices)), key=lambda number: self.splices[number].start):
            one = self.splices[number]
            new = "".join([one.new, *self.more.get(number, ())])
            parts += [self.text[at : one.start], _LINE_FEED.sub(self.newline, new)]
            at = one.end
        return "".join([*parts, self.text[at:]])


def _inserts(made: Splice) -> bool:
    """Whether whole lines come in between, and nothing gives way."""
    return made.start == made.end and made.new.endswith("\n")


def _scope(edit: Edit) -> Route:
    """The part of the value that an edit changes, as far as routes of later edits are concerned."""
    return edit.route[:-1] if isinstance(edit, Remove) else edit.route
