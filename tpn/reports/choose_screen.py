"""``tpn choose`` on a terminal: the candidates, the best first, each score with the numbers it was made of."""

import textwrap
from collections.abc import Iterator, Sequence

from tpn.model.about import Choose
from tpn.model.choices import ComponentKind
from tpn.plan.ranking import Candidate, Ranked, RankingCriterion, Score
from tpn.reports.ansi import Paint, bar, clip
from tpn.texts import Words, decimal

WIDTH = 80
_BAR = 10


def choose_screen(found: Sequence[Ranked], weights: Choose, words: Words, paint: Paint) -> str:
    """The ranking."""
    said = " · ".join(
        f"{words(f'choose.criteria.{criterion}').lower()} {decimal(getattr(weights, criterion), words.language)}"
        for criterion in RankingCriterion
    )
    lines = [paint(words("choose.title"), "bold"), paint(words("choose.weights", weights=said), "quiet")]
    for one in found:
        lines += ["", *_candidate(one, words, paint)]
    notes = textwrap.wrap(words("choose.notes"), WIDTH, break_long_words=False)
    return "\n".join([*lines, "", *notes]) + "\n"


def _candidate(one: Ranked, words: Words, paint: Paint) -> Iterator[str]:
    where = _where(one.candidate, words)
    score = decimal(round(one.score), words.language)
    name = clip(one.candidate.name, WIDTH - len(where) - len(score) - 9)
    head = f"{one.rank:>2}. {paint(name, 'bold')}  {paint(where, 'quiet')}"
    gap = " " * (WIDTH - 4 - len(name) - 2 - len(where) - len(score))
    yield head + gap + paint(score, "bold")
    for made in one.scores:
        label = words(f"choose.criteria.{made.criterion}")
        shown = f"{decimal(round(made.score), words.language):>4} {paint(bar(round(made.score), 100, _BAR), 'accent')}"
        first, *rest = textwrap.wrap(
            _because(made, one.candidate, words), WIDTH - 30, break_on_hyphens=False
        ) or [""]
        yield f"    {label:<9}{shown}  {first}"
        yield from (f"{'':<30}{line}" for line in rest)


def _where(one: Candidate, words: Words) -> str:
    if one.service is None:
        return words("choose.in_catalogue", id=one.catalogue)
    return words("choose.in_wave", wave=one.wave) if one.wave else words("choose.in_project")


def _because(made: Score, one: Candidate, words: Words) -> str:
    facts = dict(made.facts)
    match made.criterion:
        case RankingCriterion.VOLUME:
            if facts["cases"] is None:
                return words("choose.no_cases")
            text = words("choose.because.volume", **_numbers(facts, words))
            return text + (words("choose.example") if facts["example"] else "")
        case RankingCriterion.BENEFIT:
            if facts["hours"] is None:
                return words("choose.elsewhere" if one.elsewhere else "choose.no_hours")
            variant = words.choice(facts["variant"]).lower()
            text = words("choose.because.benefit", **{**_numbers(facts, words), "variant": variant})
            return text + (words("choose.example_times") if facts["example"] else "")
        case RankingCriterion.EFFORT:
            kinds = [words.choice(ComponentKind(kind)).lower() for kind in one.lacking]
            text = (
                words("choose.because.lacking", kinds=kinds)
                if kinds
                else words("choose.because.nothing_lacks")
            )
            return text + (words("choose.special") if one.special_data else "")
    return words("choose.because.common" if facts["shared"] else "choose.because.common_there", **facts)


def _numbers(facts: dict[str, object], words: Words) -> dict[str, str]:
    return {
        key: decimal(round(value), words.language)
        for key, value in facts.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
