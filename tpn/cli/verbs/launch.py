"""``tpn launch [SERVICE]``: the readiness board; one service's checklist; a launch recorded when it may be."""

from tpn.actions.document_access import access_of_document
from tpn.actions.find_named import standing_service
from tpn.actions.lay_out_sheets import style_named, workbook
from tpn.actions.load_plan import plan_of
from tpn.actions.record_launch import record_launch
from tpn.charts.svg import carrying
from tpn.charts.uptake import counted, picture
from tpn.cli.documents import give
from tpn.cli.exit_codes import FAULTS, OK
from tpn.cli.print_effects import print_effect
from tpn.cli.run import Run
from tpn.plan import Plan
from tpn.reports.launch_board import BoardScreen
from tpn.spreadsheets.writers import files_of
from tpn.views.description import description, description_json
from tpn.views.launch import ServicePage, board_json, launch_board, page_json, service_page
from tpn.views.next_step import after_board, after_page

PAGES = ("table", "json", "md", "html", "docx", "pdf")
SHEETS = ("xlsx", "ods", "csv")


def perform(
    run: Run, *, service: str | None, date: str | None, every: bool, description: bool, write: bool
) -> int:
    """What may go live, and what it lacks."""
    if service is None:
        if date or write or description:
            run.stop("launch-needs-service", hint=None if date or write else "description")
        show_board(run)
        return OK
    plan = plan_of(run)
    named = standing_service(run, service)
    if date or write:
        when = run.date(date, "--date", rule="recorded") if date else run.today
        done = record_launch(run, plan, named, when, write=write)
        print_effect(run, done, leave_out=frozenset(plan.facts.going_live.values()))
        key = "launch.recorded" if write else "launch.would"
        run.say(run.words(key, service=plan.project.service[named].name, date=when))
        return OK
    if description:
        show_description(run, plan, named)
        return OK
    return show_service(run, plan, named, every=every)


def show_board(run: Run) -> None:
    """The services on two tracks, in the format that was asked for."""
    kind = run.format(*PAGES, *SHEETS)
    if kind in SHEETS:
        _sheet(run, kind)
        return
    view = launch_board(plan_of(run))
    if kind == "json":
        run.json(board_json(view))
    elif kind == "table":
        run.following = after_board(view)
        run.show(BoardScreen(view, run.words, run.display.width).blocks())
    else:
        give(run, "launch-board", {"view": view}, run.words("launch.board_name"), kind=kind)


def _sheet(run: Run, kind: str) -> None:
    """The board and its open points as a workbook; the points come home by ``tpn import``."""
    if run.output is None:
        run.stop("export-needs-output")
    book = workbook(run, style_named(run, "board"))
    run.give(files_of(book, run.output.with_suffix(f".{kind}")))


def show_service(run: Run, plan: Plan, service: str, *, every: bool) -> int:
    """One service's page; exit code 1 while a must point holds its launch back."""
    kind = run.format(*PAGES, "svg")
    view = service_page(plan, service, run.language)
    if kind == "svg":
        run.out(carrying(_uptake(run, view), access_of_document(run, "launch-service")))
        return OK
    if kind == "json":
        run.json(page_json(view))
    else:
        run.following = after_page(view, run.today)
        _page(run, view, kind, every=every or kind != "table")
    if kind == "table":
        run.tell_signs()
    return OK if view.ready.may_launch else FAULTS


def _page(run: Run, view: ServicePage, kind: str, *, every: bool) -> None:
    """The page as a document, with the curve of its uptake where pictures can be."""
    drawn = kind in {"html", "docx", "pdf"} and bool(counted(view))
    pictures = {"uptake": _uptake(run, view)} if drawn else None
    title = run.words("launch.page_name", service=view.ready.service.name)
    give(run, "launch-service", {"view": view, "every": every, "drawn": drawn}, title, pictures, kind=kind)


def _uptake(run: Run, view: ServicePage) -> str:
    """The digital share over time as a picture.

    Raises:
        Stop: nothing has been counted yet (exit code 1).
    """
    if not counted(view):
        one = view.ready.service
        run.stop("no-figures", exit_code=1, service=one.name, id=one.id)
    return picture(view, run.words)


def show_description(run: Run, plan: Plan, service: str) -> None:
    """The service description as a document, with what it still lacks, its approval and its next review."""
    kind = run.format(*PAGES)
    view = description(plan, service, run.language)
    if kind == "json":
        run.json(description_json(view))
    else:
        give(run, "service-description", {"view": view}, view.page.ready.service.name, kind=kind)
