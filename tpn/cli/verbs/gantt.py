"""``tpn gantt``: the plan as a picture, and on the terminal."""

from tpn.actions.document_access import access_of_document
from tpn.actions.find_named import standing_service
from tpn.actions.load_plan import plan_of
from tpn.charts.gantt import drawable, picture
from tpn.charts.gantt_words import finish_said, told
from tpn.charts.svg import carrying
from tpn.cli.documents import give
from tpn.cli.run import Run
from tpn.reports.gantt_book import gantt_book
from tpn.reports.gantt_screen import GanttScreen
from tpn.reports.pdf import png
from tpn.spreadsheets.writers import files_of
from tpn.views.frozen import frozen
from tpn.views.gantt import gantt, of_service


def perform(run: Run, *, service: str | None) -> None:
    """The plan by phase and by service, agreed against forecast."""
    kind = run.format("table", "json", "svg", "png", "xlsx", "ods", "md", "html", "docx", "pdf")
    view = gantt(plan_of(run))
    if service:
        view = of_service(view, standing_service(run, service))
    if kind == "json":
        run.json({"format": 1, **frozen(view)})
    elif kind == "table":
        run.show(GanttScreen(view, run.words, run.display.width).blocks())
    elif kind == "svg":
        run.out(carrying(picture(view, run.words, alone=True), access_of_document(run, "gantt")))
    elif kind == "png":
        if run.output is None:
            run.stop("needs-output")
        run.deliver(png(picture(view, run.words)))
    elif kind in {"xlsx", "ods"}:
        if run.output is None:
            run.stop("needs-output")
        run.give(files_of(gantt_book(view, run.words), run.output, access_of_document(run, "gantt")))
    else:
        drawn = drawable(view) and kind != "md"
        facts = {
            "view": view, "told": told(view, run.words) if drawn else "", "finish": finish_said(view, run.words),
        }  # fmt: skip
        title = run.words("gantt.title", name=view.name)
        pictures = {"gantt": picture(view, run.words, headed=False)} if drawn else None
        give(run, "gantt", facts, title, pictures, kind=kind)
