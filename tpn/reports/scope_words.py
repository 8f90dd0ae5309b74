"""The words of a report for how its scope is another than last time: in sentences, for every edition."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from tpn.reports.report_words import ReportWords
from tpn.views.change_facts import RenamedRecord
from tpn.views.ended_facts import EndedFacts


class ScopeWords(ReportWords):
    """The words of a report, with the sentences of its scope."""

    SPOKEN: ClassVar[frozenset[str]] = ReportWords.SPOKEN | {"renamed", "since_shortly"}

    def renamed(self, items: Sequence[RenamedRecord]) -> str:
        """What is called otherwise: A heter nå B."""
        said = (self._words("report.scope.renamed", before=one.before, now=one.now) for one in items)
        return " ".join(said)

    def scope(self) -> tuple[str, ...]:
        """The services that are new since the report before, taken in again, called otherwise."""
        since, words = self._report.since, self._words
        if since is None:
            return ()
        names = self.listed([one.title for one in since.came])
        came = words.count("report.scope.came", len(since.came), names=names, day=self.written(since.day))
        again = (words("report.scope.resumed", name=one.title) for one in since.resumed)
        return tuple(one for one in (came if names else "", *again, self.renamed(since.renamed)) if one)

    def changed_scope(self) -> tuple[str, ...]:
        """The same, with the services that have left since the report before."""
        if self._report.since is None:
            return ()
        left = self.left_told(one for one in self._report.ended if one.kind == "services")
        return (*self.scope(), left) if left else self.scope()

    def left_told(self, services: Iterable[EndedFacts]) -> str:
        """How each of some services left, in sentences."""
        said = []
        for one in services:
            ahead = one.to is not None and one.to >= self.today
            key = "postponed_to" if ahead else "postponed" if one.postponed else str(one.outcome)
            facts = {
                "what": one.title,
                "day": self.written(one.to) if one.to else "",
                "into": self.listed(one.into),
            }
            said.append(self._words(f"report.political.left.{key}", **facts))
        return " ".join(said)

    def since_shortly(self) -> str:
        """For one page: how the scope is another than last time; which deviations came and went has no room there."""
        return " ".join(self.changed_scope())
