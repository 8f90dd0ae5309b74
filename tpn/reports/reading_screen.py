"""``tpn read`` on a terminal: what was understood of a foreign sheet, what was left out and why, what is in doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tpn.problems import CellPlace, Problem
from tpn.recognise.fields import title_of
from tpn.recognise.grid import letters
from tpn.recognise.left_out import LeftOutPart
from tpn.recognise.tables import FoundRecord, FoundTable, Reading, TableColumn
from tpn.reports.ansi import Paint, clip
from tpn.texts import Words, day
from tpn.texts.problems import told

WIDTH = 80
_RECORDS, _LEFT, _CELLS = 5, 12, 8
"""How many are shown of each; the rest is counted, and all are in the JSON."""


class ReadingScreen:
    """The screen of one file, in one language."""

    def __init__(self, reading: Reading, words: Words, paint: Paint) -> None:
        self.reading = reading
        self.words = words
        self.paint = paint

    def text(self) -> str:
        """The whole screen."""
        tables = [line for table in self.reading.tables for line in ("", *self._table(table))]
        return "\n".join([self.paint(self.reading.file, "bold"), *tables, *self._left(), *self._problems()])

    # -- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: FoundTable) -> Iterator[str]:
        words, number = self.words, len(table.records)
        key = f"kinds.{_KINDS.get(table.kind, table.kind)}" if table.kind != "unknown" else "read.rows"
        heads = (
            words("read.headings", rows=list(table.header_rows))
            if table.header_rows
            else words("read.no_headings")
        )
        span = self._span(*table.rows)
        yield (
            self.paint(f"{table.sheet}: {number} {words.count(key, number)}", "accent") + f"  {span}, {heads}"
        )
        if not number:
            return
        for column in table.columns:
            yield self._column(column)
        for record in table.records[:_RECORDS]:
            yield self._record(record, table)
        if number > _RECORDS:
            yield "  " + words("read.more", n=number - _RECORDS)

    def _span(self, first: int, last: int) -> str:
        """The rows from one to another: «rad 3–38»."""
        return (
            self.words("read.row", n=first)
            if first == last
            else self.words("read.row_span", first=first, last=last)
        )

    def _column(self, column: TableColumn) -> str:
        header = " ".join(column.header.split()) or "–"
        if column.field is None:
            return f"  {column.letter:<3} {clip(header, 34):<35}" + self.paint(
                self.words("read.kept"), "quiet"
            )
        how = self.words(f"read.how.{column.how}")
        return f"  {column.letter:<3} {clip(header, 34):<35}{self._field(column.field):<18} " + self.paint(
            how, "quiet"
        )

    def _field(self, name: str) -> str:
        own = self.words.find(f"read.fields.{name}") or self.words.find(f"fields.common.{name}")
        return str(own or name)

    def _record(self, record: FoundRecord, table: FoundTable) -> str:
        title = " ".join(str(record.values.get(title_of(table.kind)) or "").split())
        title = title or " · ".join(str(value) for value in list(record.extra.values())[:3])
        people = record.values.get("responsible")
        days = [day(value) for name in ("start", "due") if isinstance(value := record.values.get(name), date)]
        more = [", ".join(people)] if isinstance(people, tuple) and people else []
        told_ = " · ".join([*more, *(["–".join(days)] if days else [])])
        room = WIDTH - 12 - (len(told_) + 3 if told_ else 0)
        head = self.words("read.row", n=record.row)
        return f"  {head:<9} {clip(title, max(room, 20))}" + self.paint(
            f" · {told_}" if told_ else "", "quiet"
        )

    # -- what was left out ------------------------------------------------------------------------------------

    def _left(self) -> Iterator[str]:
        if not self.reading.left_out:
            return
        yield from ("", self.paint(self.words("read.left_out"), "bold"))
        some = list(_joined(self.reading.left_out))
        for left in some[:_LEFT]:
            yield f"  {clip(self._where(left), 34):<35} {self.words(f'read.why.{left.why}')}"
        if len(some) > _LEFT:
            yield "  " + self.words("read.more", n=len(some) - _LEFT)

    def _where(self, left: LeftOutPart) -> str:
        if left.column is not None:
            return self.words("read.from_column", sheet=left.sheet, column=letters(left.column))
        if left.row is None:
            return left.sheet
        return f"{left.sheet} {self._span(left.row, left.last or left.row)}"

    # -- what is in doubt -------------------------------------------------------------------------------------

    def _problems(self) -> Iterator[str]:
        by_slug: dict[str, list[Problem]] = {}
        for problem in self.reading.problems:
            by_slug.setdefault(problem.slug, []).append(problem)
        if by_slug:
            yield from ("", self.paint(self.words("read.doubts"), "bold"))
        for some in by_slug.values():
            yield from self._problem(some)

    def _problem(self, some: Sequence[Problem]) -> Iterator[str]:
        for problem in some[:_CELLS]:
            place = problem.place
            where = f"{place.tab}!{place.cell}" if isinstance(place, CellPlace) else ""
            message = told(problem, self.words)["message"]
            yield f"  {where + ': ' if where else ''}{message}"
        if len(some) > _CELLS:
            yield "  " + self.words("read.more", n=len(some) - _CELLS)
        if hint := told(some[0], self.words)["hint"]:
            yield self.paint(f"    {hint}", "quiet")


_KINDS = {"issues": "deviations"}


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
