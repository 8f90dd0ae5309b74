"""Sheets that tpn never wrote, in the project's own fields: records of every kind, with all that found no field.

What the recogniser has read (``sheets.recognise``) is put into the fields of the format. A column without a field is
kept under ``x:``. Scales are turned into the project's, and that is said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpn.problems import CellPlace, FilePlace, Problem
from tpn.recognise.left_out import LeftOutPart
from tpn.recognise.normalise import fold
from tpn.recognise.scales import Scale, Scaling, scaling
from tpn.recognise.tables import FoundTable, Reading, TableColumn
from tpn.roundtrip.foreign_record import NAMES, RecordReader
from tpn.roundtrip.foreign_sheet import ForeignRow, ForeignSheet

KINDS: Mapping[str, str] = {
    "activities": "activities", "milestones": "activities", "risks": "risks", "issues": "deviations",
    "stakeholders": "stakeholders", "benefits": "benefits", "requirements": "requirements", "people": "people",
    "decisions": "decisions", "services": "services", "communication": "communication",
}  # fmt: skip
"""What a kind of foreign table becomes."""

_SCALED: Mapping[tuple[str, str], Scale] = {
    ("risks", "probability"): "scale5", ("risks", "consequence"): "scale5",
    ("risks", "after.probability"): "scale5", ("risks", "after.consequence"): "scale5",
    ("stakeholders", "interest"): "scale5",
    ("stakeholders", "influence"): "scale5", ("stakeholders", "attitude"): "attitude",
    ("deviations", "importance"): "importance",
}  # fmt: skip
"""The scales of the fields that have one."""
_CONTACTS = frozenset({"contact", "reported_by", "responsible"})
"""Recognised fields that name people."""


@dataclass
class Foreign(ForeignSheet):
    """Turns what was read of one file into rows."""

    def rows(self) -> list[ForeignRow]:
        """All records of all tables; people first, so that the others can name them."""
        tables = sorted(self.reading.tables, key=lambda table: table.kind != "people")
        made = [row for table in tables if table.kind in KINDS for row in self._table(table)]
        people = (
            [self._person(name, place) for name, place in self.unknown.items()]
            if self.options.new_people
            else []
        )
        self._tell()
        return [*people, *made]

    def _tell(self) -> None:
        place = FilePlace(self.reading.file)
        if self.unknown and not self.options.new_people:
            self.problems.append(Problem("import-unknown-people", place, {"names": tuple(self.unknown)}))
        if self.phases:
            facts = {"names": tuple(self.phases), "phase": self.options.phase}
            self.problems.append(Problem("import-phase-chosen", place, facts))
        for header, cell in self.unclear.items():
            self.problems.append(Problem("import-status-unclear", cell, {"field": header}))

    def left_out(self) -> tuple[LeftOutPart, ...]:
        """What of the file gives no record here: what the reading left out, and tables of no kind of the project's."""
        others = (table for table in self.reading.tables if table.kind not in KINDS)
        return (
            *self.reading.left_out,
            *(
                LeftOutPart(one.sheet, "no-kind", min(*one.header_rows, one.rows[0]), one.rows[1])
                for one in others
            ),
        )

    # -- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: FoundTable) -> Iterator[ForeignRow]:
        kind = KINDS[table.kind]
        names = {**NAMES.get(kind, {})}
        scales = self._scales(table, kind, names)
        counted = self._counted(table)
        contacts = frozenset(
            " ".join(column.header.split()) for column in table.columns if self._names_contacts(column, kind)
        )
        headers = {column.field: " ".join(column.header.split()) for column in table.columns if column.field}
        for record in table.records:
            yield RecordReader(
                self, table, kind, record, headers, scales, counted=counted, contacts=contacts
            ).row()

    def _names_contacts(self, column: TableColumn, kind: str) -> bool:
        """Whether a column that has no field here names people: «Kontaktperson», «Meldt av»."""
        meant = self.meanings.words.headings.get(fold(column.header), ())
        return not column.field and kind != "people" and any(one.field in _CONTACTS for one in meant)

    def _counted(self, table: FoundTable) -> bool:
        """Whether the numbers of a table count its rows from one on, and say no more than that: it is told."""
        numbers = [str(record.values.get("id") or "") for record in table.records]
        counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
        column = next((one for one in table.columns if one.field == "id"), None)
        if counted and column:
            cell = f"{column.letter}{max(table.header_rows, default=table.rows[0])}"
            place = CellPlace(self.reading.file, table.sheet, cell)
            self.problems.append(
                Problem("import-numbers-left", place, {"field": " ".join(column.header.split())})
            )
        return counted

    def _scales(self, table: FoundTable, kind: str, names: Mapping[str, str]) -> dict[str, Scaling]:
        """The scales of a table's columns; one that is not ours is told."""
        found: dict[str, Scaling] = {}
        for column in table.columns:
            name = names.get(column.field or "", column.field or "")
            scale = _SCALED.get((kind, name))
            if scale is None or column.field is None:
                continue
            made = scaling(scale, [record.values.get(column.field) for record in table.records], column.header,
                           self.meanings.folder)  # fmt: skip
            found[name] = made
            if made.found not in {"own", "words"}:
                place = CellPlace(
                    self.reading.file, table.sheet, f"{column.letter}{max(table.header_rows, default=1)}"
                )
                self.problems.append(
                    Problem("import-scale", place, {"field": column.header, "hint": made.found})
                )
        return found

    def _person(self, name: str, place: CellPlace) -> ForeignRow:
        values = {"id": self.new_ids[fold(name)], "name": name}
        return ForeignRow("people", "", name, values, {"name": place}, place)


def has_records(reading: Reading) -> bool:
    """Whether anything was read that can be brought in."""
    return any(table.kind in KINDS and table.records for table in reading.tables)
