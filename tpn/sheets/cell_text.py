"""From a plain value to what stands in a cell, and the lists that people choose from.

A choice is its word, a person or service its name, a percent a fraction, true a mark. The way back asks the hidden
tab first (``sheets.base``): a cell that stands as it was sent needs no reading.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from tpn.model.base import Limits
from tpn.model.canon import Plain, canon
from tpn.model.choices import Light
from tpn.model.fieldtree import takes
from tpn.model.limits import limit_facts
from tpn.model.project import Project
from tpn.plan.lights import ShownLight
from tpn.sheets.style import ColumnStyle, ListName
from tpn.source.clean import MOST_LETTERS
from tpn.spreadsheets.book import CellChoices, Content, Kind
from tpn.spreadsheets.cell_style import clean
from tpn.texts import Words
from tpn.texts.light_reasons import shown_reason
from tpn.texts.names import called_by_id, field_name
from tpn.texts.signs import LIGHTS, SIGNS
from tpn.texts.words import choice_key
from tpn.views.fields import RowField

Spell = Callable[[Any], Content]
TICK = "x"
_CHOSEN = frozenset({"people", "services"})
"""The kinds of records that are chosen from a list; others are written."""
FULL, SOME, NONE = SIGNS["done"], SIGNS["begun"], SIGNS["untouched"]


class Spelling:
    """How a project's values are spelled in the cells of a workbook in one language."""

    def __init__(self, project: Project, words: Words, titles: Mapping[str, str]) -> None:
        self.words = words
        self._titles = titles
        self._names = called_by_id(project, words)

    def of(self, field: RowField, column: ColumnStyle, kind: Kind) -> Spell:
        """The spelling of a column's values."""
        if field.kind in {"said", "theme", "languages", "share", "because"}:
            return getattr(self, f"_{field.kind}")  # type: ignore[no-any-return]
        if field.path == "shared_with":
            return self._shared
        if field.choices:
            said = self.choice_words(field.choices, column)
            return _joined(lambda value: said.get(value, value)) if field.many else _by(said)
        if names := self._names.get(field.ref or ""):
            return _joined(lambda value: names.get(value, value)) if field.many else _by(names)
        if field.many:
            return _joined(_shown)
        if field.kind == "bool":
            return lambda value: TICK if value else None
        if kind == "percent":
            return lambda value: canon(value / 100) if isinstance(value, int | float) else value  # type: ignore[return-value]
        return text_of

    def choice_words(self, choices: type[StrEnum], column: ColumnStyle) -> dict[str, str]:
        """The words of a list of choices by its values: the style's own, else those of the language."""
        symbols = LIGHTS if choices is Light else {}
        found = {}
        for value in choices:
            own = column.words.get(value.value)
            word = own.of(self.words.language) if own else self.words.choice(value)
            mark = symbols.get(value)  # type: ignore[call-overload]
            found[value.value] = f"{mark} {word}" if mark else word
        return found

    def list_of(self, field: RowField, column: ColumnStyle) -> tuple[str, CellChoices] | None:
        """The list that a column offers, by name; None where it offers none."""
        if column.choices is ListName.NONE or (field.computed and not field.fresh):
            return None
        ref = column.choices.value if column.choices else field.ref or ""
        if ref in _CHOSEN and not self._names[ref]:
            return None  # nobody to choose from yet
        if ref in _CHOSEN:
            title = self.words(f"columns.lists.{ref}")
            hint = self.words("columns.lists.several") if field.many else ""
            return ref, CellChoices(tuple(dict.fromkeys(self._names[ref].values())), title, hint)
        if field.choices:
            said = tuple(self.choice_words(field.choices, column).values())
            name = choice_key(field.choices)
            return (name if not column.words else f"{name}:{'/'.join(said)}"), CellChoices(said)
        if field.kind == "bool":
            return "tick", CellChoices((TICK,))
        return None

    def bounds_of(self, field: RowField, kind: Kind) -> tuple[str, CellChoices] | None:
        """What a column's numbers can be, by name; None where it holds no numbers or they may be anything."""
        take = takes(field.owner).get(field.key) if field.owner else None
        if take is None or field.many or kind not in {"number", "percent"} or take.limits == Limits():
            return None
        scale = 100 if kind == "percent" else 1
        low, high = (None if side is None else side / scale for side in take.limits)
        said = limit_facts(take)
        way = said["hint"] or "between"
        message = self.words(f"columns.lists.number_{way}", low=said["low"], high=said["high"])
        whole = take.kind not in {"number", "percent"} and kind == "number"
        title = self.words("columns.lists.number")
        return (
            f"number:{low}:{high}:{whole}",
            CellChoices((), title, message, span=(low, high), whole=whole),
        )

    def heading(self, field: RowField, column: ColumnStyle) -> str:
        """What stands above a column: as the style says, else the field's own name."""
        if column.header is not None:
            return self.words.fill(column.header.of(self.words.language), {})
        if field.owner is not None:
            return field_name(field.owner, field.key, self.words)
        if field.path.startswith("x."):
            ours = f"columns.own.{field.key}"
            return self.words(ours) if isinstance(self.words.find(ours), str) else field.key
        return self.name(field.key)

    def name(self, key: str) -> str:
        """The name of a worked-out field, or of a theme of the checklist."""
        for way in (f"columns.names.{key}", f"columns.themes.{key}", f"fields.common.{key}"):
            if isinstance(self.words.find(way), str):
                return self.words(way)
        return key

    # -------------------------------------------------------- values that are worded here

    def _said(self, value: str | None) -> Content:
        return self.words(f"columns.said.{value}") if value else None

    def _theme(self, value: str | None) -> Content:
        return self.name(value) if value else None

    def _languages(self, value: Mapping[str, str] | None) -> Content:
        return text_of((value or {}).get(self.words.language) or (value or {}).get("nb"))

    def _shared(self, others: tuple[str, ...] | None) -> Content:
        names = self._names["people"]
        return self.words("columns.shared", names=[names.get(who, who) for who in others]) if others else None

    def _share(self, value: tuple[int, int] | None) -> Content:
        if value is None:
            return None
        done, total = value
        if done == total:
            return f"{FULL} {self.words('columns.share.all')}"
        return f"{SOME if done else NONE} {self.words('columns.share.some', done=done, total=total)}"

    def _because(self, value: ShownLight) -> Content:
        """Why a light is as it is, in the words of the status screen."""
        text = shown_reason(value, self.words, self._titles)
        return text[:1].upper() + text[1:]


MOST_DIGITS = 10**15
"""A sheet rounds longer numbers: they are numbers of a thing, not amounts, and stand as text."""


def text_of(value: Plain) -> Content:
    """A value as a cell holds it; a text no longer than a cell may be."""
    if isinstance(value, str):
        return canon(clean(value)) if len(value) > MOST_LETTERS or not value.isprintable() else value  # type: ignore[return-value]
    if isinstance(value, int) and abs(value) >= MOST_DIGITS:
        return str(value)
    return value  # type: ignore[return-value]


def _shown(value: Plain) -> str:
    return str(value)


def _by(names: Mapping[str, str]) -> Spell:
    return lambda value: names.get(value, value) if value is not None else None


def _joined(one: Callable[[Any], str]) -> Spell:
    return lambda values: ", ".join(map(one, values)) if values else None
