"""One record of a foreign sheet, put into the fields of the format: taken, kept under its heading, or told.

Nothing that a row says is dropped without a word: what no field takes is kept under ``x:``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tpn.model.canon import Plain, canon
from tpn.model.choices import Phase, RequirementStatus, RiskStatus, Status
from tpn.model.ids import id_of_name, numbered
from tpn.problems import CellPlace
from tpn.recognise.cell_kinds import read_people
from tpn.recognise.fields import title_of
from tpn.recognise.normalise import fold
from tpn.recognise.scales import Scaling
from tpn.recognise.tables import FoundRecord, FoundTable
from tpn.roundtrip.cell_values import Meanings, waited_for
from tpn.roundtrip.foreign_sheet import NAMELESS, ForeignRow, ForeignSheet
from tpn.roundtrip.foreign_status import status_of
from tpn.texts.parse_words import choice_value
from tpn.views.computed_fields import field as field_of

# recognised field → field of the format; what is not named here has the same name, or is kept under x:
NAMES: Mapping[str, Mapping[str, str]] = {
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
_LENGTHS = {"start", "duration"}


def field_name(kind: str, recognised: str) -> str:
    """The field of the format that a recognised field is, in a kind of record."""
    return NAMES.get(kind, {}).get(recognised, recognised)


@dataclass
class RecordReader:
    """One record being put into fields."""

    by: ForeignSheet
    table: FoundTable
    kind: str
    record: FoundRecord
    headers: Mapping[str, str]
    scales: Mapping[str, Scaling]
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, CellPlace] = field(default_factory=dict)
    counted: bool = False
    contacts: frozenset[str] = frozenset()

    def row(self) -> ForeignRow:
        """The record in the fields of the format."""
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
            if header in self.contacts:
                self._contact(str(value))
        if ref and not self.counted and not self.by.is_ours(ref):
            self._keep("id", ref)
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
            self._under(header, value)

    def _contact(self, text: str) -> None:
        """Who is named as a contact stands as text; whom the project does not know is told, and can be added."""
        for name in _divided(text, self.by.meanings):
            if " " in name and not any(map(str.isdigit, name)) and "@" not in name:
                self.by.person(name, self._place(None))

    def _under(self, header: str, value: Plain) -> None:
        """Kept under a heading, beside what is kept there already."""
        before = self.values.get(f"x.{header}")
        same = before is None or str(before) == str(value)
        self.values[f"x.{header}"] = value if same else f"{before}\n{value}"

    def _place(self, name: str | None) -> CellPlace:
        cells = self.record.cells
        cell = cells.get(name or "") or cells.get(title_of(self.table.kind)) or f"A{self.record.row}"
        return CellPlace(self.by.reading.file, self.table.sheet, cell)

    # -- fields -----------------------------------------------------------------------------------------------

    def _field(self, name: str, value: Any) -> None:
        target = NAMES.get(self.kind, {}).get(name, name)
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
        elif asked.kind == "link":
            self._links(name, target, value)
        elif (isinstance(value, date) and asked.kind == "date") or asked.kind == "percent":
            self.values[target] = value
        elif asked.kind == "duration":
            self.values[target] = f"{max(1, round(float(value)))}d"
        else:
            self._meant(name, target, value)

    def _links(self, name: str, target: str, value: Any) -> None:
        """What a row follows, by the numbers that rows of the file have; what points at none of them is kept."""
        links = value if isinstance(value, tuple) else (value,)
        known = tuple(link for link in links if str(link).partition(" ")[0] in self.by.numbers)
        if known:
            self.values[target] = known
        if len(known) < len(links):
            self._keep(name, value)

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
        value = self.record.said.get(name, value)  # as it stands there, not as it was understood
        header = self.headers.get(name) or self.by.options.called(name)
        self._under(header, ", ".join(value) if isinstance(value, tuple) else value)

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
            self._keep(_recognised(self.kind, target), value)

    def _state(self, value: Any) -> None:
        """A status of the seven for kinds that have others; what else it says is kept as it stands."""
        state, stands = _STATES.get(self.kind, {}).get(str(value)), self.record.said.get("status", value)
        if self.kind == "risks" and not self._of_risk(str(stands), state):
            state = None
        if state:
            self.values["status"] = state
        else:
            self._keep("status", value)

    def _of_risk(self, said: str, state: str | None) -> bool:
        """Whether a status is the risk's own; where nobody can tell, and it would close the risk, it is asked."""
        header = self.headers.get("status", "")
        measured = bool(self.values.get("actions"))
        whose = status_of(header, said, self.by.meanings.words, measured=measured)
        if whose == "unclear" and state == RiskStatus.CLOSED:
            self.by.unclear.setdefault(header, self._place("status"))
        return whose == "risk"

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
            self._keep("phase", text)
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
        if len(ids) < len(people) and names[1] != "owner":
            self._keep(names[1], who)
        if isinstance(when, date):
            action["due"] = when
        elif when:
            self._keep(names[2], when)
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
                self._no_length(name, values.pop(name, None))
        elif values.get("milestone") is False:
            del values["milestone"]
        if values.get("start") and values.get("due"):
            self._no_length("duration", values.pop("duration", None))
        if values.get("status") == Status.BLOCKED:
            said = str(self.record.said.get("status") or "")
            values["waiting_for"] = waited_for(said) or values.get("note") or self.by.options.unsaid

    def _no_length(self, name: str, value: Any) -> None:
        """A start or a length for which a record has no room: kept, where it says more than its days do."""
        start, due = self.values.get("start"), self.values.get("due")
        said = self.record.values.get(name)
        if value is None or said in (None, 0) or value == due:
            return
        if name == "duration" and start and due and said in _lengths(start, due):
            return
        self._keep(name, said)

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
            name = id_of_name(title, taken) or numbered(NAMELESS, taken)
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
_NOT_OURS = frozenset({("risks", "score"), ("benefits", "for")})
"""Worked out by tpn itself, or names of others in words."""


def _lengths(start: date, due: date) -> tuple[int, int, int]:
    """How long it is from a day to another, as programs count it: in days, in days with the last, in working days."""
    days = (due - start).days
    return (
        days,
        days + 1,
        sum((start + timedelta(number)).weekday() < _SATURDAY for number in range(days + 1)),
    )


_SATURDAY = 5


def _recognised(kind: str, target: str) -> str:
    """The recognised field that a field of the format comes from."""
    return next((name for name, to in NAMES.get(kind, {}).items() if to == target), target)


def _divided(text: str, meanings: Meanings) -> Sequence[str]:

    return read_people(text, meanings.words)
