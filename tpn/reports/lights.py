"""The lights of a project as lines of a document: the light, what it is about, why."""

from tpn.model.choices import Light
from tpn.model.people import name_of
from tpn.plan import Plan
from tpn.reports.status_words import StatusWords
from tpn.texts import Words
from tpn.texts.light_reasons import OverallPart, verdict
from tpn.views.status import status


def light_rows(plan: Plan, words: Words) -> tuple[tuple[Light, str, str], ...]:
    """The whole project first, then each dimension."""
    view = status(plan)
    said = StatusWords(view, words)
    people = plan.project.person
    told = (
        OverallPart(shown.dimension, shown.light, shown.computed, shown.overruled, name_of(people, shown.by))
        for shown in (line.shown for line in view.lights)
    )
    whole = (
        view.overall,
        words("agenda.whole"),
        f"{verdict(view.overall, told, words).rstrip('.')}. {said.forecast(printed=True)}",
    )
    return (
        whole,
        *(
            (
                line.shown.light,
                words(f"status.dimensions.{line.shown.dimension}"),
                said.reason(line, printed=True),
            )
            for line in view.lights
        ),
    )
