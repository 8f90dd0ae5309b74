"""``tpn library`` in words: pieces, services and facts, for its templates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from tpn.library.dated import SECOND_HAND
from tpn.model.choices import Audience, Procedure
from tpn.texts import Words, amount, decimal
from tpn.texts.formats import NBSP
from tpn.texts.signs import SIGNS
from tpn.views.library_index import Fact, LibraryEntry, OfService, Rate, Spoken

OLD, UNSURE = SIGNS["yellow"], SIGNS["grey"]
"""What nobody has read in the source itself."""


class PieceLine(NamedTuple):
    """A piece of content: its name, its title, and whose it is."""

    name: str
    title: str
    origin: str


class ServiceLines(NamedTuple):
    """A service of the catalogue: what is known of it, by name."""

    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    origin: str


class DatedFactLine(NamedTuple):
    """A dated fact: what it says, since when, when it was looked up, and where."""

    mark: str
    what: str
    since: date | None
    checked: date | None
    source: str


@dataclass(frozen=True)
class LibraryWords:
    """The words of the library in one language."""

    words: Words

    def pieces(self, some: Sequence[LibraryEntry]) -> dict[str, Any]:
        """The pieces of a kind: name, title, whose."""
        lines = [PieceLine(one.name, self._piece_title(one), self._origin(own=one.own)) for one in some]
        return {"pieces": lines, "titled": any(one.title for one in lines)}

    def _piece_title(self, one: LibraryEntry) -> str:
        kind, _, name = one.name.partition("/")
        known = self.words.find(f"library.titles.{kind}.{name.rpartition('/')[2]}")
        title = self._spoken(one.title) or (known if isinstance(known, str) else "")
        points = self.words.count("library.points", one.points) if one.points else ""
        return " ".join(self.words.fill(title, {"project": "…"}).split()) + points

    def services(self, some: Sequence[OfService]) -> dict[str, Any]:
        """The services of the catalogue, a few facts each; what nobody has looked up is marked."""
        known = {law.evidence for one in some for law in one.laws} | {
            rate.evidence for one in some for rate in one.rates
        }
        unsure = self.words("library.service_unsure", mark=UNSURE) if SECOND_HAND & known else ""
        return {"services": [self._service(one) for one in some], "unsure": unsure}

    def _service(self, one: OfService) -> ServiceLines:
        cases = self.words("library.cases", n=decimal(one.cases, self.words.language)) if one.cases else ""
        laws = (f"{self._spoken(law.name)} {law.section}".strip() + _mark(law.evidence) for law in one.laws)
        said = (
            ("what", self._spoken(one.summary)), ("law", "; ".join(laws)),
            ("audience", ", ".join(self.words.choice(Audience(who)).lower() for who in one.audience)),
            ("rates", "; ".join(map(self._rate, one.rates))), ("note", self._spoken(one.note)),
            ("los", ", ".join(one.los)), ("volume", f"{self._spoken(one.volume)}{cases}"),
        )  # fmt: skip
        facts = tuple((self.words(f"library.service.{key}"), text) for key, text in said if text)
        return ServiceLines(one.name, self._spoken(one.title), facts, self._origin(own=one.own))

    def _rate(self, one: Rate) -> str:
        value = decimal(one.value, self.words.language)
        figure = self.words(f"library.units.{one.unit}", value=value)
        return f"{self._spoken(one.text)}: {figure}{_mark(one.evidence)}"

    def facts(self, some: Sequence[Fact], evidence: Mapping[str, Spoken]) -> dict[str, Any]:
        """The dated facts, file by file, with a mark at what must be looked up again."""
        groups = groupby(some, key=lambda one: one.piece)
        return {
            "groups": [(piece, [self._fact(one) for one in group]) for piece, group in groups],
            "legend": list(self._legend(some, evidence)),
        }

    def _fact(self, one: Fact) -> DatedFactLine:
        title = self._spoken(one.title) or one.id
        if one.procedures:
            title += f" ({', '.join(self.words.choice(Procedure(name)).lower() for name in one.procedures)})"
        figure = f": {self._figure(*one.figure)}" if one.figure else ""
        mark = OLD if one.old else UNSURE if one.second_hand else ""
        return DatedFactLine(mark, f"{title}{figure}", one.valid_from, one.checked, one.source)

    def _figure(self, name: str, value: Any) -> str:
        if name == "amount":
            return amount(value, self.words.language)
        if name == "days":
            return self.words.count("library.days", int(value))
        said = decimal(float(value), self.words.language)
        return f"{said}{NBSP}%" if name == "percent" else said

    def _legend(self, some: Sequence[Fact], evidence: Mapping[str, Spoken]) -> Iterator[str]:
        """What the marks mean, and how many there are of each."""
        if old := sum(one.old for one in some):
            yield self.words.count("library.old", old, mark=OLD)
        if unsure := sum(one.second_hand and not one.old for one in some):
            kinds = dict.fromkeys(one.evidence for one in some if one.second_hand and not one.old)
            names = [self._spoken(evidence[kind]).lower() for kind in kinds]
            yield self.words.count("library.unsure", unsure, mark=UNSURE, kinds=names)

    def _spoken(self, text: Spoken) -> str:
        return text.get(self.words.language) or text.get("nb") or ""

    def _origin(self, *, own: bool) -> str:
        return self.words("library.own" if own else "library.tpn")


def _mark(evidence: str) -> str:
    return f"{NBSP}{UNSURE}" if evidence in SECOND_HAND else ""
