"""The words of the two letters that a report also is: to the political bodies, and to the employees."""

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from tpn.model.choices import Dimension, Light
from tpn.reports.reason_words import fact_word, facts_said, ways_to_say
from tpn.reports.scope_words import ScopeWords
from tpn.texts import Words
from tpn.texts.distance import Between, apart
from tpn.views.report_facts import ChangedWork, LightFacts, Reason, ServiceFacts, StatusReport

_AN_ID = re.compile(r"\b[A-Z]{1,2}-[A-Z]?\d")
_IN_BRACKETS = re.compile(r" ?\([^()]*\b[A-Z]{1,2}-[A-Z]?\d[^()]*\)")
"""What a paper without ids leaves out of a sentence that somebody has typed."""


class LetterWords(ScopeWords):
    """All the words of a report, with the sentences of the letters."""

    SPOKEN: ClassVar[frozenset[str]] = ScopeWords.SPOKEN | frozenset(
        "sentences written_on coming running taken_up changes trainings common concerned contact opening".split()  # noqa: SIM905
    )

    def __init__(self, report: StatusReport, words: Words, contact: str = "") -> None:
        """``contact``: the lead's telephone, where it may be told."""
        super().__init__(report, words)
        self._phone = contact
        self._told: set[str] = set()

    def sentences(self, *parts: str) -> str:
        """A paragraph of the political edition: whole sentences, no ids and no lights."""
        made = (getattr(self, f"political_{part}")() for part in parts)
        return self._explained(" ".join(text for text in made if text))

    def _explained(self, text: str) -> str:
        """An abbreviation of the trade with what it stands for, the first time that it stands."""
        for short, long in (self._words.find("report.political.explained") or {}).items():
            if short not in self._told and (said := re.search(rf"\b{short}(-\w+)?\b(?! \()", text)):
                self._told.add(short)
                text = f"{text[: said.end()]} ({long}){text[said.end() :]}"
        return text

    def written_on(self) -> str:
        """The day of the letter, as running text has it."""
        return self.written(self.today)

    # -------------------------------------------------------- to the political bodies

    def political_what(self) -> str:
        """What the project is to give."""
        head = self._report.head
        key = "report.political.what" if head.municipality else "report.political.what_no_municipality"
        number = len(self._report.services)
        said = self.spelled(number)
        return self._words.count(key, number, said=said, municipality=head.municipality)

    def political_standing(self) -> str:
        """The overall light in words, the main reason, what is done, and what is judged more mildly than computed."""
        report, words = self._report, self._words
        if report.overall is Light.GREY:
            return ""
        said = [words(f"report.political.standing.{report.overall}")]
        alike = [one for one in report.lights if one.light is report.overall and one.because]
        if report.overall is not Light.GREEN and alike:
            main = next((one for one in alike if one.dimension is report.deciding), alike[0])
            said += [self._political_because(main.because[0]), self._measure(main)]
        said += [
            self._milder(one)
            for one in report.lights
            if one.overruled and one.computed is Light.RED and one.light is not Light.RED
        ]
        return " ".join(text for text in said if text)

    def _milder(self, one: LightFacts) -> str:
        """What is wrong where somebody judges it more mildly than it is computed, and how they put it."""
        fact = one.because[0].fact if one.because else ""
        if self._words.find(f"report.political.because.{fact}") is None:
            lower = _lower(self.dimension(one.dimension))
            return self._words("report.political.milder", lower=lower, by=self._by(one))
        reason = _IN_BRACKETS.sub("", one.reason or "").rstrip(". ")
        why = self._political_because(one.because[0])
        for main in ("that", "is"):
            why = why.removeprefix(self._words(f"report.political.main.{main}"))
        key = "report.political.judged" if reason else "report.political.judged_only"
        return f"{why[:1].upper()}{why[1:]} {self._words(key, by=self._by(one), reason=reason)}"

    def _by(self, one: LightFacts) -> str:
        """Who has set a light otherwise, at the head of a sentence."""
        said = one.by or self._words("report.verdict.somebody")
        if one.by and one.by == self._report.head.owner:
            said = self._words("report.political.owner", name=one.by)
        return said[:1].upper() + said[1:]

    def _political_because(self, reason: Reason) -> str:
        """A reason without its id and its limit; where there are no words for that, as the report says it."""
        key = f"report.political.because.{fact_word(reason)}"
        key = next((way for way in ways_to_say(key, reason) if self._words.find(way)), key)
        if self._words.find(key) is None:
            return self._words(
                "report.political.main_reason",
                why=self.because(reason).replace(f" ({reason.facts.get('id')})", ""),
            )
        facts = facts_said(reason, self._words, self.today)
        days = reason.facts.get("days")
        if isinstance(days, int):
            agreed, coming = (
                reason.facts.get("agreed"),
                reason.facts.get("forecast") or reason.facts.get("finish"),
            )
            known = (agreed, coming) if isinstance(agreed, date) and isinstance(coming, date) else None
            facts["late"] = apart(days, self._words, known)
        return self._words(key, **facts)

    def _measure(self, main: LightFacts) -> str:
        """What is done about the main reason: the measure against the deviation, else the lead's words."""
        name = main.because[0].facts.get("id")
        for one in self._report.deviations:
            action = next(iter(one.actions), None)
            if one.id == name and action:
                late = action.due is not None and action.due < self.today
                key = "measure_late" if late else "measure" if action.due else "measure_undated"
                return self._words(
                    f"report.political.{key}",
                    what=action.what.rstrip("."),
                    day=self.written(action.due) if action.due else "",
                )
        comment = (main.comment or "").strip()
        if main.dimension is Dimension.PRIVACY or not comment or _AN_ID.search(comment):
            return ""
        return self._words(
            "report.political.lead", comment=comment if comment[-1] in ".!?" else f"{comment}."
        )

    def political_finish(self) -> str:
        """When it was agreed to be done, and when it is expected to be."""
        f = self._report.figures
        if f.finish is None:
            return ""
        said = {"agreed": self.written(f.agreed) if f.agreed else "", "finish": self.written(f.finish)}
        if not f.agreed:
            return self._words("report.political.not_agreed", **said)
        if not f.late and f.agreed == f.finish:
            text = self._words("report.political.as_agreed", **said)
        else:
            text = self._words(
                "report.political.agreed",
                late=self._apart_in_letters(f.late or 0, (f.agreed, f.finish)),
                **said,
            )
        if f.original and f.original != f.agreed:
            text += " " + self._words("report.political.original", original=self.written(f.original))
        return text

    def _apart_in_letters(self, days: int, between: Between) -> str:
        """«tre arbeidsdager etter», as running text has it."""
        said = apart(days, self._words, between)
        number, _, rest = said.partition(" ")
        return f"{self.spelled(int(number))} {rest}" if number.isdecimal() else said

    def political_launched(self) -> str:
        """The services that are on."""
        names = [one.name for one in self._report.services if one.launched]
        if not names:
            return self._words("report.political.none_launched")
        number = self.spelled(len(names))
        said = number[:1].upper() + number[1:]
        return self._words.count("report.political.launched", len(names), said=said, names=self.listed(names))

    def political_next(self) -> str:
        """The next service."""
        one = self._report.figures.launch
        if one is None:
            return ""
        said = self._words("report.political.next", name=one.name, day=self.written(one.day))
        red = any(s.light is Light.RED and s.name == one.name for s in self._report.services)
        if not (red and one.open):
            return said
        said += " " + self._words.count("report.political.unsure", one.open, total=one.total)
        asked = next((m for m in self._report.asked if m.service and m.service.name == one.name), None)
        if asked and asked.recommendation:
            said += " " + self._words(
                "report.political.advised", what=_IN_BRACKETS.sub("", asked.recommendation)
            )
        if asked and asked.service and (late := asked.service.after_launch):
            day = self.written(max(point.day for point in late))
            said += " " + self._words.count("report.political.needs_waiver", len(late), day=day)
        return said

    def political_point(self) -> str:
        """When the steering group decides next, and on what."""
        head = self._report.head
        if head.point is None:
            return ""
        key = "point" if head.point_what else "point_only" if head.point_meeting else "point_day"
        what = (head.point_what or "").rstrip(".")
        return self._words(f"report.political.{key}", day=self.written(head.point), what=_lower(what))

    def political_scope(self) -> str:
        """How the services are others than in the report before."""
        return " ".join(self.scope())

    def political_ended(self) -> str:
        """Every service that has left the project or waits, each by how it left.

        Whoever reads once a year has not read the report that told of it first.
        """
        return self.left_told(self._report.left)

    def political_money(self) -> str:
        """Granted, spent, expected."""
        f, money, words = self._report.figures, self._report.money, self._words
        if f.budget is None or f.forecast is None or money.as_of is None:
            return words("report.political.no_money")
        over = round(f.forecast - f.budget)
        key = "under" if over < 0 else "above" if over > 0 else "even"
        return words(
            "report.political.money_of_case" if money.case_reference else "report.political.money",
            budget=self.whole(f.budget), spent=self.whole(f.spent or 0), case=money.case_reference,
            day=self.written(money.as_of), forecast=self.whole(f.forecast),
            over=words(f"report.political.{key}", n=self.whole(abs(over))),
        )  # fmt: skip

    def political_worth(self) -> str:
        """What a year is worth when all is on, how much of it is freed time, what is budgeted, what running costs."""
        sums = self._report.totals
        if sums is None or not sums.municipal:
            return ""
        words = self._words
        said = [words("report.political.worth", municipal=self.whole(sums.municipal)), *self._made_of()]
        if costs := self.net_of_running():
            said.append(costs)
            said += [more] if (more := self.undecided()) else []
        if sums.users:
            said.append(words("report.political.users", users=self.whole(sums.users)))
        return " ".join(said)

    def _made_of(self) -> Iterator[str]:
        """Freed time told apart from money, and what of it all is decided into the budget."""
        lines = (*self._report.benefits, *self._report.unmeasured)
        freed = self.freed()
        budget = sum(one.budget_amount or 0 for one in lines if one.budget_decided)
        if freed:
            yield self._words("report.political.freed", n=self.whole(freed))
        yield (
            self._words("report.political.in_budget", n=self.whole(budget))
            if budget
            else self._words("report.political.not_in_budget")
        )

    def political_risk(self) -> str:
        """The largest threat after measures."""
        risk = next(iter(self._report.risks), None)
        return self._words("report.political.risk", title=risk.title.rstrip(".")) if risk else ""

    # -------------------------------------------------------- to the employees

    def opening(self) -> str:
        """How many services, how many of them are on, and what the letter tells."""
        report = self._report
        on, all_ = sum(one.launched is not None for one in report.services), len(report.services)
        number = self.spelled(on)
        said = {
            "all": self._words.count("report.staffed.services", all_, said=self.spelled(all_)),
            "on": number[:1].upper() + number[1:],
        }
        if not on:
            return self._words("report.staffed.opening_none", **said)
        return self._words.count("report.staffed.opening", on, **said)

    def coming(self) -> tuple[ServiceFacts, ...]:
        """The services that are still to come, by day."""
        ahead = [one for one in self._report.services if not one.launched]
        return tuple(sorted(ahead, key=lambda one: one.forecast or one.agreed or date.max))

    def concerned(self, one: ServiceFacts) -> str:
        """When a service comes, in which unit the work becomes otherwise, and for whom the service is."""
        words, when = self._words, one.forecast or one.agreed
        said = []
        if when is None:
            said.append(words("report.staffed.undated"))
        elif one.agreed and one.agreed != when:
            said.append(
                words("report.staffed.coming_agreed", day=self.written(when), agreed=self.written(one.agreed))
            )
        else:
            said.append(words("report.staffed.coming", day=self.written(when)))
        asked = next((m for m in self._report.asked if m.service and m.service.id == one.id), None)
        decided = asked and (asked.meeting or asked.needed_by)
        if decided and decided < self.today:
            said.append(words("report.staffed.undecided"))
        elif decided:
            said.append(words("report.staffed.not_decided", day=self.written(decided)))
        if one.unit:
            said.append(words("report.staffed.unit", unit=one.unit))
        audience = [words(f"report.staffed.audience.{name}") for name in one.audience]
        if audience:
            said.append(words("report.staffed.for", audience=self.listed(audience)))
        return " ".join(said)

    def changes(self, service: str | None) -> str:
        """What becomes otherwise in the work with a service."""
        said = [one.title.rstrip(".") for one in self._report.changed_work if one.service == service]
        return ". ".join(said) + "." if said else ""

    def trainings(self, service: str | None) -> str:
        """The trainings of a service that are still to come, each with its day; that none has one yet."""
        mine = [one for one in self._report.training if one.service == service]
        ahead = [one for one in mine if not one.held]
        if not ahead:
            return self._words("report.staffed.trained" if mine else "report.staffed.no_training")
        opens = next((one.forecast or one.agreed for one in self._report.services if one.id == service), None)
        return " ".join(
            self._words(f"report.staffed.training_{_against(one.day, opens)}", title=one.title.rstrip("."),
                        day=self.period(one.start, one.day) if one.day else "")
            for one in ahead
        )  # fmt: skip

    def period(self, first: date | None, last: date) -> str:
        """12.–22. oktober 2026; the last day alone where there is no other."""
        until = self.written(last)
        if first is None or first >= last:
            return until
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}{'' if self._words.language == 'en' else '.'}–{until}"
        begins = self.written(first)
        return f"{begins.removesuffix(f' {first.year}') if first.year == last.year else begins} – {until}"

    def common(self) -> tuple[str, ...]:
        """What becomes otherwise in several services, from when: what is still to come."""
        return tuple(
            self._change(one) for one in self._report.changed_work
            if one.service is None and (one.day is None or one.foreseen or one.day >= self.today)
        )  # fmt: skip

    def _change(self, one: ChangedWork) -> str:
        """A change with its day, or with the one on which it can come."""
        key = "common_later" if one.foreseen else "common_from" if one.day else "common_undated"
        return self._words(
            f"report.staffed.{key}", title=one.title.rstrip("."), day=self.written(one.day) if one.day else "",
            foreseen=self.written(one.foreseen) if one.foreseen else "",
        )  # fmt: skip

    def running(self) -> tuple[str, ...]:
        """The services that are on, since when, and what became otherwise, in several services too."""
        said = []
        for one in self._report.services:
            if one.launched:
                text = self._words("report.staffed.launched", name=one.name, day=self.written(one.launched))
                said.append(f"{text} {self.changes(one.id)}".rstrip())
        past = (one for one in self._report.changed_work if one.service is None and one.day)
        said += [self._change(one) for one in past if one.day and one.day < self.today and not one.foreseen]
        return tuple(said)

    def taken_up(self) -> tuple[str, ...]:
        """What was taken up with the employees' representatives, and what is to be."""
        said = []
        for one in self._report.participation:
            when = one.done or one.due
            key = "taken_up" if one.done else "undated_topic" if one.due is None else "to_come"
            key = "overdue_topic" if key == "to_come" and one.due and one.due < self.today else key
            said.append(self._words(
                f"report.staffed.{key}", day=self.written(when) if when else "", title=one.title.rstrip("."),
                kind=self.kind(one.kind),
            ))  # fmt: skip
        return tuple(said)

    def contact(self) -> str:
        """Who answers questions: the lead, with the telephone where it may be told."""
        lead = self._report.head.lead
        if not lead:
            return self._words("report.staffed.contact_nobody")
        key = "report.staffed.contact_phone" if self._phone else "report.staffed.contact"
        return self._words(key, lead=lead, phone=self._phone)


def _against(day: date | None, opens: date | None) -> str:
    """Whether a training is before its service opens, on the day, or after it."""
    if day is None:
        return "undated"
    return "on" if opens is None or day < opens else "that_day" if day == opens else "after"


def _lower(text: str) -> str:
    """A title inside a sentence: its first letter small, unless it is a name or an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
