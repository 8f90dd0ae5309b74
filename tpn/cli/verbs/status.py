"""``tpn status``: where the project stands, on one screen."""

from tpn.actions.find_named import phase_named, standing_service
from tpn.actions.load_plan import plan_of
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.history.last_told import last_told
from tpn.model.recorded import ahead
from tpn.reports.blocks import told
from tpn.reports.status_page import status_facts
from tpn.reports.status_screen import StatusScreen
from tpn.reports.status_words import StatusWords
from tpn.reports.terminal import drawn
from tpn.views.changes import changes
from tpn.views.next_step import after_status
from tpn.views.status import as_json, status


def perform(run: Run, *, service: str | None, phase: str | None) -> None:
    """Where the project stands."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind in {"html", "docx", "pdf"} and not phase:
        _report(run, standing_service(run, service) if service else None, kind)
        return
    plan = plan_of(run)
    before = last_told(run.folder, run.today)
    view = status(
        plan,
        before["lights"] if before else None,
        service=standing_service(run, service) if service else None,
        phase=phase_named(run, phase) if phase else None,
        index=run.loaded.index,
    )
    if kind == "json":
        run.json(as_json(view, plan))
        return
    if later := sum(1 for _ in ahead(run.loaded.index, run.today)):
        run.tell(run.words("status.backwards", n=later, date=run.today))
    # what has changed is known of the whole project only
    since = changes(plan, before) if before and not (service or phase) else None

    said = StatusWords(view, run.words, since)
    if kind == "table":
        run.following = after_status(view)
        run.show(StatusScreen(said, run.display.width, foot=_foot(run)).blocks())
        run.tell_signs()
    else:
        give(run, "status", status_facts(said), view.name, kind=kind)


def _foot(run: Run) -> int:
    """The lines below the screen: what the signs mean, and the next command, longer where the project lies far away."""
    line = run.next_line()
    return 1 + (drawn([told(line)], run.display).count("\n") if line else 0)


def _report(run: Run, service: str | None, kind: str) -> None:
    """As a document to others the status is the status report to the steering group."""
    # the screen needs none of the libraries that write documents
    from tpn.actions.make_report import made_report, rendered
    from tpn.history.published import READERS

    if kind != "html" and run.output is None:
        run.stop("needs-output")
    result = rendered(run, made_report(run, service), READERS[0], kind)
    if isinstance(result, bytes):
        run.deliver(result)
    else:
        run.out(result)
