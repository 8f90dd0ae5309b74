"""``tpn process --propose`` in words: each proposal with its reason and where it stands."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from tpn.edits.proposal_edits import some, title_of
from tpn.model.project import Project
from tpn.plan.proposals import Of, Proposal, ProposalState
from tpn.texts import Words, decimal
from tpn.texts.signs import SIGNS

_MARKS = {
    ProposalState.OPEN: SIGNS["untouched"],
    ProposalState.TAKEN: SIGNS["done"],
    ProposalState.DISMISSED: SIGNS["left_out"],
}


class ProposalLine(NamedTuple):
    """A proposal: its sign, what it is, why, its name while it is open, and how it was settled."""

    mark: str
    title: str
    why: str
    key: str
    open: bool
    settled: str


def proposals_facts(project: Project, found: Sequence[Proposal], words: Words) -> dict[str, Any]:
    """What the template of the proposals may use."""
    return {
        "groups": [
            (words(f"propose.groups.{of}"), [_line(one, project, words) for one in group])
            for of, group in groupby(found, key=lambda one: one.of)
        ]
    }


def _line(one: Proposal, project: Project, words: Words) -> ProposalLine:
    is_open = one.state is ProposalState.OPEN
    settled = "" if is_open else words(f"propose.{one.state}", by=one.settled)
    title = title_of(one, project, words)
    return ProposalLine(_MARKS[one.state], title, _because(one, words), one.key, is_open, settled)


def _because(one: Proposal, words: Words) -> str:
    because, steps = one.because, some(one.steps, words)
    if one.of is Of.BENEFIT:
        measure = because["measure"]
        numbers = {key: decimal(round(because[key], 1), words.language) for key in ("before", "after")}
        text = words("propose.because.measure", measure=words(f"process.measures.{measure}"), **numbers)
        if because["hours"] is not None:
            hours = decimal(round(because["hours"]), words.language)
            text += words("propose.because.hours", hours=hours, share=because["share"])
        return text + (words("propose.because.example") if because["example"] else "")
    if one.of is Of.REQUIREMENT:
        return words(f"propose.because.{because['condition']}", steps=steps)
    return words(
        f"propose.because.{one.of}_{one.what}", steps=steps, variant=words.choice(one.variant).lower()
    )
