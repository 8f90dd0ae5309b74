"""The lights of a project as lines of a document: the light, what it is about, why."""

from tpn.model.choices import Light
from tpn.plan import Plan
from tpn.reports.status_words import StatusWords
from tpn.texts import Words
from tpn.views.status import LightLine, status


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
                _why(said, line),
            )
            for line in view.lights
        ),
    )


def _why(said: StatusWords, line: LightLine) -> str:
    """The reason; that a grey light does not know stands beside it already."""
    unknown = line.shown.light is Light.GREY and not line.shown.overruled
    return said.because(line.shown.because[0]) if unknown else said.reason(line, printed=True)
