"""``tpn list`` in its formats: columns on a screen, a table in Markdown, rows for a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from tpn.model.choices import DeliverableStatus, Phase
from tpn.model.fieldtree import takes
from tpn.model.questions import Question
from tpn.reports.blocks import Align, Block, Inline, Paragraph, TextTable, inline, quiet, strong
from tpn.texts import Words, amount
from tpn.texts.formats import NBSP, year_is_plain
from tpn.texts.gone import gone
from tpn.texts.names import field_name, light_name
from tpn.texts.say_values import Teller
from tpn.texts.signs import LATE, LIGHTS, OVERDUE, legend
from tpn.views.listing import Listing, ListRow

_NO_MARK = NBSP * 2


@dataclass(frozen=True)
class ListScreen:
    """The texts of one listing in one language."""

    listing: Listing
    words: Words
    today: date

    def blocks(self) -> list[Block]:
        """The listing as a table, divided by phase or service where it is long, and a closing line that counts."""
        rows = self.listing.rows
        if not rows:
            of_time = f"list.nothing_of.{self.listing.judged}"
            some = of_time if self.words.find(of_time) else "list.nothing"
            key = some if self.listing.total else "list.none"
            return [Paragraph(inline(self.words(key, kind=self._kind(0), total=self.listing.total)))]
        columns = [key for key in self.listing.columns if self._told(key)]
        tell = Teller(self.words, self._plain_years(rows, columns), brief=True)
        marked = any(self._sign(row) for row in rows)
        said: list[tuple[Inline, ...]] = []
        before: object = None
        for row in rows:
            if self._divided and row.group != before:
                said.append((inline(strong(self._group(row))), *((),) * (len(columns) - 1)))
                before = row.group
            first, *texts = self._texts(row, columns, tell)
            said.append(tuple(map(inline, (self._marked(first, row) if marked else first, *texts))))
        first, *heads = self._headings(columns)
        head = tuple(map(inline, (_NO_MARK + first if marked else first, *heads)))
        table = TextTable(head, tuple(said), self._align(columns))
        counted = " · ".join(filter(None, (self._count(), self._explained(columns))))
        below = (counted, self._sums(), gone(self.listing.gone, self.words), self._lights())
        return [table, *(Paragraph(inline(quiet(line))) for line in below if line)]

    def _plain_years(self, rows: Sequence[ListRow], columns: Sequence[str]) -> date | None:
        """Today where every day of the list is near enough to go without its year: all have it, or none."""
        days = (row.values[key] for row in rows for key in columns if isinstance(row.values[key], date))
        return self.today if all(year_is_plain(day, self.today) for day in days) else None

    def title(self, project: str) -> str:
        """What the list is called where it stands alone: Risikoer · Tjenester på nett i Halden."""
        kind = self._kind(0)
        return f"{kind[:1].upper()}{kind[1:]} · {project}"

    def markdown(self) -> str:
        """The listing as a table, whole texts and years."""
        tell = Teller(self.words)
        lines = [self._bars(self._headings(self.listing.columns)), "|" + "---|" * len(self.listing.columns)]
        lines += [self._bars(self._texts(row, self.listing.columns, tell)) for row in self.listing.rows]
        if sums := self.listing.sums:
            _, *others = self.listing.columns
            added = [tell(sums[key], takes(self.listing.cls)[key]) if key in sums else "" for key in others]
            lines.append(self._bars([self.words("list.total"), *added]))
        return "\n".join(lines)

    def sheet(self) -> list[list[Any]]:
        """Headings and values for a sheet; dates and numbers as such."""
        tell = Teller(self.words)
        rows = [
            [self._value(row.values[key], key, tell) for key in self.listing.columns]
            for row in self.listing.rows
        ]
        return [self._headings(self.listing.columns), *rows]

    def _value(self, value: Any, key: str, tell: Teller) -> Any:
        if isinstance(value, bool) or not isinstance(value, date | int | float):
            return self._text(value, key, tell)
        return value

    # -------------------------------------------------------- columns

    def _align(self, columns: Sequence[str]) -> tuple[Align, ...]:
        """Numbers stand to the right."""
        values = ([row.values[key] for row in self.listing.rows] for key in columns)
        return tuple("right" if _all(said, int | float) else "left" for said in values)

    def _headings(self, columns: Sequence[str]) -> list[str]:
        return [self._heading(key) for key in columns]

    def _heading(self, key: str) -> str:
        kind = self.listing.kind
        for way in (f"list.columns.by_kind.{kind}.{key}", f"list.columns.common.{key}"):
            if isinstance(self.words.find(way), str):
                return self.words(way)
        return field_name(self.listing.cls, key, self.words)

    def _texts(self, row: ListRow, columns: Sequence[str], tell: Teller) -> list[str]:
        texts = [
            self.words("list.past_due")
            if key == "status" and _is_past_plan(row)
            else self._text(row.values[key], key, tell)
            for key in columns
        ]
        if tell.brief and self._divided and columns[0] == "address":
            texts[0] = texts[0].removeprefix(f"{row.group.prefix}/")
        if columns[0] == "address" and (light := light_name(row.address, self.words)):
            texts[0] = f"{light} ({texts[0]})"
        return texts

    def _text(self, value: Any, key: str, tell: Teller) -> str:
        if value.__class__ is str:
            return " ".join(value.split())
        if isinstance(value, Question):
            return value.text[self.words.language]
        if key == "must":
            return self.words("list.must") if value else ""
        return " ".join(tell(value, takes(self.listing.cls).get(key)).split())

    def _told(self, key: str) -> bool:
        """Whether a column has anything in it."""
        return any(row.values[key] not in (None, (), "") for row in self.listing.rows)

    @staticmethod
    def _bars(texts: Sequence[str]) -> str:
        return "| " + " | ".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts) + " |"

    # -------------------------------------------------------- marks and counts

    @cached_property
    def _divided(self) -> bool:
        groups = [row.group for row in self.listing.rows]
        changes = sum(one != other for one, other in pairwise(groups))
        return (len(set(groups)) > 1 or bool(groups[0].prefix)) and changes == len(set(groups)) - 1

    def _group(self, row: ListRow) -> str:
        phase, title, prefix = row.group
        if phase:
            title = f"{list(Phase).index(phase) + 1} {self.words.choice(phase)}"
        return f"{prefix}/  {title}".rstrip() if prefix else title

    @staticmethod
    def _sign(row: ListRow) -> str:
        """The light of a service; of anything else whether it is overdue or expected late."""
        if row.light:
            return LIGHTS[row.light]
        return "" if row.due is None or not row.due.late else OVERDUE if row.due.overdue else LATE

    def _marked(self, first: str, row: ListRow) -> str:
        sign = self._sign(row)
        return f"{sign}{NBSP}{first}" if sign else _NO_MARK + first

    def _count(self) -> str:
        return " · ".join(self._counts())

    def _counts(self) -> Iterator[str]:
        shown, total = len(self.listing.rows), self.listing.total
        kind = self._kind(shown)
        yield self.words("list.some" if shown < total else "list.all", n=shown, total=total, kind=kind)
        if left_out := self.listing.left_out:
            yield self.words("list.left_out", n=left_out)
        dues = [row.due for row in self.listing.rows if row.due]
        lit = any(row.light for row in self.listing.rows)  # then the sign is the light, and says no date
        if overdue := sum(due.overdue for due in dues):
            yield self.words("list.overdue", mark="" if lit else OVERDUE, n=overdue).strip()
        if late := sum(due.expected_late for due in dues):
            yield self.words("list.expected_late", mark="" if lit else LATE, n=late).strip()

    def _lights(self) -> str:
        """What the lights of services mean; what is overdue or expected late says so where it is counted."""
        return legend(" ".join(LIGHTS[row.light] for row in self.listing.rows if row.light), self.words)

    def _sums(self) -> str:
        added = (
            f"{self._heading(key)} {amount(float(total), self.words.language)}"
            for key, total in self.listing.sums.items()
        )
        key = "list.sum_with_budget" if self.listing.counts_budget else "list.sum"
        return self.words(key, sums=list(added)) if self.listing.sums else ""

    def _explained(self, columns: Sequence[str]) -> str:
        """What the short headings stand for: S is sannsynlighet."""
        ways = (f"list.explained.{key}" for key in columns)
        return " · ".join(self.words(way) for way in ways if isinstance(self.words.find(way), str))

    def _kind(self, number: int) -> str:
        return self.words(
            f"kinds.{self.listing.kind}.{'one' if number == 1 and self.listing.total == 1 else 'many'}"
        )


def _is_past_plan(row: ListRow) -> bool:
    """Whether a deliverable is overdue of which nobody has said that it is not as planned."""
    said = getattr(row.record, "status", None)
    return said is DeliverableStatus.ON_PLAN and row.due is not None and row.due.overdue


def _all(values: Sequence[Any], kind: Any) -> bool:
    said = [value for value in values if value is not None]
    return bool(said) and all(isinstance(value, kind) and not isinstance(value, bool) for value in said)
