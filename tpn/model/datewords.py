"""The words that stand in dates, from ``templates/words/dates.yaml``, as tables to look up folded text in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tpn.library import overlaid
from tpn.model.wording import fold


@dataclass(frozen=True, eq=False, repr=False)
class DateWords:
    """All words, folded; ``days`` count from 1, Monday. ``english_months`` are those no other language writes."""

    months: Mapping[str, int]
    english_months: frozenset[str]
    days: Mapping[str, int]
    week: frozenset[str]
    quarter: frozenset[str]
    half: frozenset[str]
    thirds: Mapping[str, int]
    last: frozenset[str]
    fillers: frozenset[str]
    about: frozenset[str]
    """Fillers that make the day only about right."""
    moved: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    two: frozenset[str]
    seasons: frozenset[str]
    open: frozenset[str]
    feasts: frozenset[str]
    """Alone in a cell as much a feast as the name of a month: «jul»."""
    nothing: frozenset[str]
    from_today: Mapping[str, int]
    ahead: frozenset[str]
    units: Mapping[str, int]
    counts: Mapping[str, int]

    def names_a_month(self, text: str) -> bool:
        """Whether a text may hold the name of a month: quickly, since most texts hold none."""
        return any(word[:3] in self.beginnings for word in fold(text).split(" "))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first three letters of the months."""
        return frozenset(name[:3] for name in self.months)

    def month(self, word: str) -> int | None:
        """The number of a month, by its name or a beginning of it with three letters or more."""
        folded = fold(word)
        found = self.months.get(folded)
        if found or len(folded) < 3:  # noqa: PLR2004 - «ju» may be two months
            return found
        numbers = {number for name, number in self.months.items() if name.startswith(folded)}
        return numbers.pop() if len(numbers) == 1 else None


@cache
def date_words(folder: Path | None = None) -> DateWords:
    """The words that tpn brings, with those of the project in ``folder`` laid over them."""
    said = overlaid("words/dates.yaml", folder)
    named = _numbered(said, "months", "short_months")
    languages = said["months"]
    others = {fold(word) for name in languages if name != "en" for word in languages[name]}
    return DateWords(
        months=named,
        english_months=frozenset(fold(word) for word in languages["en"]) - others,
        days=_numbered(said, "days", "short_days"),
        week=_folded(said, "week"),
        quarter=_folded(said, "quarter"),
        half=_folded(said, "half"),
        thirds={fold(word): at for at, name in enumerate(("early", "middle", "late")) for word in said[name]},
        last=_folded(said, "last"),
        fillers=_folded(said, "fillers") | _folded(said, "about"),
        about=_folded(said, "about"),
        moved=_folded(said, "moved"),
        since=_folded(said, "from"),
        until=_folded(said, "until"),
        two=_folded(said, "two"),
        seasons=_folded(said, "seasons"),
        open=_folded(said, "open") | {"?"},
        feasts=_folded(said, "feasts"),
        nothing=frozenset(word.casefold() for word in _listed(said["nothing"])),
        from_today=_by_number(said, "from_today"),
        ahead=_folded(said, "ahead"),
        units=dict.fromkeys(_folded(said, "day_units"), 1) | dict.fromkeys(_folded(said, "week_units"), 7),
        counts=_by_number(said, "counts"),
    )


def _numbered(said: Mapping[str, object], *groups: str) -> dict[str, int]:
    return {
        fold(str(word)): number
        for group in groups
        for words in said[group].values()  # type: ignore[attr-defined]
        for number, word in enumerate(words, 1)
    }


def _by_number(said: Mapping[str, object], group: str) -> dict[str, int]:
    return {
        fold(str(word)): int(number)
        for number, words in said[group].items()  # type: ignore[attr-defined]
        for word in words
    }


def _folded(said: Mapping[str, object], name: str) -> frozenset[str]:
    return frozenset(fold(word) or word for word in _listed(said[name]))


def _listed(words: object) -> Iterable[str]:
    return (str(word) for word in words) if isinstance(words, list | tuple) else ()
