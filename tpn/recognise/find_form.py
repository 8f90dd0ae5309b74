"""A form that others made, as a profile describes it, and what goes into which of its cells.

In YAML (``templates/profiles/NAME.yaml``)::

    recognise: [Gevinster]                 # tabs that tell this workbook from others
    fill:
      - sheet: Forside
        cells: {B4: project.name, B10: project.start}
      - sheet: Gevinster
        rows: benefits                     # a kind of record; where: {status: [...]} chooses among them
        as: benefits                       # a name, for other blocks with the same records in the same order
        first: 5                           # its first and last row, and how many rows each record has
        last: 18
        step: 1
        key: C                             # the column that names the record
        columns:
          C: title
          D: {field: kind, words: {staff_time: Indirekte}, else: Kvalitative}
      - {sheet: Plan, like: benefits, first: 5, step: 2, columns: {G: owner}}

What a form has already is found again by ``key``, so that a second filling puts every record where it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tpn.model.base import Record
from tpn.recognise.fill_workbook import Put, Value
from tpn.recognise.normalise import fold
from tpn.spreadsheets.found_book import spot
from tpn.views.form_facts import FormFacts

Current = Callable[[str, str], object]
"""What stands in a cell of a tab now."""
Say = Callable[[object], str]
"""A value as people write it."""

PICKS = ("first", "last", "sum")
_WORDS = 40
"""What is longer is a sentence rather than a name; sentences are parted by semicolons. A form's rows are low."""


class Ask(NamedTuple):
    """What goes into a cell: a field, in the form's own words; of several values the ``pick``, else all."""

    field: str
    words: Mapping[str, Value] = {}
    other: Value | None = None
    pick: str = ""
    over_formula: bool = False


@dataclass(frozen=True)
class FormBlock:
    """A part of the form: single cells, or rows of one kind of record."""

    sheet: str
    cells: Mapping[str, Ask] = field(default_factory=dict)
    rows: str = ""
    where: Mapping[str, object] = field(default_factory=dict)
    name: str = ""
    like: str = ""
    first: int = 0
    last: int = 0
    step: int = 1
    key: str = ""
    columns: Mapping[str, Ask] = field(default_factory=dict)


class FormFault(ValueError):
    """The profile says something that no form can have; the text is the place in it."""


def read_form(content: object) -> tuple[FormBlock, ...]:
    """The blocks of a profile.

    Raises:
        FormFault: something in it is missing or of another shape.
    """
    blocks = content.get("fill") if isinstance(content, Mapping) else None
    if not isinstance(blocks, list) or not blocks:
        raise FormFault("fill")
    return tuple(_block(number, block) for number, block in enumerate(blocks, 1))


def recognised(content: object, tabs: Sequence[str]) -> bool:
    """Whether a workbook with these tabs is the one that a profile describes."""
    wanted = content.get("recognise") if isinstance(content, Mapping) else None
    return isinstance(wanted, list) and bool(wanted) and set(wanted) <= set(tabs)


def _block(number: int, block: object) -> FormBlock:
    place = f"fill.{number}"
    if not isinstance(block, Mapping) or not isinstance(block.get("sheet"), str):
        raise FormFault(f"{place}.sheet")
    cells = _asks(block.get("cells") or {}, f"{place}.cells")
    columns = _asks(block.get("columns") or {}, f"{place}.columns")
    if bad := [cell for cell in cells if spot(cell) is None]:
        raise FormFault(f"{place}.cells.{bad[0]}")
    if bad := [column for column in columns if spot(f"{column}1") is None]:
        raise FormFault(f"{place}.columns.{bad[0]}")
    numbers = {name: block.get(name, usual) for name, usual in (("first", 0), ("last", 0), ("step", 1))}
    if columns and not (block.get("rows") or block.get("like")):
        raise FormFault(f"{place}.rows")
    for name, value in numbers.items():
        if not isinstance(value, int) or (columns and value < 1 and (name != "last" or block.get("rows"))):
            raise FormFault(f"{place}.{name}")
    where = block.get("where") or {}
    said = {name: str(block.get(name) or "") for name in ("rows", "as", "like", "key")}
    return FormBlock(
        block["sheet"], cells, said["rows"], where if isinstance(where, Mapping) else {}, said["as"], said["like"],
        numbers["first"], numbers["last"], numbers["step"], said["key"], columns,
    )  # fmt: skip


def _asks(said: object, place: str) -> dict[str, Ask]:
    if not isinstance(said, Mapping):
        raise FormFault(place)
    return {str(name): _ask(one, f"{place}.{name}") for name, one in said.items()}


def _ask(said: object, place: str) -> Ask:
    if isinstance(said, str):
        return Ask(said)
    if not isinstance(said, Mapping) or not isinstance(said.get("field"), str):
        raise FormFault(place)
    words = said.get("words") or {}
    pick = str(said.get("pick") or "")
    if not isinstance(words, Mapping) or (pick and pick not in PICKS):
        raise FormFault(place)
    known = {str(key): value for key, value in words.items()}
    return Ask(said["field"], known, said.get("else"), pick, bool(said.get("over_formula")))


# ---------------------------------------------------------------- what goes where


class NoRoom(NamedTuple):
    """Records that a block has no rows for."""

    sheet: str
    kind: str
    names: tuple[str, ...]
    room: int


@dataclass
class Filling:
    """The puts for a form, worked out block by block."""

    facts: FormFacts
    current: Current
    say: Say
    puts: list[Put] = field(default_factory=list)
    no_room: list[NoRoom] = field(default_factory=list)
    _places: dict[str, dict[int, Record]] = field(default_factory=dict)

    def add(self, block: FormBlock) -> None:
        """Add what a block asks for."""
        for cell, ask in block.cells.items():
            self._put(block, cell, ask, self.facts.of_project(ask.field))
        if not block.columns:
            return
        places = self._places.get(block.like, {}) if block.like else self._placed(block)
        if block.name:
            self._places[block.name] = places
        for number, record in sorted(places.items()):
            row = block.first + number * block.step
            for column, ask in block.columns.items():
                self._put(block, f"{column}{row}", ask, self.facts.values(record, ask.field))

    def _placed(self, block: FormBlock) -> dict[int, Record]:
        """The records by their number in the form: where they stand already, else in the first free rows."""
        room = (block.last - block.first) // block.step + 1
        standing = {number: self._standing(block, number) for number in range(room)}
        by_text = {text: number for number, text in reversed(standing.items()) if text}
        free = (number for number in range(room) if not standing[number])
        places: dict[int, Record] = {}
        left: list[str] = []
        for record in self.facts.records(block.rows, block.where):
            name = self._named(block, record)
            number = by_text.pop(fold(name), None) if name else None
            number = next(free, None) if number is None else number
            if number is None:
                left.append(name)
            else:
                places[number] = record
        if left:
            self.no_room.append(NoRoom(block.sheet, block.rows, tuple(left), room))
        return places

    def _standing(self, block: FormBlock, number: int) -> str:
        value = (
            self.current(block.sheet, f"{block.key}{block.first + number * block.step}")
            if block.key
            else None
        )
        return fold(str(value)) if isinstance(value, str) else ""

    def _named(self, block: FormBlock, record: Record) -> str:
        ask = block.columns.get(block.key)
        values = self.facts.values(record, ask.field) if ask else ()
        return str(values[0]) if values else ""

    def _put(self, block: FormBlock, cell: str, ask: Ask, values: Sequence[Any]) -> None:
        value = self._value(ask, values)
        if value is None or self._same(self.current(block.sheet, cell), value):
            return
        text = self.say(value) if isinstance(value, date) else ""
        self.puts.append(Put(block.sheet, cell, value, text, ask.over_formula))

    def _same(self, there: object, value: Value) -> bool:
        """Whether a cell says this already."""
        if isinstance(value, date) and isinstance(there, str):
            return there == self.say(value)
        return bool(there == value) and not isinstance(there, bool)

    def _value(self, ask: Ask, values: Sequence[Any]) -> Value | None:
        told = [one for one in values if one is not None and one != ""]
        if ask.pick == "sum":
            return sum(told) if told else None
        told = told[:1] if ask.pick == "first" else told[-1:] if ask.pick == "last" else told
        spoken = list(dict.fromkeys(self._spoken(ask, one) for one in told))
        if len(spoken) > 1:
            texts = [one if isinstance(one, str) else self.say(one) for one in spoken]
            return ("; " if any("," in text or len(text) > _WORDS for text in texts) else ", ").join(texts)
        return spoken[0] if spoken else None

    def _spoken(self, ask: Ask, value: Any) -> Value:
        """A value in the form's own words, else as itself if a cell can hold it, else as people write it."""
        key = str(getattr(value, "value", value))
        if ask.words or ask.other is not None:
            known = ask.words.get(key, ask.other)
            if known is not None:
                return known
        plain = isinstance(value, int | float | date) and not isinstance(value, bool)
        return value if plain or type(value) is str else self.say(value)


def filling(blocks: Sequence[FormBlock], facts: FormFacts, current: Current, say: Say) -> Filling:
    """What goes into a form."""
    made = Filling(facts, current, say)
    for block in blocks:
        made.add(block)
    return made
