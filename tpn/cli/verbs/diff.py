"""``tpn diff [A] [B]``: what is otherwise between two states of the project."""

from tpn.actions.compare_states import compared
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.model.choices import Phase
from tpn.model.questions import Questions
from tpn.reports.differences_screen import DifferencesScreen
from tpn.views.differences import Differences


def perform(run: Run, *, first: str | None, last: str | None) -> None:
    """What is otherwise between two states of the project."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    view = compared(run, first, last)
    if kind == "json":
        run.json(_json(view))
        return
    project, questions = run.project, Questions(run.folder)
    names = {one.id: one.name for one in project.people} | {one.id: one.name for one in project.services}
    points = {one.id: one.text for phase in Phase for one in questions.of(phase)}
    title = run.words("diff.head", first=view.first, last=view.last)
    give_shown(run, DifferencesScreen(run.words, names, points).blocks(view), title, kind)


def _json(view: Differences) -> dict[str, object]:
    return {
        "format": 1, "from": view.first, "to": view.last,
        "records": [
            {
                "change": one.change, "id": one.id, "title": one.title, "decision": one.decision,
                "fields": [{"field": ".".join(f.way), "old": f.old, "new": f.new} for f in one.fields],
            }
            for one in view.records
        ],
        "lights": view.lights,
        "replaced": [one._asdict() for one in view.replaced],
    }  # fmt: skip
