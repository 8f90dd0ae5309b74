"""``tpn benefits`` in words: each benefit in two lines, the sums, and what is missing."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tpn.plan.freed_time import Lack
from tpn.plan.parameters import Parameter
from tpn.plan.rounding import shown
from tpn.texts import Words, decimal, long_day, short_day
from tpn.texts.formats import NBSP
from tpn.views.benefits import BenefitLine, Register

_NONE = "–"
_MOST = 6


class RegisterLine(NamedTuple):
    """A benefit: how much of its goal is reached, what it is worth a year, and what is known of it."""

    id: str
    title: str
    percent: str
    municipal: str
    users: str
    hours: str
    about: str


class RegisterWords:
    """The register of one project, in one language."""

    def __init__(self, view: Register, words: Words) -> None:
        self.view = view
        self.words = words

    def facts(self) -> dict[str, Any]:
        """What the template of the register may use."""
        sums = self.view.totals
        return {
            "when": long_day(self.view.as_of, self.words.language),
            "lines": [self._line(line) for line in self.view.lines],
            "sums": [self._whole(shown(value)) for value in (sums.municipal, sums.users, sums.hours)],
            "said": [*self._sums(), *self._present_value()],
            "missing": self._missing(),
        }

    # -------------------------------------------------------- the register

    def _line(self, line: BenefitLine) -> RegisterLine:
        worth, percent = line.worth, None if line.only_baseline else line.attained.percent
        attained = _NONE if percent is None else f"{decimal(percent, self.words.language)}{NBSP}%"
        municipal, users, hours = (self._whole(shown(v)) for v in (worth.municipal, worth.users, worth.hours))
        about = " · ".join(self._about(line))
        return RegisterLine(line.id, line.title, attained, municipal, users, hours, about)

    def _about(self, line: BenefitLine) -> Iterator[str]:
        one = line.worth.benefit
        if one.indicator is None:
            yield self.words("benefits.no_indicator")
        elif one.indicator.baseline is None and one.indicator.target is None:
            yield self.words("benefits.no_values")
        else:
            yield self.words(
                "benefits.way", baseline=_known(one.indicator.baseline), target=_known(one.indicator.target),
                unit=one.indicator.unit or "",
            ).strip()  # fmt: skip
        if last := line.attained.last:
            key = "benefits.only" if line.only_baseline else "benefits.last"
            yield self.words(key, value=last.value, date=short_day(last.date, self.view.as_of))
        yield line.owner or self.words("benefits.no_owner")
        if one.kind:
            yield self.words.choice(one.kind)

    def _whole(self, value: float | None) -> str:
        return _NONE if value is None else decimal(value, self.words.language, 0)

    # -------------------------------------------------------- sums

    def _sums(self) -> list[str]:
        sums, words = self.view.totals, self.words
        if not self.view.lines:
            return []
        lines = []
        if sums.fte is not None:
            lines.append(
                words(
                    "benefits.fte", fte=shown(sums.fte), hours=shown(self.view.figures.hours_per_year.value)
                )
            )
        if sums.not_budget:
            lines.append(words("benefits.not_budget", amount=self._whole(shown(sums.not_budget))))
        if sums.users is not None:
            lines.append(words("benefits.users_apart"))
        return lines

    def _present_value(self) -> list[str]:
        found, words, figures = self.view.economy, self.words, self.view.figures
        if not found.costs and not self.view.lines:
            return []
        basis = {"years": int(figures.years.value), "rate": shown(figures.discount_rate.value)}
        known = {"amount": self._whole(shown(found.known_npv)), "payback": self._payback()}
        if found.npv is not None:
            lines = [words("benefits.npv", **basis, **known)]
        else:
            why = "; ".join(self._lack(lack) for lack in found.lacking[:_MOST])
            lines = [words("benefits.npv_unknown", why=why, **basis)]
            lines += [words("benefits.npv_known", **known)] if found.known_npv is not None else []
        if found.investment is not None or found.running is not None:
            once, yearly = (self._whole(shown(part)) for part in (found.investment, found.running))
            name = "known_costs" if any(cost.lacking for cost in found.costs) else "costs"
            lines.append(words(f"benefits.{name}", once=once, yearly=yearly))
        lines += [
            words("report.benefits.undecided" if low < high else "report.benefits.undecided_one", name=name,
                  low=self._whole(float(low)), high=self._whole(float(high)))
            for name, low, high in found.undecided
        ]  # fmt: skip
        lines += [
            words("benefits.source", figure=self._figure(one), source=one.source)
            for one in (figures.hourly_cost, figures.user_hour_value)
            if one.own and one.source and one in self.view.used
        ]
        return lines

    def _payback(self) -> str:
        year = self.view.economy.known_payback
        if year is None:
            return self.words("benefits.no_payback", years=int(self.view.figures.years.value))
        return self.words("benefits.payback", year=year)

    # -------------------------------------------------------- what is missing

    def _missing(self) -> list[str]:
        view, words = self.view, self.words
        said = [
            *((words("benefits.missing.value", id=line.id), self._lacks(line)) for line in view.unpriced),
            *self._ids("unmeasured", view.unmeasured),
            *self._ids("ownerless", view.ownerless),
            *self._ids("example_times", view.with_example_times),
            *((words("benefits.missing.counted_in", id=line.id, other=line.worth.counted_in), "")
              for line in view.lines if line.worth.counted_in),
        ]  # fmt: skip
        lines = [f"{left} {right}".strip() for left, right in said]
        figures = ", ".join(self._figure(one) for one in view.examples)
        if figures:
            lines.append(words("benefits.missing.examples", figures=figures))
        return lines

    def _figure(self, one: Parameter) -> str:
        name, value = self.words(f"fields.common.{one.name}"), shown(one.value)
        return f"{name} {self.words(f'benefits.units.{one.name}', value=value)}"

    def _ids(self, name: str, lines: Iterable[BenefitLine]) -> Iterator[tuple[str, str]]:
        if ids := [line.id for line in lines]:
            yield self.words(f"benefits.missing.{name}"), ", ".join(ids)

    def _lacks(self, line: BenefitLine) -> str:
        lacking = line.worth.lacking
        more = [self.words("benefits.more", n=len(lacking) - _MOST)] if len(lacking) > _MOST else []
        return "; ".join([*(self._lack(lack) for lack in lacking[:_MOST]), *more])

    def _lack(self, lack: Lack) -> str:
        return self.words(f"benefits.lacks.{lack.what}", where=lack.where)


def _known(value: float | None) -> object:
    return "?" if value is None else value
