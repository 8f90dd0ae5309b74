"""``tpn choose``: candidates for the next services, ranked by the project's own weights."""

from tpn.actions.load_plan import plan_of
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.model.about import Choose
from tpn.model.actors import Actors
from tpn.plan.ranking import Ranked, RankingCriterion, candidates, ranked
from tpn.reports.choose_words import choose_facts
from tpn.starter.blueprint import catalogue
from tpn.views.next_step import after_choose


def perform(run: Run) -> None:
    """Which services are best taken next."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    plan = plan_of(run)
    weights = run.project.about.choose or Choose()
    services = {
        content["id"]: content for content in catalogue(run.project.about.language, run.words.folder).values()
    }
    standing = {one.id for one in run.remaining.services}
    left = {one.catalogue for one in run.project.services if one.id not in standing}
    found = candidates(
        run.remaining,
        [one for name, one in services.items() if name not in left],
        plan.facts.launched,
        Actors(run.folder).side,
    )
    made = ranked(found, weights)
    if kind == "json":
        run.json(_as_json(made, weights))
        return
    run.following = after_choose(made)
    give(run, "choose", choose_facts(made, weights, run.words), run.words("choose.title"), kind=kind)


def _as_json(found: tuple[Ranked, ...], weights: Choose) -> dict[str, object]:

    return {
        "format": 1,
        "weights": {criterion.value: getattr(weights, criterion) for criterion in RankingCriterion},
        "candidates": [
            {
                "rank": one.rank,
                "score": one.score,
                "service": one.candidate.service,
                "catalogue": one.candidate.catalogue,
                "name": one.candidate.name,
                "wave": one.candidate.wave,
                "scores": one.scores,
            }
            for one in found
        ],
    }
