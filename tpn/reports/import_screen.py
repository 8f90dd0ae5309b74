"""``tpn import`` on a terminal: one line for each change, conflict, new or lost row, each with its file and cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tpn.model.choices import Phase
from tpn.model.index import short_address
from tpn.problems import CellPlace, Problem
from tpn.reports.blocks import Inline, TextTable, inline, quiet
from tpn.reports.signs import cut
from tpn.roundtrip.three_way import Outcome, OutcomeKind, SheetValue
from tpn.texts import Words, short_day
from tpn.texts.formats import NBSP
from tpn.texts.names import field_name
from tpn.texts.problems import told
from tpn.views.computed_fields import field as field_of
from tpn.views.fields import RowField

ImportRow = tuple[Inline, ...]
_MOST = 60
"""Changes that go well are shown up to so many; what must be decided or corrected is always shown."""
_MARKS = {OutcomeKind.CONFLICT: "!", OutcomeKind.NOT_EDITABLE: "-"}
_SHOWN = (
    OutcomeKind.TAKE,
    OutcomeKind.NEW,
    OutcomeKind.CONFLICT,
    OutcomeKind.NOT_EDITABLE,
    OutcomeKind.GONE_THERE,
    OutcomeKind.GONE_HERE,
)


@dataclass(frozen=True)
class Names:
    """How things are called: kinds of rows by record, by kind the names by id, who a sheet was sent to."""

    kinds: dict[str, str]
    called: Mapping[str, Mapping[str, str]]
    senders: dict[str, str] = field(default_factory=dict)


@dataclass
class ImportScreen:
    """The preview of an import, in one language."""

    words: Words
    today: date
    names: Names
    one_file: bool = False
    shown: Mapping[tuple[str, str], object] = field(default_factory=dict)
    agreed: Mapping[str, date] = field(default_factory=dict)

    def table(self, outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> TextTable:
        """All rows: what changes, what must be decided, what cannot be read."""
        rows: list[ImportRow] = []
        for kind in _SHOWN:
            some = [one for one in outcomes if one.kind is kind and not _told_as_problem(one)]
            shown = some if kind is OutcomeKind.CONFLICT else _whole_records(some)
            rows += [
                row for at, one in enumerate(shown) for row in self._lines(one, shown[at - 1] if at else None)
            ]
            if len(some) > len(shown):
                rows.append(_row("", ("", "", self.words("import.more", n=len(some) - len(shown))), ""))
            if kind is OutcomeKind.CONFLICT:
                rows += [row for problem in problems for row in self._problem(problem)]
        return TextTable((), tuple(rows), ("left",) * 5)

    # -- one outcome ------------------------------------------------------------------------------------------

    def _lines(self, one: Outcome, before: Outcome | None) -> Iterator[ImportRow]:
        """An outcome; what stands in a grey cell is not taken, and below it how it can be changed.

        A further change of the record in the line ``before`` does not name it again.
        """
        row = self._outcome(one)
        same = before is not None and one.kind is OutcomeKind.TAKE and one.id == before.id
        yield ((), (), *row[2:]) if same else row
        if one.kind is OutcomeKind.NOT_EDITABLE:
            kind = self.names.kinds.get(one.id, "")
            known = field_of(kind, one.field) if kind else None
            can = known is not None and not known.computed and known.owner is not None
            which = "set" if can else "computed"
            facts = {"id": short_address(one.id), "field": self._typed_name(known, one.field)}
            yield (), (), (), inline(quiet(self.words(f"import.not_taken_{which}", **facts))), ()

    def _typed_name(self, known: RowField | None, path: str) -> str:
        """A field as it is typed in a command: by its name where that is one word, else by its key."""
        name = field_name(known.owner, known.key, self.words) if known and known.owner else path
        return name.lower() if "." not in path and name.replace("-", "").isalpha() else path

    def _outcome(self, one: Outcome) -> ImportRow:
        word = self.words(f"import.words.{one.kind}")
        where = self._places(one.said)
        match one.kind:
            case OutcomeKind.NEW:
                what, text = "", self._new(one)
            case OutcomeKind.CONFLICT:
                what, text = self._field(one), self._conflict(one)
            case OutcomeKind.GONE_THERE | OutcomeKind.GONE_HERE:
                what, text = "", self.words(f"import.{one.kind}")
                where = "" if self.one_file else where
            case _:
                what, text = self._field(one), self._change(one, one.base, one.sheet)
                if one.kind is OutcomeKind.TAKE and one.field in {"due", "launch"} and one.id in self.agreed:
                    text += self.words("import.agreed_stands", date=self.agreed[one.id])
        if one.kind is OutcomeKind.NOT_EDITABLE:
            text += self.words("import.not_taken")
        said = (short_address(one.id), what, text)
        return _row(f"{_MARKS.get(one.kind, NBSP)}{NBSP}{word}", said, where)

    def _field(self, one: Outcome) -> str:
        return self._named(one.id, one.field, one.under.kind if one.under else "").lower()

    def _named(self, record: str, name: str, kind: str = "") -> str:
        if name.startswith("x."):
            return name[2:]
        of = self.names.kinds.get(record, kind)
        found = field_of(of, name) if of else None
        if found is None or found.owner is None:
            return self.words.find(f"columns.names.{name}") or name
        return field_name(found.owner, found.key, self.words)

    def _value(self, one: Outcome, value: object, kind: str = "") -> str:
        """A value as people write it, in the words of its field."""
        known = field_of(
            self.names.kinds.get(one.id, kind or (one.under.kind if one.under else "")), one.field
        )
        return self.spelled(known, value)

    def spelled(self, known: RowField | None, value: object) -> str:
        """A value as people write it."""
        if value is None or value == ():
            return self.words("import.empty")
        if isinstance(value, tuple):
            return ", ".join(self.spelled(known, item) for item in value)
        if isinstance(value, date):
            return short_day(value, self.today)
        if (
            known
            and known.choices
            and isinstance(value, str)
            and value in {one.value for one in known.choices}
        ):
            return self.words.choice(known.choices(value))
        if known and (names := self.names.called.get(known.ref or "")):
            return names.get(str(value), str(value))
        if isinstance(value, bool):
            return self.words(f"import.{'yes' if value else 'no'}")
        text = self.words.fill("{value}", {"value": value})
        return f"{text} %" if known and known.kind == "percent" else " ".join(text.split())

    def _change(self, one: Outcome, before: object, after: object) -> str:
        """``Pågår → Ferdig``; of a long old text its beginning."""
        before = self.shown.get((one.id, one.field)) if before is None else before
        old, new = self._value(one, before), self._value(one, after)
        return f"{cut(old, _LONG)} → {new}"

    def _conflict(self, one: Outcome) -> str:
        """Both sides, each with whose it is."""
        said = [
            self.words(
                "import.says",
                who=self.names.senders.get(some.sheet, some.sheet),
                value=self._value(one, some.value),
            )
            for some in one.said
        ]
        if len(one.said) == 1:
            said = [self.words("import.in_sheet", change=self._change(one, one.base, one.sheet))]
        if one.under is None:
            said.append(self.words("import.in_project", value=self._value(one, one.project)))
        return ", ".join(said)

    def _new(self, one: Outcome) -> str:
        """The title of a new row, whose it is, its dates and choices."""
        kind = one.under.kind if one.under else ""
        said = [(field_of(kind, name), value) for name, value in (one.row or {}).items() if value is not None]
        values = [
            self.spelled(known, value)
            for known, value in said
            if known and (known.choices or known.ref in {"people", "services"} or isinstance(value, date))
        ]
        if not one.sheet:  # a row without a title is what its numbers say: a measurement
            values = [
                f"{self._named('', known.path, kind).lower()} {self.spelled(known, value)}"
                for known, value in said
                if known and isinstance(value, int | float) and not isinstance(value, bool)
            ] + values
        text = ", ".join(
            [*([self.words.fill("{value}", {"value": one.sheet})] if one.sheet else []), *values]
        )
        return text + self._where_put(one)

    def _where_put(self, one: Outcome) -> str:
        """The phase that a new activity is put in, where neither its row nor its table says one."""
        fixed = one.under.fixed if one.under else ()
        said = "phase" in dict(fixed) or (one.row or {}).get("in_phase") or (one.row or {}).get("phase")
        if one.under is None or one.under.kind not in {"activities", "milestones"} or said:
            return ""
        return self.words("import.put_in", phase=self.words.choice(Phase.LAUNCH))

    def _places(self, said: Iterable[SheetValue]) -> str:
        return ", ".join(dict.fromkeys(self._place(one.place) if one.place else one.sheet for one in said))

    def _place(self, place: CellPlace) -> str:
        cell = f"{place.tab}!{place.cell}"
        return cell if self.one_file else f"{place.file}{NBSP}{cell}"

    # -- what cannot be read ----------------------------------------------------------------------------------

    def _problem(self, problem: Problem) -> Iterator[ImportRow]:
        parts = told(problem, self.words)
        place = problem.place
        where = self._place(place) if isinstance(place, CellPlace) else getattr(place, "file", "")
        record = str(problem.facts.get("id", ""))
        said = str(problem.facts.get("field", ""))
        kind = str(problem.facts.get("kind", ""))
        what = (self._named(record, said, kind) if said.islower() or said.startswith("x.") else said).lower()
        spoken = short_address(record)
        word = self.words(f"import.words.{'read' if problem.slug in _READ else 'unread'}")
        yield _row(f"?{NBSP}{word}", (spoken, what, parts["message"].replace(record, spoken)), where)
        if parts["hint"]:
            yield (), (), (), inline(quiet(parts["hint"])), ()


def _row(word: str, said: tuple[str, str, str], where: str) -> ImportRow:
    """What happens, to which record, in which field, from what to what – and where it was read."""
    return inline(word), *map(inline, said), inline(quiet(where))


def _whole_records(some: Sequence[Outcome]) -> Sequence[Outcome]:
    """The changes that are shown: no record is cut in two, and no line is spent on hiding a few."""
    if len(some) <= _MOST * 1.25:
        return some
    end = _MOST
    while end < len(some) and some[end].id == some[end - 1].id:
        end += 1
    return some[:end]


def _told_as_problem(one: Outcome) -> bool:
    """What was written in a row that is gone stands among what must be corrected."""
    return one.kind is OutcomeKind.GONE_HERE and bool(one.field)


_LONG = 40
_READ = frozenset(
    {
        "brackets-left-out", "cell-date-read", "colours-read", "comments-kept", "date-about", "date-implausible",
        "date-range", "date-rounded", "date-year-assumed", "late-is-computed", "matrix-read", "names-joined",
        "number-thousands", "sheet-added", "sheet-newer-answer", "sheet-whose-row",
    }
)  # fmt: skip
"""What is said of a cell that was read: how it was understood."""
