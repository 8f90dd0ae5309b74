"""``tpn choose`` in words: the candidates, the best first, each score with the numbers it was made of."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from tpn.model.about import Choose
from tpn.model.choices import ComponentKind
from tpn.plan.ranking import Candidate, Ranked, RankingCriterion, Score
from tpn.reports.signs import bar
from tpn.texts import Words, decimal

_BAR = 10


class ScoreLine(NamedTuple):
    """One score in words: of what, how much (0–100), and why."""

    name: str
    score: str
    bar: str
    why: str


class CandidateLines(NamedTuple):
    """One candidate in words."""

    rank: int
    name: str
    where: str
    score: str
    bar: str
    scores: tuple[ScoreLine, ...]


def choose_facts(found: Sequence[Ranked], weights: Choose, words: Words) -> dict[str, Any]:
    """What the template of the ranking may use."""
    said = " · ".join(
        f"{words(f'choose.criteria.{criterion}').lower()} {decimal(getattr(weights, criterion), words.language)}"
        for criterion in RankingCriterion
    )
    return {
        "weights": words("choose.weights", weights=said),
        "found": [_candidate(one, words) for one in found],
    }


def _candidate(one: Ranked, words: Words) -> CandidateLines:
    scores = (
        ScoreLine(
            words(f"choose.criteria.{made.criterion}"), *_told(made.score, words),
            _because(made, one.candidate, words),
        )
        for made in one.scores
    )  # fmt: skip
    where = _where(one.candidate, words)
    return CandidateLines(one.rank, one.candidate.name, where, *_told(one.score, words), tuple(scores))


def _told(score: float, words: Words) -> tuple[str, str]:
    return decimal(round(score), words.language), bar(round(score), 100, _BAR)


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
            full = words("choose.because.full", **_numbers(facts, words)) if facts["full"] is not None else ""
            return text + full + (words("choose.example_times") if facts["example"] else "")
        case RankingCriterion.EFFORT:
            kinds = [words.choice(ComponentKind(kind)).lower() for kind in one.lacking]
            text = (
                words("choose.because.lacking", kinds=kinds)
                if kinds
                else words("choose.because.nothing_lacks")
            )
            if one.coming:
                coming = [words.choice(ComponentKind(kind)).lower() for kind in one.coming]
                text += words("choose.because.coming", kinds=coming)
            points = words("choose.because.points", points=facts["points"], most=facts["most"])
            return text + (words("choose.special") if one.special_data else "") + points
    return words("choose.because.common" if facts["shared"] else "choose.because.common_there", **facts)


def _numbers(facts: dict[str, object], words: Words) -> dict[str, str]:
    return {
        key: decimal(value, words.language, 0)
        for key, value in facts.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
