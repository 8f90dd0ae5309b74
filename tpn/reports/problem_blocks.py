"""Problems and advice as blocks of the screen: the fault first, and under it the place, the line and what to do."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tpn.reports.blocks import FixedLines, Look, ScreenBlock, TextSpan, Told, inline, quiet, told
from tpn.texts import Words
from tpn.texts.problems import SaidProblem

_LOOKS: Mapping[str, Look] = MappingProxyType({"error": "late", "warning": "yellow"})
BESIDE = 10
"""Columns that an excerpt needs beside the line of the file: its number, and what shows that it was cut."""


def problem_block(said: SaidProblem, words: Words) -> Told:
    """One problem."""
    level = TextSpan(f"{words(f'common.{said.level}')}:", look=_LOOKS.get(said.level, "label"))
    return Told(inline(level, f" {said.fault.strip()}", quiet(f" [{said.slug}]")), tuple(_under(said)))


def _under(said: SaidProblem) -> Iterator[ScreenBlock]:
    for place, message in said.places:
        yield told(f"{place}  {message}" if message else place)
    if said.excerpt:
        yield FixedLines(tuple(map(inline, said.excerpt)))
    for line in filter(None, (said.more.strip(), *said.hint)):
        yield Told(inline(line), hanging=False)
