"""Sheets that tpn never wrote, in the project's own fields: records of every kind, with all that found no field.

What the recogniser has read (``sheets.recognise``) is put into the fields of the format. A column without a field is
kept under ``x:``. Scales are turned into the project's, and that is said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tpn.model.canon import Plain, canon
from tpn.model.choices import Phase, RequirementStatus, RiskStatus, Role, Status
from tpn.model.ids import id_of_name, numbered
from tpn.model.people import called
from tpn.problems import CellPlace, FilePlace, Problem
from tpn.recognise.cell_kinds import read_people
from tpn.recognise.fields import title_of
from tpn.recognise.normalise import fold
from tpn.recognise.scales import Scale, Scaling, scaling
from tpn.recognise.tables import FoundRecord, FoundTable, Reading
from tpn.roundtrip.cell_values import Meanings, waited_for
from tpn.texts.parse_words import choice_value
from tpn.views.computed_fields import field as field_of

KINDS: Mapping[str, str] = {
    "activities": "activities", "milestones": "activities", "risks": "risks", "issues": "deviations",
    "stakeholders": "stakeholders", "benefits": "benefits", "requirements": "requirements", "people": "people",
    "decisions": "decisions", "services": "services", "communication": "communication",
}  # fmt: skip
"""What a kind of foreign table becomes."""

# recognised field → field of the format; what is not named here has the same name, or is kept under x:
_NAMES: Mapping[str, Mapping[str, str]] = {
    "stakeholders": {"title": "name"},
    "deviations": {"priority": "importance", "finished": "closed"},
    "benefits": {"indicator": "indicator.name", "unit": "indicator.unit", "baseline": "indicator.baseline",
                 "target": "indicator.target", "by": "indicator.by", "method": "indicator.method",
                 "service": "services"},
    "risks": {"service": "services", "residual_probability": "after.probability",
              "residual_consequence": "after.consequence"},
    "requirements": {"service": "services"},
    "decisions": {"due": "needed_by"},
}  # fmt: skip
_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "risks": ("action", "owner", "due"), "deviations": ("action", "responsible", "due"),
    "stakeholders": ("action", "responsible", "due"),
}  # fmt: skip
"""Where a measure stands in columns of its own: what, who, when."""
_SCALED: Mapping[tuple[str, str], Scale] = {
    ("risks", "probability"): "scale5", ("risks", "consequence"): "scale5",
    ("risks", "after.probability"): "scale5", ("risks", "after.consequence"): "scale5",
    ("stakeholders", "interest"): "scale5",
    ("stakeholders", "influence"): "scale5", ("stakeholders", "attitude"): "attitude",
    ("deviations", "importance"): "importance",
}  # fmt: skip
_LENGTHS = {"start", "duration"}


def field_name(kind: str, recognised: str) -> str:
    """The field of the format that a recognised field is, in a kind of record."""
    return _NAMES.get(kind, {}).get(recognised, recognised)


class ForeignOptions(NamedTuple):
    """What a person decides for a foreign sheet: the phase of rows that name none, new people, words for no reason."""

    phase: Phase
    new_people: bool
    unsaid: str


@dataclass(frozen=True)
class ForeignRow:
    """One record of a foreign sheet. ``ref`` is its number there; ``fixed`` says where it belongs."""

    kind: str
    ref: str
    title: str
    values: Mapping[str, Any]
    cells: Mapping[str, CellPlace]
    place: CellPlace
    fixed: tuple[tuple[str, object], ...] = ()


@dataclass
class Foreign:
    """Turns what was read of one file into rows; ``unknown`` are names that nobody in the project has."""

    reading: Reading
    meanings: Meanings
    options: ForeignOptions
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[str, CellPlace] = field(default_factory=dict)
    new_ids: dict[str, str] = field(default_factory=dict)
    phases: dict[str, None] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)

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

    # -- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: FoundTable) -> Iterator[ForeignRow]:
        kind = KINDS[table.kind]
        names = {**_NAMES.get(kind, {})}
        scales = self._scales(table, kind, names)
        headers = {column.field: " ".join(column.header.split()) for column in table.columns if column.field}
        for record in table.records:
            yield _Reader(self, table, kind, record, headers, scales).row()

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

    # -- people -----------------------------------------------------------------------------------------------

    def person(self, name: str, place: CellPlace) -> str | None:
        """The id of a person of the project, or of one that this file brings; None where there is none."""
        fits = called(self.meanings.project.people, name, ids_known=False)
        if len(fits) == 1:
            return fits[0]
        if fits:
            self._several(name, fits, place)
            return None
        role = choice_value(Role, name, self.meanings.folder)
        of_role = (
            [person.id for person in self.meanings.project.people if role in person.roles] if role else []
        )
        if len(of_role) == 1:
            return of_role[0]
        if fold(name) in self.new_ids:
            return self.new_ids[fold(name)]
        if fold(name) in self.meanings.words.groups or role:
            return None
        self.unknown.setdefault(name, place)
        return self.new_person(name) if self.options.new_people else None

    def _several(self, name: str, fits: tuple[str, ...], place: CellPlace) -> None:
        """Whom a name means of several is asked, once a name: nobody is guessed, and nobody new is made."""
        if fold(name) not in self.several:
            self.several.add(fold(name))
            found = tuple(one.name for one in self.meanings.project.people if one.id in fits)
            self.problems.append(Problem("cell-several-people", place, {"name": name, "found": found}))

    def new_person(self, name: str) -> str:
        """A new id for a person: the first name, with the others where it is taken.

        A name in two rows has two: whether it is one person is seen when both are there.
        """
        taken = {*self.meanings.index.ids, *self.new_ids.values()}
        found = id_of_name(name, taken, person=True) or numbered(_NAMELESS, taken)
        self.new_ids[fold(name) if fold(name) not in self.new_ids else f"{fold(name)} {found}"] = found
        return found

    def _person(self, name: str, place: CellPlace) -> ForeignRow:
        values = {"id": self.new_ids[fold(name)], "name": name}
        return ForeignRow("people", "", name, values, {"name": place}, place)


@dataclass
class _Reader:
    """One record being put into fields."""

    by: Foreign
    table: FoundTable
    kind: str
    record: FoundRecord
    headers: Mapping[str, str]
    scales: Mapping[str, Scaling]
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, CellPlace] = field(default_factory=dict)

    def row(self) -> ForeignRow:
        said = dict(self.record.values)
        ref = str(said.pop("id", None) or "")
        title = str(said.get(title_of(self.table.kind)) or "")
        phase = self._phase(said.pop("phase", None)) if self.kind in {"activities", "risks"} else None
        self._action(said)
        for name, value in said.items():
            if value is not None and value != ():
                self._field(name, value)
        for header, value in self.record.extra.items():
            self._beside(header, value)
        self._sensible()
        if self.kind in {"people", "services"}:
            self._with_id(ref, title)
        fixed = (("phase", phase.value),) if phase else ()
        values = {name: value if name == "actions" else canon(value) for name, value in self.values.items()}
        return ForeignRow(self.kind, ref, title, values, self.cells, self._place(None), fixed)

    def _beside(self, header: str, value: Plain) -> None:
        """What has no field is kept under its heading; what its field could not take, «før jul», is in the note.

        Under its heading it would look like the field, in every sheet that goes out.
        """
        if header in self.headers.values() and field_of(self.kind, "note"):
            said = f"{header}: {value}"
            before = self.values.get("note")
            self.values["note"] = f"{before}\n{said}" if before else said
        else:
            self.values[f"x.{header}"] = value

    def _place(self, name: str | None) -> CellPlace:
        cells = self.record.cells
        cell = cells.get(name or "") or cells.get(title_of(self.table.kind)) or f"A{self.record.row}"
        return CellPlace(self.by.reading.file, self.table.sheet, cell)

    # -- fields -----------------------------------------------------------------------------------------------

    def _field(self, name: str, value: Any) -> None:
        target = _NAMES.get(self.kind, {}).get(name, name)
        self.cells[target] = self._place(name)
        if target in self.scales:
            self._graded(name, target, value)
            return
        asked = field_of(self.kind, target)
        if asked is None or asked.computed or (self.kind, name) in _NOT_OURS:
            self._keep(name, value)
        elif asked.ref == "people":
            self._people(target, value, many=asked.many)
        elif asked.choices is Status:
            self.values[target] = str(value)
        elif name == "status":
            self._state(value)
        elif (isinstance(value, date) and asked.kind == "date") or asked.kind in {"percent", "link"}:
            self.values[target] = value
        elif asked.kind == "duration":
            self.values[target] = f"{max(1, round(float(value)))}d"
        else:
            self._meant(name, target, value)

    def _meant(self, name: str, target: str, value: Any) -> None:
        """A value read as in a sheet of our own; what does not fit is kept as it stands."""
        asked = field_of(self.kind, target)
        if asked is None:
            return
        text = ", ".join(value) if isinstance(value, tuple) else value
        meant = self.by.meanings.of(self.kind, asked, text, self.headers.get(name, name), self._place(name))
        if meant.problem is None:
            self.values[target] = meant.value
        else:
            if meant.problem.slug == "cell-out-of-range":  # no number of the field, though it is one
                self.by.problems.append(meant.problem)
            self._keep(name, value)

    def _keep(self, name: str, value: Any) -> None:
        header = self.headers.get(name)
        if header:
            self.values[f"x.{header}"] = ", ".join(value) if isinstance(value, tuple) else value

    def _graded(self, name: str, target: str, value: Any) -> None:
        grade = self.scales[target].of(value)
        if grade is None:
            self._keep(name, value)
        else:
            self.values[target] = grade
            if self.scales[target].found != "own":
                self._keep(name, value)

    def _people(self, target: str, value: Any, *, many: bool) -> None:
        names = value if isinstance(value, tuple) else tuple(_divided(str(value), self.by.meanings))
        found = [who for name in names if (who := self.by.person(name, self.cells[target]))]
        if found:
            self.values[target] = tuple(dict.fromkeys(found)) if many else found[0]
        if len(found) < len(names) or (not many and len(found) > 1):
            self._keep(target, value)

    def _state(self, value: Any) -> None:
        """A status of the seven for kinds that have others."""
        state = _STATES.get(self.kind, {}).get(str(value))
        if state:
            self.values["status"] = state
        else:
            self._keep("status", value)

    def _phase(self, value: Any) -> Phase | None:
        """The phase that a row names; of activities that name none of ours, the one that was chosen."""
        text = str(value or "").strip()
        found = choice_value(Phase, text, self.by.meanings.folder) if text else None
        if found is None and text:
            bare = re.sub(
                r"^\s*(fase|phase|trinn|steg|del)?\s*\d*\s*[.:)–-]*\s*", "", text, flags=re.IGNORECASE
            )
            found = choice_value(Phase, bare, self.by.meanings.folder) if bare else None
        if found is None and text:
            self.values[f"x.{self.headers.get('phase', 'Fase')}"] = text
            if self.kind == "activities":
                self.by.phases.setdefault(text)
        return found or (self.by.options.phase if self.kind == "activities" else None)

    def _action(self, said: dict[str, Any]) -> None:
        """A measure in columns of its own becomes an action of the record."""
        names = _ACTIONS.get(self.kind)
        if names is None or not said.get(names[0]):
            return
        what, who, when = (said.get(name) for name in names)
        action: dict[str, Any] = {"what": str(what)}
        people = who if isinstance(who, tuple) else tuple(_divided(str(who), self.by.meanings)) if who else ()
        ids = [found for name in people if (found := self.by.person(name, self._place(names[1])))]
        if ids:
            action["responsible"] = ids
        if isinstance(when, date):
            action["due"] = when
        self.values["actions"] = (action,)
        for name in names:
            if name != "owner":  # who owns a risk is a field of its own
                said.pop(name, None)

    def _sensible(self) -> None:
        """Fields that contradict each other as the format sees them, though the sheet is right in its own way."""
        values = self.values
        if self.kind != "activities":
            return
        if self.table.kind == "milestones" or values.get("milestone"):
            values["milestone"] = True
            for name in _LENGTHS:
                values.pop(name, None)
        elif values.get("milestone") is False:
            del values["milestone"]
        if values.get("start") and values.get("due"):
            values.pop("duration", None)
        if values.get("status") == Status.BLOCKED:
            said = str(values.get(f"x.{self.headers.get('status', '')}") or "")
            values["waiting_for"] = waited_for(said) or values.get("note") or self.by.options.unsaid

    def _with_id(self, ref: str, title: str) -> None:
        """People and services are named by words, made from their names; those of the project have one."""
        project = self.by.meanings.project
        if (
            self.kind == "people"
            and title
            and fold(title) not in {fold(person.name) for person in project.people}
        ):
            self.values["id"] = self.by.new_person(title)
        elif self.kind == "services" and title and fold(title) not in self.by.meanings.services:
            taken = {*self.by.meanings.index.ids, *self.by.new_ids.values()}
            name = id_of_name(title, taken) or numbered(_NAMELESS, taken)
            self.values["id"] = self.by.new_ids[f"service {ref} {title}"] = name


_STATES: Mapping[str, Mapping[str, str]] = {
    "risks": {
        Status.DONE: RiskStatus.CLOSED, Status.CANCELLED: RiskStatus.CLOSED, Status.NOT_RELEVANT: RiskStatus.CLOSED,
        Status.NOT_STARTED: RiskStatus.IDENTIFIED, Status.IN_PROGRESS: RiskStatus.IDENTIFIED,
    },
    "requirements": {
        Status.DONE: RequirementStatus.MET, Status.CANCELLED: RequirementStatus.DROPPED,
        Status.NOT_RELEVANT: RequirementStatus.DROPPED,
    },
}  # fmt: skip
_NAMELESS = "ny"
_NOT_OURS = frozenset({("risks", "score"), ("benefits", "for")})
"""Worked out by tpn itself, or names of others in words."""


def _divided(text: str, meanings: Meanings) -> Sequence[str]:

    return read_people(text, meanings.words)


def has_records(reading: Reading) -> bool:
    """Whether anything was read that can be brought in."""
    return any(table.kind in KINDS and table.records for table in reading.tables)
