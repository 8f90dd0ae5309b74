"""The lights of a project as lines of a document: the light, what it is about, why."""

from tpn.model.choices import Light
from tpn.plan import Plan
from tpn.reports.status_words import StatusWords
from tpn.texts import Words
from tpn.views.status import status


def light_rows(plan: Plan, words: Words) -> tuple[tuple[Light, str, str], ...]:
    """The whole project first, then each dimension."""
    view = status(plan)
    said = StatusWords(view, words)
    whole = (
        view.overall,
        words("agenda.whole"),
        said.forecast(),
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
