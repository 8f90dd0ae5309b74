"""``tpn show`` on a terminal: one record, its fields by the names that people know, and what surrounds it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tpn.model.ended import EndedRecord
from tpn.model.index import below, name_in_address
from tpn.plan.baseline import Agreed
from tpn.plan.proposals import MARKS
from tpn.plan.service_steps import ServiceStep
from tpn.plan.timing import Timing
from tpn.reports.blocks import (
    Block,
    Break,
    Heading,
    Inline,
    Paragraph,
    TextTable,
    ends,
    facts,
    inline,
    quiet,
    strong,
)  # fmt: skip
from tpn.reports.reason_words import because
from tpn.texts import Words, day
from tpn.texts.distance import distance
from tpn.texts.formats import NBSP
from tpn.texts.names import field_name, light_name
from tpn.texts.say_values import Teller, link
from tpn.texts.signs import LATE, LIGHTS, OVERDUE
from tpn.views.record import FilledField, Mention, NestedRecord, Tie, Whole
from tpn.views.values import title_of

_MOST, _MOST_HELD, _LONG = 8, 12, 64
_INDENT = NBSP * 2
FieldRow = tuple[str, str]
"""The name of a field, and what is said in it."""


@dataclass(frozen=True)
class RecordScreen:
    """The screen of one record. ``place`` is where it stands: ``1-kickoff.yaml:94``.

    ``printed``: for a paper that goes to others, without what only tells how to go on, and what is not filled in.
    """

    one: Whole
    words: Words
    today: date
    place: str | None
    printed: bool = False

    def blocks(self) -> list[Block]:
        """The whole screen."""
        made = [
            _facts(self._fields()), *self._dates(), *self._ties("show.waits_for", self.one.waits_for),
            *self._ties("show.followed_by", self.one.followed_by), *self._mentions(),
            *([] if self.printed else self._empty()),
        ]  # fmt: skip
        return [*self._head(), *(one for one in made if not isinstance(one, TextTable) or one.rows)]

    def title(self) -> str:
        """What a paper about it is called."""
        return f"{self.one.spoken} {self._called()}"

    # -------------------------------------------------------- head

    def _head(self) -> list[Block]:
        """What it is called and what it is; its phase, and where it stands."""
        one = self.one
        kind = self.words(f"kinds.{one.entry.kind}.one") if self.words.find(f"kinds.{one.entry.kind}") else ""
        where = self.place or self.words("show.no_place")
        under = self.words.choice(one.phase) if one.phase else ""
        if self.printed:
            said = " · ".join(filter(None, (kind, under)))
            return [Paragraph(inline(said[:1].upper() + said[1:]))] if said else []
        called = Paragraph(inline(strong(f"{one.spoken}  {self._called()}")))
        return [ends(called, kind), ends(Paragraph(inline(quiet(under))), where)]

    def _called(self) -> str:
        one = self.one
        if one.question:
            return one.question.text[self.words.language]
        return one.title or light_name(one.entry.address, self.words) or self._nameless()

    def _nameless(self) -> str:
        """What a record without a title is called: the meeting by its kind and number, a launch by its service."""
        told = {
            one.take.key: Teller(self.words)(one.value) for one in self.one.filled if one.take.record is None
        }
        return " ".join(told[key] for key in ("service", "kind", "number") if key in told)

    # -------------------------------------------------------- fields

    def _fields(self) -> list[FieldRow]:
        shown = [one for one in map(_without_marks, self.one.filled) if one.take.key not in self._in_head]
        shown = [one for one in shown if one.value or one.take.key != "x"]
        tell = Teller(self.words)
        rows = [row for one in shown for row in self._field(one, tell, 0, self.one.entry.address)]
        extra = [
            (self._column(key), f"{tell(value)}{self._lacks(value)}")
            for key, value in self.one.worked_out.items()
        ]
        if self.one.question:
            must = self.words("show.must" if self.one.question.must else "show.should")
            extra.append((self.words("show.demand"), must))
            if evidence := self.one.question.evidence.get(self.words.language):
                extra.append((self.words("show.wanted"), evidence))
        if (said := self.one.heard) and said.gate:
            facts = {
                "outcome": self.words.choice(said.gate.outcome),
                "day": said.decided,
                "decision": said.id,
            }
            extra.append((self.words("show.heard"), self.words("show.heard_row", **facts)))
        return rows + [(label, text) for label, text in extra if text]

    @property
    def _in_head(self) -> frozenset[str]:
        """What the first line has said already, where it was short enough to stand there whole."""
        return frozenset({"id", "title", "name"} if self.one.title else {"id"})

    def _column(self, key: str) -> str:
        return self.words(f"show.worked_out.{key}")

    def _lacks(self, value: object) -> str:
        """What the step that a service stands on waits for; nothing of any other value, nor when all is done."""
        if not isinstance(value, ServiceStep) or value is ServiceStep.DONE:
            return ""
        key = f"show.step_lacks.{value}"
        missing = [name for name in ("owner", "responsible") if name in self.one.empty]
        if value is ServiceStep.CHOSEN and len(missing) == 1:
            key = f"{key}_{missing[0]}"
        return f" – {self.words(key, id=typed(self.one.spoken))}"

    def _field(self, one: FilledField, tell: Teller, indent: int, address: str) -> Iterator[FieldRow]:
        label = _INDENT * indent + self._label(one)
        if one.take.record is None:
            yield label, self._value(one, tell)
        elif one.take.form == "record":
            spread = self._is_much(one.held[0], tell)
            yield from self._record(
                label, one.held[0], tell, indent, f"{address}/{one.take.key}", spread=spread
            )
        elif len(one.held) > _MOST_HELD:
            where = typed(f"{address}/{self.words(f'kinds.{one.take.key}.many')}")
            many = self.words("show.many", n=len(one.held), where=where)
            yield label, str(len(one.held)) if self.printed else many
        else:
            yield label, ""
            spread = all(
                self._is_much(held, tell) for held in one.held
            )  # of one list all are told in one way
            for number, held in enumerate(one.held, 1):
                name = tell(held.title) or str(number)
                way = below(address, one.take.key, held.name)
                yield from self._record(
                    _INDENT * (indent + 1) + name, held, tell, indent + 1, way, spread=spread
                )

    def _value(self, one: FilledField, tell: Teller) -> str:
        if one.take.form == "values_by_key" and isinstance(one.value, Mapping):
            keys = one.take.keys
            named = {
                self.words.choice(keys(key)) if keys else tell(key): value for key, value in one.value.items()
            }
            return "; ".join(f"{name}: {tell(value).rstrip('.')}" for name, value in named.items())
        return tell(one.value, one.take)

    def _is_much(self, held: NestedRecord, tell: Teller) -> bool:
        """Whether a record inside a record says more than reads well in a run: two parts do."""
        long = any(len(self._value(one, tell)) > _LONG for one in held.fields if one.take.record is None)
        return long and len(held.fields) > 2  # noqa: PLR2004

    def _record(
        self, label: str, held: NestedRecord, tell: Teller, indent: int, address: str, *, spread: bool
    ) -> Iterator[FieldRow]:
        """A record inside a record: a run of its values where they are single, else its fields under its name."""
        lists = any(one.take.record is not None for one in held.fields)
        if not lists and not spread:
            yield label, f"{NBSP}· ".join(self._run(held, tell))  # no line begins with the dot
            return
        yield label, ""
        for one in held.fields:
            yield from self._field(one, tell, indent + 1, address)

    def _run(self, held: NestedRecord, tell: Teller) -> Iterator[str]:
        """What must be there first, the first of it without its name; then the rest."""
        for number, one in enumerate(sorted(held.fields, key=lambda one: not one.take.required)):
            text, name = self._value(one, tell), self._label(one)
            yield text if one.take.required and number == 0 else f"{name}: {text}"

    def _label(self, one: FilledField) -> str:
        """The name of a field; where the value says percent, the name need not."""
        name = field_name(one.cls, one.take.key, self.words)
        return name.removesuffix(" (%)") if one.take.kind == "percent" else name

    # -------------------------------------------------------- plan

    def _dates(self) -> list[Block]:
        work, due = self.one.work, self.one.due
        if due is None:
            return []
        if work is None and self.one.entry.kind != "services":  # its day is a field of it
            return [_facts([(self.words("show.dates.delay"), self._late(due))])] if due.late else []
        start = (work.dates.plan_start, work.dates.start) if work else (None, None)
        gone_live = due.forecast if due.over and self.one.entry.kind == "services" else None
        rows = [
            ("launched", day(gone_live) if gone_live else ""),
            ("plan", self._span(start[0], due.plan)),
            ("promised", self._agreed(due)),
            ("original", day(due.original) if due.original and due.original != due.binding else ""),
            ("forecast", "" if due.over else self._span(start[1], due.forecast)),
            ("previous", day(due.previous) if due.previous and due.previous != due.forecast else ""),
            ("delay", self._late(due)),
            ("light", self._light()),
            ("float", self._float()),
            ("hanging", ", ".join(work.dates.hanging) if work else ""),
        ]
        said = [(self.words(f"show.dates.{key}"), text) for key, text in rows if text]
        return [Heading(2, inline(self.words("show.plan"))), _facts(said)] if said else []

    def _agreed(self, due: Timing) -> str:
        """What was agreed, and how: on which day, by whom, by which decision."""
        agreed = due.agreed
        if agreed is None:
            return ""
        by = [one for one in (agreed.body, agreed.decision) if one]
        when = ", ".join([*by, day(agreed.day)]) if by else self.words("show.agreed_on", date=agreed.day)
        return f"{day(agreed.to)} ({when})"

    def _light(self) -> str:
        """The light of a service in its word, and what made it so."""
        if self.one.light is None:
            return ""
        light, reasons = self.one.light
        said = " ".join(because(one, self.words, self.today) for one in reasons)
        meaning = self.words(f"signs.{light}")
        return (
            f"{LIGHTS[light]} {self.words('show.light', meaning=meaning, because=said) if said else meaning}"
        )

    def _late(self, due: Timing) -> str:
        """How its day stands; of a service without a sign, since its light has one and more reasons."""
        signed = self.one.light is None
        if due.overdue:
            return self.words("show.overdue", sign=OVERDUE if signed else "").lstrip()
        if not due.expected_late:
            return ""
        key = "expected_after_agreed" if due.agreed else "expected_after_plan"
        return self.words(
            f"show.{key}",
            sign=LATE if signed else "",
            distance=distance(due.days_late, self.words, (due.binding, due.forecast)),
        ).lstrip()

    @staticmethod
    def _span(first: date | None, last: date | None) -> str:
        said = dict.fromkeys(day(one) for one in (first, last) if one)
        return " – ".join(said)

    def _float(self) -> str:
        work = self.one.work
        if work is None or work.done or work.dates.total_float is None:
            return ""
        if work.dates.critical:
            return self.words("show.critical")
        return self.words(
            "show.float",
            total=self.words.count("common.working_days", work.dates.total_float),
            free=self.words.count("common.working_days", work.dates.free_float or 0),
        )

    # -------------------------------------------------------- around it

    def _ties(self, title: str, ties: Sequence[Tie]) -> list[Block]:
        if not ties:
            return []
        rows = tuple((inline(link(tie.link)), inline(tie.title), inline(self._standing(tie))) for tie in ties)
        return [Heading(2, inline(self.words(title))), TextTable((), rows, ("left",) * 3)]

    def _standing(self, tie: Tie) -> str:
        """How the other one stands: done, or when it is foreseen."""
        if tie.work:
            status = self.words.choice(tie.work.activity.status)
            guessed = tie.work.done and tie.work.activity.finished is None  # done, and nobody has said when
            if tie.work.end and not (tie.work.done or tie.work.fallen_out):
                return self.words("show.expected", status=status, date=tie.work.end)
            return f"{status} {day(tie.work.end)}" if tie.work.end and not guessed else status
        when = tie.due.forecast or tie.due.plan if tie.due else None
        return day(when) if when else self.words("show.no_date")

    def _mentions(self) -> list[Block]:
        """Who names this record: with titles where they are few, else the names alone, a line for each kind."""
        found: dict[str, list[Mention]] = {}
        for one in self.one.mentions:
            found.setdefault(self._kind(one), []).append(one)
        if not found:
            return []
        few = len(self.one.mentions) <= _MOST
        rows = [
            row for kind, some in found.items() for row in (self._titled if few else self._names)(kind, some)
        ]
        return [Heading(2, inline(self.words("show.mentions"))), _facts(rows)]

    def _kind(self, one: Mention) -> str:
        kind = self.words(f"kinds.{one.kind}.many") if self.words.find(f"kinds.{one.kind}") else one.kind
        name = field_name(one.cls, one.key, self.words)
        return f"{kind} ({name if name.isupper() else name.lower()})"

    def _titled(self, kind: str, some: Sequence[Mention]) -> Iterator[FieldRow]:
        for number, one in enumerate(some):
            yield kind if number == 0 else "", f"{name_in_address(one.spoken)}  {one.title}".rstrip()

    def _names(self, kind: str, some: Sequence[Mention]) -> Iterator[FieldRow]:
        yield f"{kind}: {len(some)}", ", ".join(name_in_address(one.spoken) for one in some)

    def _empty(self) -> list[Block]:
        names = [field_name(type(self.one.entry.record), key, self.words) for key in self.one.empty]
        return [Paragraph(inline(quiet(self.words("show.empty", fields=", ".join(names)))))] if names else []


def agreed_over_time(trail: Sequence[Agreed], words: Words) -> list[Block]:
    """The agreed dates of a record one after the other, where one has been moved."""
    if len(trail) < 2:  # noqa: PLR2004 - one has not moved
        return []
    rows = (words("show.trail_row", to=made.to, day=made.day, by=made.decision or "") for made in trail)
    listed = TextTable((), tuple((inline(row.rstrip()),) for row in rows), ("left",))
    return [Heading(2, inline(words("show.trail"))), listed]


def told_in(taken: Sequence[EndedRecord], words: Words) -> list[Block]:
    """What went into a record when it ended: what it was called, when, why, by which decision."""
    rows = [
        (one.id, ", ".join(filter(None, (title_of(one.record), day(one.ended.date), one.ended.decision,
                                         one.ended.reason))))
        for one in taken
    ]  # fmt: skip
    return [Heading(2, inline(words("show.took_in"))), _facts(rows)] if rows else []


def _facts(rows: Sequence[FieldRow]) -> TextTable:
    """Names and values; a value may have lines of its own."""
    return facts([(label, _lined(text)) for label, text in rows])


def _lined(text: str) -> Inline:
    lines = text.splitlines()
    return inline(*(part for n, line in enumerate(lines) for part in ((Break(), line) if n else (line,))))


def typed(name: str) -> str:
    """A name as it is typed on a line."""
    return f'"{name}"' if " " in name else name


def _without_marks(one: FilledField) -> FilledField:
    """A municipality's own fields without the marks that the program keeps among them."""
    if one.take.key != "x" or not isinstance(one.value, Mapping):
        return one
    return one._replace(value={key: value for key, value in one.value.items() if key not in MARKS})
