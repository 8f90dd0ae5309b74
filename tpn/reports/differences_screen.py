"""``tpn diff`` and ``tpn log`` on a terminal: what has changed, in the words of the fields."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType

from tpn.model import SECTIONS
from tpn.model.base import Record
from tpn.model.choices import Phase
from tpn.model.fieldtree import Take, takes
from tpn.reports.blocks import Block, Break, Heading, Inline, Paragraph, TextTable, facts, inline, quiet
from tpn.reports.signs import SYMBOLS
from tpn.texts import Words
from tpn.texts.names import way_name
from tpn.texts.say_values import Teller
from tpn.views.differences import (
    Differences,
    FieldChange,
    LightDifference,
    RecordDifference,
    ReplacedDay,
)


class DifferencesScreen:
    """The words of what is otherwise; ``names``: people and services by id, ``points``: the checklists' texts by id."""

    def __init__(
        self,
        words: Words,
        names: Mapping[str, str],
        points: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self.words, self.names, self.points = words, names, points

    def blocks(self, view: Differences) -> list[Block]:
        """The whole comparison."""
        blocks: list[Block] = [Heading(1, inline(self.words("diff.head", first=view.first, last=view.last)))]
        blocks += [Paragraph(inline(self._replaced(one))) for one in view.replaced]
        if not view.records and not view.lights:
            return [*blocks, Paragraph(inline(self.words("diff.nothing")))]
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

    def _replaced(self, one: ReplacedDay) -> str:
        """Which day was asked for, and what is shown in its place."""
        kept = "report" if one.report is not None else "snapshot"
        what = self.words(f"diff.replaced.{kept}", number=one.report, name=one.snapshot)
        return self.words("diff.replaced.day", asked=one.asked, taken=one.taken, what=what)

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
        """A place in the project as people say it: its own name, or the part of the whole that it is of."""
        parts = address.split("/")
        lists = [n for n, part in enumerate(parts[:-1]) if n and part in _LISTS]
        if lists:
            at = lists[-1]
            name = self.value("/".join(parts[at + 1 :]))
            if len(parts[:at]) == 1 and parts[0] in SECTIONS:
                return name
            return f"{self.where('/'.join(parts[:at]))} › {self.words.count(f'kinds.{parts[at]}', 1)} {name}"
        name = parts[-1]
        if name in self.names:
            return self.names[name]
        known = self.words.find(f"choices.phase.{name}") or self.words.find(f"fields.common.{name}")
        if not isinstance(known, str) or name != name.lower():
            return name
        return known if len(parts) == 1 else f"{self.where('/'.join(parts[:-1]))} › {known}"

    def _title(self, one: RecordDifference, where: str) -> str:
        """What a record is called, where its place does not say it; a point of a checklist with its service."""
        name = one.id.rpartition("/")
        if (texts := self.points.get(name[2])) is not None:
            text = texts.get(self.words.language) or next(iter(texts.values()), "")
            return f"{self.names[name[0]]}: {text}" if name[0] in self.names else text
        return "" if where == one.title or ("/" in one.id and one.title in where) else one.title

    def _record(self, one: RecordDifference) -> Iterator[tuple[Inline, Inline]]:
        """The record, and below it each field that is otherwise."""
        by = f" ({one.decision})" if one.decision else ""
        lines = [f"{self.way(one.cls, field)}: {self.change(one.cls, field)}" for field in one.fields]
        under = (part for line in lines for part in (Break(), quiet(line)))
        where = self.where(one.id)
        yield inline(where), inline(f"{self._title(one, where)}{by}".lstrip(), *under)

    def way(self, cls: type[Record], field: FieldChange) -> str:
        """The name of a field as people say it."""
        return way_name(cls, field.way, self.words)

    def change(self, cls: type[Record], field: FieldChange) -> str:
        """Old → new, choices in their words."""
        take = _take(cls, field.way)
        choices = Phase if tuple(field.way) == ("phase",) else take.choices if take else None
        return f"{self.value(field.old, choices, take)} → {self.value(field.new, choices, take)}"

    def value(self, value: object, choices: type[StrEnum] | None = None, take: Take | None = None) -> str:
        """A value as people write it; what is empty is said."""
        if value is None or value in ("", [], {}):
            return self.words("diff.empty")
        if isinstance(value, list | tuple):
            return ", ".join(self.value(one, choices, take) for one in value)
        if isinstance(value, bool):
            return self.words("diff.yes" if value else "diff.no")
        if isinstance(value, int | float):
            return Teller(self.words)(value, take)
        text = str(value)
        if choices and text in {one.value for one in choices}:
            return self.words.choice(choices(text))
        if isinstance(value, date) or _DAY.fullmatch(text):
            return f"{text[8:]}.{text[5:7]}.{text[:4]}"
        return self.names.get(text, text)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _take(cls: type[Record], way: Sequence[str]) -> Take | None:
    """What the field at the end of a way takes; none of what is no field of the format."""
    here: type[Record] | None = cls
    take = None
    for part in way:
        take = takes(here).get(part) if here else None
        here = take.record if take else None
    return take


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
