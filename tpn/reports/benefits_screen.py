"""``tpn benefits`` on a terminal: each benefit in two lines of 80 columns, the sums, and what is missing."""

import textwrap
from collections.abc import Iterable, Iterator

from tpn.plan.freed_time import Lack
from tpn.plan.parameters import Parameter
from tpn.plan.rounding import shown
from tpn.reports.ansi import Paint, clip
from tpn.texts import Words, decimal, long_day, short_day
from tpn.views.benefits import BenefitLine, Register

WIDTH = 80
_ID, _PERCENT, _MONEY, _HOURS = 6, 9, 10, 7
_TITLE = WIDTH - _ID - _PERCENT - 2 * _MONEY - _HOURS
_NONE = "–"
_MOST = 6


class BenefitsScreen:
    """The register of one project, in one language and with or without colour."""

    def __init__(self, view: Register, words: Words, paint: Paint) -> None:
        self.view = view
        self.words = words
        self.paint = paint

    def text(self) -> str:
        """The whole screen."""
        blocks = [self._head(), self._register(), self._sums(), self._present_value(), self._missing()]
        return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"

    def _head(self) -> list[str]:
        title = self.words("benefits.title", name=self.view.name)
        when = long_day(self.view.as_of, self.words.language)
        return [
            self.paint(f"{clip(title, WIDTH - len(when) - 2):<{WIDTH - len(when)}}", "bold")
            + self.paint(when, "quiet")
        ]

    # -------------------------------------------------------- the register

    def _register(self) -> list[str]:
        if not self.view.lines:
            return [self.words("benefits.none")]
        names = [
            self.words(f"benefits.columns.{name}") for name in ("attainment", "municipal", "users", "hours")
        ]
        head = f"{'':{_ID + _TITLE}}" + self._numbers(*names)
        unit = self.words("benefits.columns.per_year")
        under = f"{'':{_ID + _TITLE}}" + self._numbers(
            self.words("benefits.columns.of_goal"), unit, unit, unit
        )
        lines = [self.paint(head, "bold"), self.paint(under, "quiet")]
        for line in self.view.lines:
            lines += self._line(line)
        return lines

    @staticmethod
    def _numbers(attainment: str, municipal: str, users: str, hours: str) -> str:
        return f"{attainment:>{_PERCENT}}{municipal:>{_MONEY}}{users:>{_MONEY}}{hours:>{_HOURS}}"

    def _line(self, line: BenefitLine) -> Iterator[str]:
        worth = line.worth
        percent = line.attained.percent
        numbers = self._numbers(
            _NONE if percent is None else f"{decimal(percent, self.words.language)} %",
            self._whole(shown(worth.municipal)), self._whole(shown(worth.users)), self._whole(shown(worth.hours)),
        )  # fmt: skip
        yield f"{line.id:<{_ID}}{clip(line.title, _TITLE - 1):<{_TITLE}}{numbers}"
        yield self.paint(clip(f"{'':{_ID}}{' · '.join(self._about(line))}", WIDTH), "quiet")

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
            yield self.words("benefits.last", value=last.value, date=short_day(last.date, self.view.as_of))
        yield line.owner or self.words("benefits.no_owner")
        if one.kind:
            yield self.words.choice(one.kind)

    def _whole(self, value: float | None) -> str:
        return _NONE if value is None else decimal(round(value), self.words.language)

    # -------------------------------------------------------- sums

    def _sums(self) -> list[str]:
        sums, words = self.view.totals, self.words
        if not self.view.lines:
            return []
        row = self._numbers("", *(self._whole(shown(v)) for v in (sums.municipal, sums.users, sums.hours)))
        lines = [self.paint(f"{words('benefits.sum'):<{_ID + _TITLE}}{row}", "bold")]
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
        return [lines[0], *(wrapped for line in lines[1:] for wrapped in _filled(line))]

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
            words("benefits.source", figure=self._figure(one), source=one.source)
            for one in (figures.hourly_cost, figures.user_hour_value)
            if one.own and one.source and one in self.view.used
        ]
        return [wrapped for line in lines for wrapped in _filled(line)]

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
        lines = [wrapped for left, right in said for wrapped in _filled(f"{left} {right}".strip())]
        figures = ", ".join(self._figure(one) for one in view.examples)
        if figures:
            lines += _filled(words("benefits.missing.examples", figures=figures))
        return [self.paint(words("benefits.missing.title"), "bold"), *lines] if lines else []

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


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_long_words=False)
