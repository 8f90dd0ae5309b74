"""How much of what a gate asks about is in place, and its colour.

Rules: docs/rules.md, «The score of a gate». The limits are content: ``templates/facts/gates.yaml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tpn.library.dated import DatedFact, holding
from tpn.model.choices import Light
from tpn.model.project import Project
from tpn.model.questions import Questions
from tpn.plan.gates import Passage, points_of
from tpn.plan.rounding import whole_percent
from tpn.plan.stands import CLEAR, Stand, stand


@dataclass(frozen=True, slots=True)
class ScoreLimits:
    """Percent 0–100: up to and including ``red_to`` red, up to and including ``yellow_to`` yellow, above it green."""

    red_to: float
    yellow_to: float


@dataclass(frozen=True, slots=True)
class GateScore:
    """``clear`` of ``asked`` points, *must* and *should*; those that do not concern the project are not asked.

    ``waived``: how many of the clear are so by a waiver alone. ``percent``: 0–100; None where nothing is asked.
    """

    clear: int
    asked: int
    light: Light
    waived: int = 0

    @property
    def percent(self) -> int | None:
        """How much is in place."""
        return whole_percent(self.clear, self.asked)


def score_limits(facts: Sequence[DatedFact], day: date) -> ScoreLimits:
    """The limits that hold on a day, a municipality's own before ours; before all of them the first there are."""
    fact = [*facts[:1], *holding(facts, day)][-1]
    return ScoreLimits(fact.values["red_to"], fact.values["yellow_to"])


def gate_score(project: Project, questions: Questions, passage: Passage, limits: ScoreLimits) -> GateScore:
    """The score of a passage. While a *must* point is not clear the colour is never green."""
    points = [(point.question.must, stand(point.answer)) for point in points_of(project, questions, passage)]
    asked = [(must, how) for must, how in points if how is not Stand.NOT_RELEVANT]
    clear = sum(how in CLEAR for _, how in asked)
    held = any(must and how not in CLEAR for must, how in asked)
    waived = sum(how is Stand.WAIVED for _, how in asked)
    return GateScore(clear, len(asked), _light(clear, len(asked), limits, held=held), waived)


def _light(clear: int, asked: int, limits: ScoreLimits, *, held: bool) -> Light:
    if not asked:
        return Light.GREY
    if 100 * clear <= limits.red_to * asked:
        return Light.RED
    return Light.YELLOW if held or 100 * clear <= limits.yellow_to * asked else Light.GREEN
