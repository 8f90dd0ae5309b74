"""Which services are best taken next: candidates ranked by volume, expected benefit, effort and what they share.

Each criterion gives a score of 0–100 with the facts behind it: the best candidate has 100 in volume and benefit, the
easiest in effort. The sum is weighted by the project's own weights.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from tpn.model.about import Choose, Service
from tpn.model.actors import Side, SideOf
from tpn.model.choices import ComponentKind, VariantName
from tpn.model.deliveries import is_delivered
from tpn.model.ended import fallen_out
from tpn.model.procurement import Component
from tpn.model.project import Project
from tpn.plan.freed_time import HOUR
from tpn.plan.processes import Comparison, compare
from tpn.plan.rounding import exact, shown

_HUNDRED = 100
_OWN = "municipality"
"""The body that decides, where the catalogue does not say another."""


class RankingCriterion(StrEnum):
    """What candidates are ranked by; the names of the project's weights."""

    VOLUME = "volume"
    BENEFIT = "benefit"
    EFFORT = "effort"
    COMMON = "common"


@dataclass(frozen=True)
class Candidate:
    """A service that could be next, with what is known of it.

    ``example_volume`` and ``example_times``: the number of cases or the minutes are the catalogue's. ``hours``: freed
    in a year if all cases went by ``variant``. ``needs`` are kinds of component; ``there`` those that the project has
    or is getting, ``coming`` those of them that are not delivered, ``lacking`` those it is not. ``full_hours``: what
    full integration would free, where no way is chosen. ``elsewhere``: another body decides, so the municipality
    frees nothing.
    """

    catalogue: str | None
    service: str | None
    name: str
    wave: int | None
    cases: float | None
    example_volume: bool
    variant: VariantName | None
    hours: Fraction | None
    example_times: bool
    needs: tuple[str, ...]
    there: tuple[str, ...]
    special_data: bool
    elsewhere: bool = False
    coming: tuple[str, ...] = ()
    full_hours: Fraction | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The kinds of component that must be got first."""
        return tuple(kind for kind in self.needs if kind not in self.there)

    @property
    def points(self) -> int:
        """The effort: one for each component that is lacking, one for special personal data."""
        return len(self.lacking) + self.special_data


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one criterion, and the facts that it was made of."""

    criterion: RankingCriterion
    score: float
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its weighted score and what it is made of."""

    rank: int
    candidate: Candidate
    score: float
    scores: tuple[Score, ...]


def ranked(found: Sequence[Candidate], weights: Choose) -> tuple[Ranked, ...]:
    """The candidates, the best first; of two that are equal, the one that came first."""
    scored = [(one, _scores(one, found)) for one in found]
    sums = [(one, scores, _sum(scores, weights)) for one, scores in scored]
    sums.sort(key=lambda made: -made[2])
    return tuple(Ranked(rank, one, total, scores) for rank, (one, scores, total) in enumerate(sums, 1))


def _sum(scores: Iterable[Score], weights: Choose) -> float:
    weighted = [(exact(getattr(weights, score.criterion)), exact(score.score)) for score in scores]
    whole = sum((weight for weight, _ in weighted), Fraction())
    return shown(sum((w * s for w, s in weighted), Fraction()) / whole, 1) or 0.0 if whole else 0.0


def _scores(one: Candidate, found: Sequence[Candidate]) -> tuple[Score, ...]:
    return _volume(one, found), _benefit(one, found), _effort(one, found), _common(one, found)


def _volume(one: Candidate, found: Sequence[Candidate]) -> Score:
    """Cases a year, against the candidate that has most."""
    most = max((other.cases or 0 for other in found), default=0)
    facts = {"cases": one.cases, "most": most, "example": one.example_volume}
    return Score(RankingCriterion.VOLUME, _share(exact(one.cases or 0), exact(most)), facts)


def _benefit(one: Candidate, found: Sequence[Candidate]) -> Score:
    """Hours freed in a year, against the candidate that frees most."""
    most = max((other.hours or Fraction() for other in found), default=Fraction())
    facts = {
        "hours": shown(one.hours, 0),
        "most": shown(most, 0),
        "variant": one.variant,
        "example": one.example_times,
        "full": shown(one.full_hours, 0),
    }
    return Score(RankingCriterion.BENEFIT, _share(max(one.hours or Fraction(), Fraction()), most), facts)


def _effort(one: Candidate, found: Sequence[Candidate]) -> Score:
    """100 when nothing must be got first; 0 for the candidate that asks for most."""
    most = max((other.points for other in found), default=0)
    score = _share(Fraction(most - one.points), Fraction(most)) if most else 100.0
    facts = {
        "points": one.points,
        "most": most,
        "lacking": one.lacking,
        "coming": one.coming,
        "special_data": one.special_data,
    }
    return Score(RankingCriterion.EFFORT, score, facts)


def _common(one: Candidate, found: Sequence[Candidate]) -> Score:
    """How much of what it needs is there already, or is needed by the other candidates too.

    100 × (there + times / others) / needs, where ``times`` counts each part that lacks once for every other candidate
    that needs it too.
    """
    others = [other for other in found if other is not one]
    parts = [_needed(kind, one, others) for kind in one.needs]
    score = shown(sum(parts, Fraction()) / len(parts) * _HUNDRED, 1) if parts else 0.0
    facts = {"needs": len(one.needs), "there": len(one.there),
             "others": len(others), "times": sum(kind in other.needs for kind in one.lacking for other in others),
             "shared": sum(any(kind in other.needs for other in others) for kind in one.lacking)}  # fmt: skip
    return Score(RankingCriterion.COMMON, score or 0.0, facts)


def _needed(kind: str, one: Candidate, others: Sequence[Candidate]) -> Fraction:
    """1 for what is there; else the share of the other candidates that need it too."""
    if kind in one.there:
        return Fraction(1)
    return Fraction(sum(kind in other.needs for other in others), len(others)) if others else Fraction()


def _share(part: Fraction, whole: Fraction) -> float:
    return shown(part / whole * _HUNDRED, 1) or 0.0 if whole else 0.0


# ---------------------------------------------------------------- who the candidates are


def candidates(
    project: Project, catalogue: Iterable[Mapping[str, Any]], launched: Iterable[str], side_of: SideOf
) -> tuple[Candidate, ...]:
    """The services of the project that are not launched, then those of the catalogue that are not in the project.

    Args:
        project: the project.
        catalogue: the services of the catalogue, steps in full, in one language.
        launched: the ids of services that are on.
        side_of: whose time an actor's is.
    """
    known = {str(content["id"]): content for content in catalogue}
    over, here = set(launched), {service.catalogue for service in project.services}
    own = [
        _of_project(service, known.get(service.catalogue or "", {}), project, side_of)
        for service in project.services
        if service.id not in over
    ]
    return (*own, *(_of_catalogue(content, project) for name, content in known.items() if name not in here))


def _of_project(service: Service, content: Mapping[str, Any], project: Project, side_of: SideOf) -> Candidate:
    found = compare(project, service.id, side_of)
    cases = service.cases_per_year
    volume = cases if cases is not None else content.get("example_volume")
    variant = _variant(found)
    minutes = found.freed_minutes(variant) if variant else None
    own = [one.kind.value for one in _standing(project) if one.kind and service.id in one.services]
    needs = tuple(dict.fromkeys(own or content.get("needs", ())))
    there = tuple(kind for kind in needs if kind in own or _has(kind, content, project))
    if minutes is None and content:  # nothing of one's own yet: the catalogue's minutes are a first idea
        variant, minutes = VariantName.SELFSERVICE, _saved(content)
    full = found.freed_minutes(VariantName.INTEGRATED) if found.chosen is None else None
    example, times = cases is None and volume is not None, found.example_times or found.as_is is None
    return Candidate(
        content.get("id"), service.id, service.name, service.wave, volume, example, variant,
        _hours(minutes, volume), times, needs, there, bool(content.get("special_data")),
        coming=_coming(there, content, project, service.id), full_hours=_hours(full, volume),
    )  # fmt: skip


def _variant(found: Comparison) -> VariantName | None:
    """The chosen variant, else self-service: what comes first."""
    if found.chosen in found.by_name and found.chosen is not VariantName.PAPER:
        return found.chosen
    return VariantName.SELFSERVICE if VariantName.SELFSERVICE in found.by_name else None


def _of_catalogue(content: Mapping[str, Any], project: Project) -> Candidate:
    volume = content.get("example_volume")
    needs = tuple(content.get("needs", ()))
    there = tuple(kind for kind in needs if _has(kind, content, project))
    elsewhere = content.get("responsible_body", _OWN) != _OWN
    return Candidate(
        content["id"], None, content["name"], None, volume, example_volume=True, variant=VariantName.SELFSERVICE,
        hours=None if elsewhere else _hours(_saved(content), volume), example_times=True, needs=needs, there=there,
        special_data=bool(content.get("special_data")), elsewhere=elsewhere,
        coming=_coming(there, content, project),
    )  # fmt: skip


def _standing(project: Project) -> Iterator[Component]:
    """The components that the project has or is getting."""
    yield from (one for one in project.procurement.components if not fallen_out(one))


def _has(kind: str, content: Mapping[str, Any], project: Project) -> bool:
    """Whether the project has or gets a component of a kind; a system of a subject must be that subject's."""
    return bool(_of_kind(kind, content, project))


def _of_kind(kind: str, content: Mapping[str, Any], project: Project) -> list[Component]:
    """The components of a kind that a service can use; of a system of a subject, that subject's."""
    some = [one for one in _standing(project) if one.kind and one.kind.value == kind]
    if kind != ComponentKind.LINE_SYSTEM:
        return some
    steps = (step for one in content.get("variants", {}).values() for step in one["steps"])
    system = next((step["system"] for step in steps if step["component"] == kind), None)
    return [one for one in some if one.name == system]


def _coming(
    there: Iterable[str], content: Mapping[str, Any], project: Project, service: str | None = None
) -> tuple[str, ...]:
    """The kinds of which no component is delivered yet: of the service's own where it has some."""

    def delivered(kind: str) -> bool:
        own = [one for one in _standing(project) if one.kind == kind and service in one.services]
        return any(map(is_delivered, own or _of_kind(kind, content, project)))

    return tuple(kind for kind in there if not delivered(kind))


def _saved(content: Mapping[str, Any]) -> float | None:
    """The minutes that a case saves by self-service, as the catalogue has them."""
    return shown(_minutes(content, VariantName.PAPER) - _minutes(content, VariantName.SELFSERVICE))


def _minutes(content: Mapping[str, Any], variant: VariantName) -> Fraction:
    steps = content["variants"][variant.value]["steps"]
    ours = [step for step in steps if step["side"] == Side.MUNICIPALITY.value]
    return sum((exact(step["minutes"]) * exact(step["share"]) / _HUNDRED for step in ours), Fraction())


def _hours(minutes: float | None, cases: float | None) -> Fraction | None:
    return None if minutes is None or cases is None else exact(minutes) * exact(cases) / HOUR
