"""``tpn diff`` and ``tpn log`` on a terminal: what has changed, in the words of the fields."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby

from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.reports.ansi import SYMBOLS, Paint
from tpn.texts import Words
from tpn.texts.names import way_name
from tpn.views.differences import Differences, FieldChange, RecordDifference

WIDTH = 80


class DifferencesScreen:
    """The words of what is otherwise; ``names`` are people and services by id."""

    def __init__(self, words: Words, paint: Paint, names: Mapping[str, str]) -> None:
        self.words, self.paint, self.names = words, paint, names

    def text(self, view: Differences) -> str:
        """The whole comparison."""
        head = self.words("diff.head", first=view.first, last=view.last)
        if not view.records and not view.lights:
            return f"{head}\n\n{self.words('diff.nothing')}\n"
        blocks = [self.paint(head, "bold"), *self._groups(view)]
        if view.lights:
            lines = [self.paint(self.words("diff.lights"), "bold")]
            lines += [
                f"  {self.words(f'status.dimensions.{one.dimension}')}: {SYMBOLS[one.before]} "
                f"{self.words.choice(one.before)} → {SYMBOLS[one.now]} {self.words.choice(one.now)}"
                for one in view.lights
            ]
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks) + "\n"

    def _groups(self, view: Differences) -> Iterator[str]:
        for change, some in groupby(view.records, key=lambda one: one.change):
            kept = list(some)
            lines = [self.paint(self.words(f"diff.changes.{change.value}", n=len(kept)), "bold")]
            lines += self._inside(one for one in kept if _is_inside(one))
            for one in kept:
                if not _is_inside(one):
                    lines += self._record(one)
            yield "\n".join(lines)

    def _inside(self, some: Iterable[RecordDifference]) -> Iterator[str]:
        """What came or went inside a record that stays: how many of each kind, in one line."""
        counts: dict[str, dict[str, int]] = {}
        for one in some:
            holder, kind = _place(one)
            of_holder = counts.setdefault(holder, {})
            of_holder[kind] = of_holder.get(kind, 0) + 1
        for holder, kinds in counts.items():
            said = ", ".join(
                f"{n} {self.words.count(f'kinds.{kind}', n)}"
                if self.words.find(f"kinds.{kind}")
                else f"{n} {kind}"
                for kind, n in kinds.items()
            )
            yield from textwrap.wrap(
                f"{holder}: {said}", WIDTH, initial_indent="  ", subsequent_indent="    "
            )

    def _record(self, one: RecordDifference) -> Iterator[str]:
        by = f" ({one.decision})" if one.decision else ""
        yield from textwrap.wrap(
            f"{one.id} {one.title}{by}", WIDTH, initial_indent="  ", subsequent_indent="    "
        )
        for field in one.fields:
            said = f"{self.way(one.cls, field)}: {self.change(one.cls, field)}"
            yield from textwrap.wrap(said, WIDTH, initial_indent="      ", subsequent_indent="        ")

    def way(self, cls: type[Record], field: FieldChange) -> str:
        """The name of a field as people say it."""
        return way_name(cls, field.way, self.words)

    def change(self, cls: type[Record], field: FieldChange) -> str:
        """Old → new, choices in their words."""
        choices = _choices(cls, field.way)
        return f"{self.value(field.old, choices)} → {self.value(field.new, choices)}"

    def value(self, value: object, choices: type[StrEnum] | None = None) -> str:
        """A value as people write it; what is empty is said."""
        if value is None or value in ("", [], {}):
            return self.words("diff.empty")
        if isinstance(value, list | tuple):
            return ", ".join(self.value(one, choices) for one in value)
        if isinstance(value, bool):
            return self.words("diff.yes" if value else "diff.no")
        text = str(value)
        if choices and text in {one.value for one in choices}:
            return self.words.choice(choices(text))
        if isinstance(value, date) or _DAY.fullmatch(text):
            return f"{text[8:]}.{text[5:7]}.{text[:4]}"
        return self.names.get(text, text)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _choices(cls: type[Record], way: Sequence[str]) -> type[StrEnum] | None:
    """The words that a field takes, where it takes only some."""
    here: type[Record] | None = cls
    take = None
    for part in way:
        take = takes(here).get(part) if here else None
        here = take.record if take else None
    return take.choices if take else None


def _is_inside(one: RecordDifference) -> bool:
    """Whether it is a record without a number of its own that came or went inside another."""
    return not one.fields and "/" in one.id


def _place(one: RecordDifference) -> tuple[str, str]:
    """Which record it stands in, and in which of its lists; a case of an agenda has a stroke in its name."""
    parts = one.id.split("/")
    lists = [n for n, part in enumerate(parts) if n and part in _LISTS]
    if not lists:
        return "/".join(parts[:-1]), parts[-1]
    return "/".join(parts[: lists[-1]]), parts[lists[-1]]


_LISTS = frozenset({
    "measurements", "agenda", "minutes", "participants", "guests", "actions", "by_year", "lines", "figures", "contacts",
    "checklist", "steps", "criteria", "bids", "answers", "integrations", "alternatives", "away", "lights", "team",
})  # fmt: skip
