"""All the advice of the method, and what of it a project is given today."""

from collections.abc import Mapping
from dataclasses import dataclass

from tpn.advice.benefits import BENEFITS
from tpn.advice.context import Advice, AdviceContext
from tpn.advice.kickoff import KICKOFF
from tpn.advice.launch import LAUNCH
from tpn.advice.processes import PROCESSES
from tpn.advice.procurement import PROCUREMENT
from tpn.model.choices import Phase
from tpn.model.ended import whole_route
from tpn.model.findings import Finding
from tpn.plan import Plan

ALL: tuple[Advice, ...] = (*KICKOFF, *BENEFITS, *PROCESSES, *PROCUREMENT, *LAUNCH)
BY_CODE: Mapping[str, Advice] = {advice.code: advice for advice in ALL}


@dataclass(frozen=True)
class Advised:
    """What a project is advised today: by phase, the heaviest first; and what it has silenced, with the reason."""

    given: tuple[tuple[Advice, tuple[Finding, ...]], ...]
    silenced: tuple[tuple[Advice, tuple[Finding, ...], str], ...]

    @property
    def count(self) -> int:
        """How many pieces of advice are given."""
        return sum(len(found) for _, found in self.given)


def advise(plan: Plan) -> Advised:
    """The advice that a project gets today; pure, ``today`` is the plan's."""
    seen = AdviceContext(plan)
    reasons = plan.project.about.advice
    asked = BENEFITS if plan.facts.handed_over else ALL  # what the line has taken over is its own
    found = [(advice, _placed(plan, advice, seen)) for advice in sorted(asked, key=_order)]
    return Advised(
        tuple((advice, some) for advice, some in found if some and advice.code not in reasons),
        tuple((advice, some, reasons[advice.code]) for advice, some in found if advice.code in reasons),
    )


def _placed(plan: Plan, advice: Advice, seen: AdviceContext) -> tuple[Finding, ...]:
    """What an advice finds, with the way to it in the files; most look at what stands, and count that."""
    found = advice.find(seen)
    if advice.whole:
        return tuple(found)
    return tuple(one._replace(route=whole_route(plan.whole, one.route)) for one in found)


_LETTERS = [phase.letter for phase in Phase]


def _order(advice: Advice) -> tuple[int, int, str]:
    return _LETTERS.index(advice.code[0]), -advice.weight, advice.code
