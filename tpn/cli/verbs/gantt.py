"""``tpn gantt``: the plan as a picture, and on the terminal."""

import shutil
import sys

from tpn.actions.load_plan import plan_of
from tpn.charts.gantt import drawable, finish_said, picture, told
from tpn.cli.documents import give
from tpn.cli.run import Run
from tpn.reports.ansi import painter
from tpn.reports.gantt_screen import GanttScreen
from tpn.reports.pdf import png
from tpn.views.frozen import frozen
from tpn.views.gantt import gantt

_NARROWEST, _WIDEST = 60, 120


def perform(run: Run) -> None:
    """The plan by phase and by service, agreed against forecast."""
    kind = run.format("table", "json", "svg", "png", "md", "html", "docx", "pdf")
    view = gantt(plan_of(run))
    if kind == "json":
        run.json({"format": 1, **frozen(view)})
    elif kind == "table":
        at_screen = run.output is None and sys.stdout.isatty()
        wide = shutil.get_terminal_size().columns if at_screen else 80
        width = min(_WIDEST, max(_NARROWEST, wide))
        run.out(GanttScreen(view, run.words, painter(colour=run.colour), width).text())
    elif kind == "svg":
        run.out(picture(view, run.words, alone=True))
    elif kind == "png":
        if run.output is None:
            run.stop("needs-output")
        run.deliver(png(picture(view, run.words)))
    else:
        drawn = drawable(view) and kind != "md"
        facts = {
            "view": view, "told": told(view, run.words) if drawn else "", "finish": finish_said(view, run.words),
        }  # fmt: skip
        title = run.words("gantt.title", name=view.name)
        give(run, "gantt", facts, title, {"gantt": picture(view, run.words)} if drawn else None, kind=kind)
