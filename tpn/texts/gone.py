"""What has left the plan or is on hold, in a line: «Utgått og utsatt: Kulturmidler: utsatt til 01.03.2028 (B-07)»."""

from collections.abc import Iterator, Sequence

from tpn.texts.words import Words
from tpn.views.ended_facts import EndedFacts


def gone(ended: Sequence[EndedFacts], words: Words) -> str:
    """The line; empty where nothing has left."""
    return f"{words('report.ended.title')}: {'; '.join(_said(ended, words))}." if ended else ""


def _said(ended: Sequence[EndedFacts], words: Words) -> Iterator[str]:
    for one in ended:
        key = "postponed_to" if one.to else "postponed" if one.postponed else one.outcome.value
        by = f" {words('report.ended.by', decision=one.decision)}" if one.decision else ""
        yield words(f"report.ended.{key}", what=one.title, day=one.to, into=one.into) + by
