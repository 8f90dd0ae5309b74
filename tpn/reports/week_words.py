"""``tpn week`` in words: blocks of lines under headings, for the terminal and for a document alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tpn.model.people import first_word, short_names
from tpn.reports.blocks import Block, Inline, Paragraph, TextSpan, TextTable, ends, inline, strong
from tpn.texts import Words, short_day
from tpn.views.week import Item, NextMeeting, Ownerless, PaperDeadline, Reminder, Silent, Waiting, Week

_MOST_NOBODYS = 5
"""So many things that are nobody's are named; the list has the rest."""


class WeekBlock(NamedTuple):
    """What belongs together: a heading, and its lines. ``urgent`` is what has passed."""

    label: str
    lines: tuple[str, ...]
    urgent: bool = False


@dataclass(frozen=True)
class WeekWords:
    """The words of one week in one language."""

    week: Week
    words: Words

    @property
    def title(self) -> str:
        """Uke 41 · Ola Nordmann."""
        head = self.words("week.title", number=self.week.number)
        return f"{head} · {self.week.person}" if self.week.person else head

    @property
    def days(self) -> str:
        """From Monday to Sunday, with the year of each where it turns."""
        first, last = self.week.first, self.week.last
        same = first.year == last.year
        said = f"{first:%d.%m.}" if same else f"{first:%d.%m.%Y}"
        return f"{said} – {last:%d.%m.%Y}"

    def blocks(self) -> list[WeekBlock]:
        """What the week has, in the order in which one acts on it; what is empty is left out."""
        week = self.week
        made = [
            WeekBlock(self._label("overdue"), tuple(map(self._mine, week.overdue)), urgent=True),
            WeekBlock(self._label("due"), tuple(self._due())),
            WeekBlock(self._label("waiting"), tuple(map(self._waiting, week.waiting))),
            WeekBlock(self._label("remind"), (*map(self._reminder, week.remind), *self._in_all())),
            WeekBlock(self._label("silent"), tuple(map(self._silent, week.silent))),
            WeekBlock(self._label("nobody"), tuple(self._nobody(week.nobody))),
            WeekBlock(self._label("papers"), tuple(map(self._papers, week.papers))),
            WeekBlock(self._label("decisions"), tuple(map(self._of_project, week.decisions))),
            WeekBlock(self._label("approvals"), tuple(map(self._of_project, week.approvals))),
            WeekBlock(self._label("measurements"), tuple(map(self._of_project, week.measurements))),
            WeekBlock(self._label("meeting"), tuple(self._meeting(week.meeting) if week.meeting else ())),
        ]
        return [block for block in made if block.lines]

    def screen(self) -> list[Block]:
        """The week on a terminal: headings on the left, what belongs to them on the right."""
        head = ends(Paragraph(inline(strong(self.title))), self.days)
        rows: list[tuple[Inline, Inline]] = []
        for block in self.blocks():
            rows += [((), ())] if rows else []
            label = TextSpan(block.label, strong=not block.urgent, look="late" if block.urgent else "")
            labels = [inline(label), *((),) * (len(block.lines) - 1)]
            rows += [(name, inline(line)) for name, line in zip(labels, block.lines, strict=True)]
        listed = TextTable((), tuple(rows), ("left", "left"))
        return [head, listed if rows else Paragraph(inline(self.words("week.nothing")))]

    # -------------------------------------------------------- lines

    def _label(self, name: str) -> str:
        return self.words(f"week.blocks.{name}")

    def _day(self, day: date) -> str:
        return short_day(day, self.week.today)

    def _due(self) -> Iterator[str]:
        """Work, meetings and reports of the week, by their day."""
        told = [(item.day, self._mine(item)) for item in self.week.due]
        told += [(item.day, self._report(item)) for item in self.week.reports]
        return (text for _, text in sorted(told, key=lambda pair: pair[0]))

    def _mine(self, item: Item) -> str:
        kind = f"{self.words.choice(item.meeting)} " if item.meeting else ""
        late = self.words.count("week.late", item.late) if item.late else ""
        title = f"{kind}{item.title}".rstrip()
        holder, inside, _ = item.id.partition("/")
        if inside:  # an action is known by what it says; its address would fill the line
            return f"{self._day(item.day)} {title}{self.words('week.of', holder=holder)}{late}"
        return f"{self._day(item.day)} {item.id} {title}{late}{self._others(item)}"

    def _others(self, item: Item) -> str:
        """The agreed and the expected date, where they are others than the deadline that the line begins with."""
        told = [
            self.words(f"week.{name}", date=self._day(day))
            for name, day in (("agreed", item.agreed), ("forecast", item.forecast))
            if day
        ]
        return f" ({', '.join(told)})" if told else ""

    def _report(self, item: Item) -> str:
        to = self.words("week.to", person=first_word(item.people[0])) if item.people else ""
        return self.words("week.report", day=self._day(item.day), to=to, number=item.id)

    def _waiting(self, one: Waiting) -> str:
        on = self.words("week.on", on=one.on) if one.on else ""
        since = ""
        if one.since:
            seen = "week.since_at_least" if one.at_least else "week.since"
            key = seen if one.seen else "week.should_begin"
            today = f"{key}.today"
            since = (
                self.words.count(key, one.days, date=self._day(one.since)) if one.days else self.words(today)
            )
        return f"{one.id} {one.title}{since}{on}"

    def _nobody(self, found: Sequence[Ownerless]) -> Iterator[str]:
        """The first of what is nobody's, and how many more."""
        for one in found[:_MOST_NOBODYS]:
            yield " ".join(filter(None, (self._day(one.day) if one.day else "", one.id, one.title)))
        if (more := len(found) - _MOST_NOBODYS) > 0:
            yield self.words("week.more_nobody", n=more)

    def _reminder(self, one: Reminder) -> str:
        first = first_word(one.person)
        others = [other.person for other in self.week.remind if first_word(other.person) == first]
        name = first if len(others) == 1 else one.person
        return self.words.count("week.overdue", one.oldest, person=name, overdue=one.overdue)

    def _in_all(self) -> Iterator[str]:
        """How much is overdue in all, where the report, which counts activities, has another number.

        And that what is counted with each of several makes more than that together.
        """
        everything, activities = self.week.overdue_all, self.week.overdue_activities
        if everything != activities and self.week.remind:
            shared = sum(one.overdue for one in self.week.remind) > everything
            yield self.words(
                "week.in_all", n=everything, activities=activities, others=everything - activities
            ) + (self.words("week.shared") if shared else "")

    def _silent(self, one: Silent) -> str:
        people = ", ".join(short_names(one.people))
        key = "week.was_due" if one.due and one.due < self.week.today else "week.is_due"
        due = self.words(key, date=self._day(one.due)) if one.due else ""
        return f"{people}{due}"

    def _papers(self, one: PaperDeadline) -> str:
        name = one.name or self.words("replan.steering_group")
        return self.words("week.papers", day=self._day(one.day), body=name, meeting=self._day(one.meeting))

    def _of_project(self, item: Item) -> str:
        people = ", ".join(item.people)
        late = self.words.count("week.late", item.late) if item.late else ""
        whose = f", {people}" if people else ""
        return f"{self._day(item.day)} {item.id} {item.title}{whose}{late}{self._others(item)}"

    def _meeting(self, one: NextMeeting) -> Iterator[str]:
        name = f"{self.words.choice(one.kind)} {one.number or ''}".strip()
        yield f"{self._day(one.day)} {one.id} {name}"
        if one.without_recommendation:
            count = len(one.without_recommendation)
            yield self.words.count("week.recommendation", count, ids=one.without_recommendation)
        if one.lacks:
            cases = one.without_responsible
            lacking = [self.words(f"week.lacking.{name}", cases=cases) for name in one.lacks]
            yield self.words("week.lacks", what=lacking)
        if one.unanswered_by_all:
            yield self.words("week.no_reply_at_all")
        elif one.no_reply:
            yield self.words("week.no_reply", people=short_names(one.no_reply))
        if not (one.without_recommendation or one.lacks or one.no_reply):
            yield self.words("week.ready")
