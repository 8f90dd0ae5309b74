"""``tpn read`` on a terminal: what was understood of a foreign sheet, what was left out and why, how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tpn.problems import CellPlace, Problem
from tpn.recognise.fields import title_of
from tpn.recognise.grid import letters
from tpn.recognise.left_out import LeftOutPart
from tpn.recognise.tables import FoundRecord, FoundTable, Reading, TableColumn
from tpn.reports.blocks import Block, Heading, Inline, Paragraph, TextTable, facts, inline, quiet
from tpn.reports.signs import cut
from tpn.texts import Words, day, decimal
from tpn.texts.problems import told

_RECORDS, _LEFT, _CELLS = 5, 12, 8
"""How many are shown of each; the rest is counted, and all are in the JSON."""
_VALUE = 40
_WIDE = 40  # columns that are shown whatever they hold


class ReadingScreen:
    """The screen of one file, in one language."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words

    def blocks(self) -> list[Block]:
        """The whole screen."""
        tables = [block for table in self.reading.tables for block in self._table(table)]
        head = Heading(1, inline(self.reading.file))
        return [head, *tables, *self._left(), *self._problems(), *self._end()]

    # -- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: FoundTable) -> Iterator[Block]:
        words, number = self.words, len(table.records)
        key = f"kinds.{_KINDS.get(table.kind, table.kind)}" if table.kind != "unknown" else "read.rows"
        heads = (
            words("read.headings", rows=list(table.header_rows))
            if table.header_rows
            else words("read.no_headings")
        )
        yield Heading(2, inline(f"{table.sheet}: {number} {words.count(key, number)}"))
        yield Paragraph(inline(quiet(f"{_span(*table.rows, self.words)}, {heads}")))
        if not number:
            return
        shown = [column for column in table.columns if column.field or column.column <= _WIDE]
        yield TextTable((), tuple(map(self._column, shown)), ("left",) * 4)
        if len(shown) < len(table.columns):
            yield _line(words("read.more_columns", n=len(table.columns) - len(shown)))
        yield facts([self._record(record, table) for record in table.records[: _few(number, _RECORDS)]])
        if number > _few(number, _RECORDS):
            yield _line(words("read.more", n=number - _RECORDS))

    def _column(self, column: TableColumn) -> tuple[Inline, ...]:
        """A column: its letter, its heading, the field it is, and how that was seen."""
        header = " ".join(column.header.split()) or "–"
        field = self._field(column.field) if column.field else ""
        how = self.words(f"read.how.{column.how}" if column.field else "read.kept")
        return inline(column.letter), inline(header), inline(field), inline(quiet(how))

    def _field(self, name: str) -> str:
        own = self.words.find(f"read.fields.{name}") or self.words.find(f"fields.common.{name}")
        return str(own or name)

    def _record(self, record: FoundRecord, table: FoundTable) -> tuple[str, Inline]:
        title = " ".join(str(record.values.get(title_of(table.kind)) or "").split())
        title = title or " · ".join(str(value) for value in list(record.extra.values())[:3])
        people = record.values.get("responsible")
        days = [day(value) for name in ("start", "due") if isinstance(value := record.values.get(name), date)]
        more = [", ".join(people)] if isinstance(people, tuple) and people else []
        told_ = " · ".join([*self._grades(record, table), *more, *(["–".join(days)] if days else [])])
        return self.words("read.row", n=record.row), inline(title, quiet(f" · {told_}" if told_ else ""))

    def _grades(self, record: FoundRecord, table: FoundTable) -> Iterator[str]:
        """The values by which a risk, a requirement or a stakeholder is judged, as they were understood."""
        for name in _JUDGED.get(table.kind, ()):
            value = record.values.get(name)
            if value not in (None, "", ()):
                yield f"{self._field(name)} {self._value(value)}"

    def _value(self, value: object) -> str:
        text = decimal(value, self.words.language) if isinstance(value, float) else str(value)
        return cut(" ".join(text.split()), _VALUE)

    # -- how it ended -----------------------------------------------------------------------------------------

    def _end(self) -> Iterator[Block]:
        """All in all: what was read, what is kept as it stands, what was left out and why, how sure the columns are."""
        words, tables = self.words, [table for table in self.reading.tables if table.records]
        if not tables:
            return
        said = [("read", " · ".join(self._counted(tables)))]
        kept = [column for table in tables for column in table.columns if column.field is None]
        if kept:
            said.append(
                ("kept_all", self._listed([" ".join(one.header.split()) or one.letter for one in kept]))
            )
        if self.reading.left_out:
            said.append(("left_all", " · ".join(self._reasons())))
        said.append(("sure", self._sureness(tables)))
        yield Heading(2, inline(words("read.in_all")))
        yield facts([(words(f"read.end.{key}"), text) for key, text in said])

    def _listed(self, names: Sequence[str]) -> str:
        more = len(names) - _NAMES
        return ", ".join(names[:_NAMES]) + (f" {self.words('read.and_more', n=more)}" if more > 0 else "")

    def _counted(self, tables: Sequence[FoundTable]) -> Iterator[str]:
        counts: dict[str, int] = {}
        for table in tables:
            key = f"kinds.{_KINDS.get(table.kind, table.kind)}" if table.kind != "unknown" else "read.rows"
            counts[key] = counts.get(key, 0) + len(table.records)
        return (f"{number} {self.words.count(key, number)}" for key, number in counts.items())

    def _reasons(self) -> Iterator[str]:
        counts: dict[str, int] = {}
        for left in self.reading.left_out:
            rows = (
                (left.last or left.row) - left.row + 1 if left.row is not None and left.column is None else 1
            )
            counts[left.why] = counts.get(left.why, 0) + rows
        return (f"{self.words(f'read.why.{why}')} {number}" for why, number in counts.items())

    def _sureness(self, tables: Sequence[FoundTable]) -> str:
        columns = [column for table in tables for column in table.columns if column.field]
        sure = sum(column.how not in {"content", "fuzzy"} for column in columns)
        said = [self.words("read.end.known", n=sure, of=len(columns))]
        for how in ("content", "fuzzy"):
            names = [
                " ".join(column.header.split()) or column.letter for column in columns if column.how == how
            ]
            if names:
                said.append(f"{self.words(f'read.how.{how}')}: {self._listed(names)}")
        return " · ".join(said)

    # -- what was left out ------------------------------------------------------------------------------------

    def _left(self) -> Iterator[Block]:
        return left_out_blocks(self.reading.left_out, self.words)

    # -- what is in doubt -------------------------------------------------------------------------------------

    def _problems(self) -> Iterator[Block]:
        by_slug: dict[str, list[Problem]] = {}
        for problem in self.reading.problems:
            by_slug.setdefault(problem.slug, []).append(problem)
        if by_slug:
            yield Heading(2, inline(self.words("read.doubts")))
            yield facts([row for some in by_slug.values() for row in self._problem(some)])

    def _problem(self, some: Sequence[Problem]) -> Iterator[tuple[str, str | Inline]]:
        few = _few(len(some), _CELLS)
        for problem in some[:few]:
            place = problem.place
            where = f"{place.tab}!{place.cell}" if isinstance(place, CellPlace) else ""
            yield where, told(problem, self.words)["message"]
        if len(some) > few:
            yield "", self.words("read.more", n=len(some) - _CELLS)
        if hint := told(some[0], self.words)["hint"]:
            yield "", inline(quiet(hint))


def left_out_blocks(parts: Sequence[LeftOutPart], words: Words) -> Iterator[Block]:
    """What of a sheet gave no record, and why; nothing where all did."""
    if not parts:
        return
    some = list(_joined(parts))
    few = _few(len(some), _LEFT)
    yield Heading(2, inline(words("read.left_out")))
    yield facts([(_where(left, words), words(f"read.why.{left.why}")) for left in some[:few]])
    if len(some) > few:
        yield _line(words("read.more", n=len(some) - _LEFT))


def _where(left: LeftOutPart, words: Words) -> str:
    if left.column is not None:
        if left.until == left.column:
            span = _span(left.row or 1, left.last or left.row or 1, words)
            return f"{left.sheet} {words('read.column', column=letters(left.column))} {span}"
        return words("read.from_column", sheet=left.sheet, column=letters(left.column))
    if left.row is None:
        return left.sheet
    return f"{left.sheet} {_span(left.row, left.last or left.row, words)}"


def _span(first: int, last: int, words: Words) -> str:
    """The rows from one to another: «rad 3–38»."""
    return words("read.row", n=first) if first == last else words("read.row_span", first=first, last=last)


def _few(number: int, most: int) -> int:
    """How many are shown: one more takes no more room than the line that says that it is hidden."""
    return number if number <= most + 1 else most


def _line(text: str) -> Paragraph:
    return Paragraph(inline(text))


_KINDS = {"issues": "deviations"}
_NAMES = 8
_JUDGED = {
    "risks": ("probability", "consequence", "score"), "requirements": ("level", "group"),
    "stakeholders": ("interest", "influence", "attitude"), "issues": ("priority",),
    "benefits": ("indicator", "baseline", "target"), "services": ("wave", "launch"), "people": ("roles", "unit"),
}  # fmt: skip
"""By kind, the values that a lead must be able to check."""


def _joined(lefts: Sequence[LeftOutPart]) -> Iterator[LeftOutPart]:
    """Rows under each other that are left out for one reason, as one stretch."""
    last: LeftOutPart | None = None
    for left in lefts:
        below = last is not None and last.row is not None and left.row == (last.last or last.row) + 1
        if last and below and (left.sheet, left.why, left.column) == (last.sheet, last.why, last.column):
            last = replace(last, last=left.last or left.row)
            continue
        if last:
            yield last
        last = left
    if last:
        yield last
