"""Whether a service may go live: its points on two tracks, what they lack, and what was waived in writing.

A *must* point is clear when it is done with evidence, waived in writing (by whom, when, why), or not relevant with its
reason. A tick without evidence is not enough to launch on.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tpn.model.about import Service
from tpn.model.choices import Phase
from tpn.model.logs import Decision
from tpn.model.questions import Question
from tpn.model.shapes import CheckAnswer
from tpn.plan.facts import ProjectFacts
from tpn.plan.gates import Passage, let_through
from tpn.plan.stands import CLEAR, Stand, stand

NEAR = timedelta(days=30)
TRACKS = ("online", "organisation")
"""The tracks in order; a municipality's own come after them."""


class Mark(StrEnum):
    """How a theme of a service stands on the board.

    ``clear``: every point is, must and should; ``waived``: so, but for a waiver; ``urgent``: a must point lacks, the
    launch is within 30 days or past, and no decision lets it pass; ``begun``: a point is open; ``untouched``: nothing
    is answered.
    """

    CLEAR = "clear"
    WAIVED = "waived"
    BEGUN = "begun"
    URGENT = "urgent"
    UNTOUCHED = "untouched"


class LaunchPoint(NamedTuple):
    """One point of a service with its answer."""

    question: Question
    answer: CheckAnswer
    stand: Stand

    @property
    def lacking(self) -> bool:
        """Whether it is a must point that is not clear."""
        return self.question.must and self.stand not in CLEAR


class Theme(NamedTuple):
    """The points of one theme of a service on its track."""

    name: str
    track: str
    points: tuple[LaunchPoint, ...]
    mark: Mark

    @property
    def clear(self) -> int:
        """How many of the points are clear, must and should."""
        return sum(point.stand in CLEAR for point in self.points)

    @property
    def waived(self) -> int:
        """How many of the clear are so by a waiver alone."""
        return sum(point.stand is Stand.WAIVED for point in self.points)


class Readiness(NamedTuple):
    """A service before its launch, and after. ``launch``: the day it went on, else the day it is to.

    ``mark`` is that of its worst theme; ``days``: calendar days to the launch, negative after it. ``through``: the
    decision that lets it pass with what is open.
    """

    service: Service
    launch: date | None
    launched: bool
    days: int | None
    themes: tuple[Theme, ...]
    through: Decision | None = None

    @property
    def points(self) -> tuple[LaunchPoint, ...]:
        """Every point, track by track."""
        return tuple(point for theme in self.themes for point in theme.points)

    @property
    def lacking(self) -> tuple[LaunchPoint, ...]:
        """The must points that are not clear."""
        return tuple(point for point in self.points if point.lacking)

    @property
    def holding(self) -> tuple[LaunchPoint, ...]:
        """The must points that hold the launch back: none where a decision lets it pass."""
        return () if self.through else self.lacking

    @property
    def waived(self) -> tuple[LaunchPoint, ...]:
        """The points that were waived in writing."""
        return tuple(point for point in self.points if point.stand is Stand.WAIVED)

    @property
    def must_waived(self) -> int:
        """How many of the clear must points are so by a waiver alone."""
        return sum(point.question.must for point in self.waived)

    @property
    def may_launch(self) -> bool:
        """Whether nothing holds the launch back."""
        return not self.holding

    @property
    def mark(self) -> Mark:
        """That of the worst theme."""
        return max((theme.mark for theme in self.themes), key=_WORSE.index, default=Mark.UNTOUCHED)


_UNANSWERED = CheckAnswer()
_WORSE = (Mark.CLEAR, Mark.WAIVED, Mark.UNTOUCHED, Mark.BEGUN, Mark.URGENT)


def readiness(service: Service, facts: ProjectFacts) -> Readiness:
    """How ready a service is, seen from today; each page and light that asks gets the same one."""
    known: Readiness | None = facts.once.get(("readiness", service.id))
    if known is None or known.service is not service:
        known = facts.once["readiness", service.id] = _readiness(service, facts)
    return known


def _readiness(service: Service, facts: ProjectFacts) -> Readiness:
    said = facts.launches.get(service.id)
    launched = service.id in facts.launched
    launch = (said.launched if said and launched else None) or facts.launch_day(service)
    answers = said.checklist if said else {}
    through = let_through(facts.project, Passage(Phase.LAUNCH, service.id))
    near = through is None and (launched or (launch is not None and launch - facts.today <= NEAR))
    points = [_point(question, answers) for question in facts.questions.of(Phase.LAUNCH)]
    themes = tuple(_themes(points, near=near))
    return Readiness(
        service, launch, launched, (launch - facts.today).days if launch else None, themes,
        through,
    )  # fmt: skip


def board(facts: ProjectFacts) -> tuple[Readiness, ...]:
    """Every service of the project, in the order of the file."""
    return tuple(readiness(service, facts) for service in facts.project.services)


def is_clear(service: Service, facts: ProjectFacts, track: str) -> bool:
    """Whether every *must* point of a track is clear or waived; for those who need no more of the readiness."""
    said = facts.launches.get(service.id)
    answers = said.checklist if said else {}
    asked = (one for one in facts.questions.of(Phase.LAUNCH) if one.track == track)
    return not any(_point(question, answers).lacking for question in asked)


def _point(question: Question, answers: Mapping[str, CheckAnswer]) -> LaunchPoint:
    answer = answers.get(question.id, _UNANSWERED)
    return LaunchPoint(question, answer, stand(answer))


def _themes(points: list[LaunchPoint], *, near: bool) -> Iterator[Theme]:
    """The themes of each track, in the order of the checklist; a point without a theme stands under its own name."""
    for track in dict.fromkeys((*TRACKS, *(_track(point) for point in points))):
        mine = [point for point in points if _track(point) == track]
        for name in dict.fromkeys(point.question.theme or "" for point in mine):
            some = tuple(point for point in mine if (point.question.theme or "") == name)
            yield Theme(name, track, some, _mark(some, near=near))


def _track(point: LaunchPoint) -> str:
    """The track of a point; one that says none is about what is online."""
    return point.question.track or TRACKS[0]


def _mark(points: tuple[LaunchPoint, ...], *, near: bool) -> Mark:
    if all(point.stand in CLEAR for point in points):
        return Mark.WAIVED if any(point.stand is Stand.WAIVED for point in points) else Mark.CLEAR
    if near and any(point.lacking for point in points):
        return Mark.URGENT
    return Mark.BEGUN if any(point.stand is not Stand.OPEN for point in points) else Mark.UNTOUCHED
