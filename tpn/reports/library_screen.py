"""``tpn library`` on a terminal: shelves, pieces, services and facts."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tpn.model.choices import Audience, Procedure
from tpn.reports.ansi import Paint
from tpn.reports.columns import TextGrid
from tpn.texts import Words, amount, day, decimal
from tpn.views.library_index import Fact, LibraryEntry, OfService, Rate, Spoken

WIDTH = 80
_LABEL = 12
OLD, UNSURE = "▲", "△"
_UNSURE = frozenset({"K", "V2"})
"""What nobody has read in the source itself."""


@dataclass(frozen=True)
class LibraryScreen:
    """The screens of the library in one language."""

    words: Words
    paint: Paint
    width: int = WIDTH

    def shelves(self, counts: Mapping[str, tuple[int, int]]) -> str:
        """What kinds there are, how many pieces of each, and what they are for."""
        heads = [self.words(f"library.columns.{key}") for key in ("kind", "pieces", "own", "what")]
        rows = [
            [kind, str(number), str(own) if own else "", self.words(f"library.kinds.{kind}.what")]
            for kind, (number, own) in counts.items()
        ]
        return self._grid(heads, rows, main=3, numbers={1, 2}) + "\n\n" + self.words("library.copy")

    def pieces(self, some: Sequence[LibraryEntry]) -> str:
        """The pieces of a kind: name, title, whose."""
        titled = any(self._piece_title(one) for one in some)
        keys = ["name", "title", "origin"] if titled else ["name", "origin"]
        rows = [
            [one.name, *([self._piece_title(one)] if titled else []), self._origin(own=one.own)]
            for one in some
        ]
        return self._grid(
            [self.words(f"library.columns.{key}") for key in keys], rows, main=1 if titled else 0
        )

    def _piece_title(self, one: LibraryEntry) -> str:
        kind, _, name = one.name.partition("/")
        known = self.words.find(f"library.titles.{kind}.{name.rpartition('/')[2]}")
        title = self._spoken(one.title) or (known if isinstance(known, str) else "")
        points = self.words.count("library.points", one.points) if one.points else ""
        return " ".join(self.words.fill(title, {"project": "…"}).split()) + points

    def services(self, some: Sequence[OfService]) -> str:
        """The services of the catalogue, a few lines each."""
        shown = "\n\n".join("\n".join(self._service(one)) for one in some)
        known = [of.evidence for one in some for of in one.laws] + [
            of.evidence for one in some for of in one.rates
        ]
        unsure = not _UNSURE.isdisjoint(known)
        legend = (
            textwrap.wrap(self.words("library.service_unsure", mark=UNSURE), self.width) if unsure else []
        )
        return "\n".join([shown, *([""] if legend else []), *legend])

    def _service(self, one: OfService) -> Iterator[str]:
        head = f"{one.name}  {self._spoken(one.title)}"
        right = self._origin(own=one.own)
        yield (
            self.paint(head, "bold")
            + " " * max(2, self.width - len(head) - len(right))
            + self.paint(right, "quiet")
        )
        yield from self._line("what", self._spoken(one.summary))
        yield from self._line(
            "law",
            "; ".join(
                f"{self._spoken(law.name)} {law.section}".strip() + _mark(law.evidence) for law in one.laws
            ),
        )
        audience = (self.words.choice(Audience(who)).lower() for who in one.audience)
        yield from self._line("audience", ", ".join(audience))
        yield from self._line("rates", "; ".join(map(self._rate, one.rates)))
        yield from self._line("note", self._spoken(one.note))
        yield from self._line("los", ", ".join(one.los))
        cases = self.words("library.cases", n=decimal(one.cases, self.words.language)) if one.cases else ""
        yield from self._line("volume", f"{self._spoken(one.volume)}{cases}")

    def _rate(self, one: Rate) -> str:
        value = decimal(one.value, self.words.language)
        figure = self.words(f"library.units.{one.unit}", value=value)
        return f"{self._spoken(one.text)}: {figure}{_mark(one.evidence)}"

    def _line(self, key: str, text: str) -> Iterator[str]:
        label = self.words(f"library.service.{key}")
        lines = textwrap.wrap(text, self.width - _LABEL - 2, break_on_hyphens=False)
        yield from (f"  {label if number == 0 else '':<{_LABEL}}{line}" for number, line in enumerate(lines))

    def facts(self, some: Sequence[Fact], evidence: Mapping[str, Spoken]) -> str:
        """The dated facts, file by file, with a mark at what must be looked up again."""
        heads = [self.words(f"library.columns.{key}") for key in ("fact", "since", "checked", "source")]
        rows = [self._fact(one) for one in some]
        grid = TextGrid(heads, rows, fixed=frozenset({1, 2}), main=0, indent=2, width=self.width)
        widths = grid.widths()
        lines = [grid.head(widths, self.paint)]
        pairs = zip(some, rows, strict=True)
        for number, (piece, group) in enumerate(groupby(pairs, key=lambda pair: pair[0].piece)):
            lines += ["", *self._title(piece)][number == 0 :]
            for one, texts in group:
                first, *more = grid.lines(texts, widths)
                lines += [self._marked(one, first), *more]
        return "\n".join([*lines, "", *self._legend(some, evidence)])

    def _title(self, piece: str) -> list[str]:
        return [self.paint(f"  facts/{piece}", "accent")]

    def _fact(self, one: Fact) -> list[str]:
        title = self._spoken(one.title) or one.id
        if one.procedures:
            title += f" ({', '.join(self.words.choice(Procedure(name)).lower() for name in one.procedures)})"
        figure = f": {self._figure(*one.figure)}" if one.figure else ""
        return [
            f"{title}{figure}", day(one.valid_from) if one.valid_from else "",
            day(one.checked) if one.checked else "", one.source,
        ]  # fmt: skip

    def _figure(self, name: str, value: Any) -> str:
        if name == "amount":
            return amount(value, self.words.language)
        if name == "days":
            return self.words.count("library.days", int(value))
        said = decimal(float(value), self.words.language)
        return f"{said} %" if name == "percent" else said

    def _marked(self, one: Fact, line: str) -> str:
        mark = OLD if one.old else UNSURE if one.second_hand else ""
        return self.paint(mark, "yellow") + line[1:] if mark else line

    def _legend(self, some: Sequence[Fact], evidence: Mapping[str, Spoken]) -> Iterator[str]:
        """What the marks mean, and how many there are of each."""
        if old := sum(one.old for one in some):
            yield self.words.count("library.old", old, mark=OLD)
        if unsure := sum(one.second_hand and not one.old for one in some):
            kinds = dict.fromkeys(one.evidence for one in some if one.second_hand and not one.old)
            names = [self._spoken(evidence[kind]).lower() for kind in kinds]
            yield self.words.count("library.unsure", unsure, mark=UNSURE, kinds=names)

    # -------------------------------------------------------- shared

    def _spoken(self, text: Spoken) -> str:
        return text.get(self.words.language) or text.get("nb") or ""

    def _origin(self, *, own: bool) -> str:
        return self.words("library.own" if own else "library.tpn")

    def _grid(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        main: int,
        numbers: set[int] | None = None,
    ) -> str:
        fixed = frozenset(range(len(heads))) - {main}
        grid = TextGrid(heads, rows, frozenset(numbers or ()), fixed, main, 0, self.width)
        widths = grid.widths()
        lines = [line for row in rows for line in grid.lines(row, widths)]
        return "\n".join([grid.head(widths, self.paint), *lines])


def _mark(evidence: str) -> str:
    return f" {UNSURE}" if evidence in _UNSURE else ""
