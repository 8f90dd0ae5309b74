"""``tpn process --propose`` on a terminal: each proposal with its reason and where it stands."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from tpn.edits.proposal_edits import some, title_of
from tpn.model.project import Project
from tpn.plan.proposals import Of, Proposal, ProposalState
from tpn.reports.ansi import Paint
from tpn.texts import Words, decimal

WIDTH = 80
_MARKS = {ProposalState.OPEN: "○", ProposalState.TAKEN: "✓", ProposalState.DISMISSED: "–"}


def proposals_screen(
    project: Project, service: str, found: Sequence[Proposal], words: Words, paint: Paint
) -> str:
    """The proposals, group by group."""
    variant = words.choice(found[0].variant).lower()
    lines = [paint(words("propose.title", name=project.service[service].name, variant=variant), "bold")]
    for of, group in groupby(found, key=lambda one: one.of):
        lines += ["", paint(words(f"propose.groups.{of}"), "bold")]
        for one in group:
            lines += _lines(one, project, words, paint)
    return "\n".join(lines) + "\n"


def _lines(one: Proposal, project: Project, words: Words, paint: Paint) -> Iterator[str]:
    head, *rest = textwrap.wrap(title_of(one, project, words), WIDTH - 2)
    yield f"{_MARKS[one.state]} {paint(head, 'bold') if one.state is ProposalState.OPEN else head}"
    yield from (f"  {line}" for line in rest)
    for line in textwrap.wrap(_because(one, words), WIDTH - 4):
        yield f"    {line}"
    if one.state is ProposalState.OPEN:
        yield paint(f"    {one.key}", "quiet")
    else:
        yield from (
            f"    {line}" for line in textwrap.wrap(words(f"propose.{one.state}", by=one.settled), WIDTH - 4)
        )


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
