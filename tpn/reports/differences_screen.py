"""``tpn diff`` and ``tpn log`` on a terminal: what has changed, in the words of the fields."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby

from tpn.model.base import Record
from tpn.model.choices import Phase
from tpn.model.fieldtree import takes
from tpn.reports.blocks import Block, Break, Heading, Inline, Paragraph, TextTable, facts, inline, quiet
from tpn.reports.signs import SYMBOLS
from tpn.texts import Words
from tpn.texts.names import way_name
from tpn.views.differences import Differences, FieldChange, LightDifference, RecordDifference


class DifferencesScreen:
    """The words of what is otherwise; ``names`` are people and services by id."""

    def __init__(self, words: Words, names: Mapping[str, str]) -> None:
        self.words, self.names = words, names

    def blocks(self, view: Differences) -> list[Block]:
        """The whole comparison."""
        head = Heading(1, inline(self.words("diff.head", first=view.first, last=view.last)))
        if not view.records and not view.lights:
            return [head, Paragraph(inline(self.words("diff.nothing")))]
        blocks: list[Block] = [head]
        for change, some in groupby(view.records, key=lambda one: one.change):
            kept = list(some)
            blocks.append(Heading(2, inline(self.words(f"diff.changes.{change.value}", n=len(kept)))))
            blocks.append(self._records(kept))
        if view.lights:
            blocks += [
                Heading(2, inline(self.words("diff.lights"))),
                facts(list(map(self._turn, view.lights))),
            ]
        return blocks

    def _turn(self, one: LightDifference) -> tuple[str, str]:
        before, now = (f"{SYMBOLS[light]} {self.words.choice(light)}" for light in (one.before, one.now))
        return self.words(f"status.dimensions.{one.dimension}"), f"{before} → {now}"

    def _records(self, some: Sequence[RecordDifference]) -> TextTable:
        rows = list(self._inside(one for one in some if _is_inside(one)))
        for one in some:
            if not _is_inside(one):
                rows += self._record(one)
        return TextTable((), tuple(rows), ("left", "left"))

    def _inside(self, some: Iterable[RecordDifference]) -> Iterator[tuple[Inline, Inline]]:
        """What came or went inside a record that stays: how many of each kind, in one line."""
        counts: dict[str, dict[str, int]] = {}
        for one in some:
            holder, kind = _place(one)
            of_holder = counts.setdefault(holder, {})
            of_holder[kind] = of_holder.get(kind, 0) + 1
        for holder, kinds in counts.items():
            said = ", ".join(
                f"{n} {self.words.count(f'kinds.{kind}', n)}" if self.words.find(f"kinds.{kind}") else kind
                for kind, n in kinds.items()
            )
            yield inline(self.where(holder)), inline(said)

    def where(self, address: str) -> str:
        """A place in the project as people say it: by its own name, or as the part of the project that it is."""
        name = address.rpartition("/")[2]
        known = self.words.find(f"choices.phase.{name}") or self.words.find(f"fields.common.{name}")
        return self.names.get(name) or (known if isinstance(known, str) and name == address else name)

    def _record(self, one: RecordDifference) -> Iterator[tuple[Inline, Inline]]:
        """The record, and below it each field that is otherwise."""
        by = f" ({one.decision})" if one.decision else ""
        lines = [f"{self.way(one.cls, field)}: {self.change(one.cls, field)}" for field in one.fields]
        under = (part for line in lines for part in (Break(), quiet(line)))
        where = self.where(one.id)
        title = "" if where == one.title else one.title  # what has no number is called by its title
        yield inline(where), inline(f"{title}{by}".lstrip(), *under)

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
    """The words that a field takes, where it takes only some; an activity's phase is where it stands."""
    if tuple(way) == ("phase",):
        return Phase
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
