"""``tpn map``: the nyttekart as a picture, and as a table."""

from tpn.actions.document_access import access_of_document
from tpn.actions.find_named import service_named
from tpn.charts.benefits_map import picture
from tpn.charts.svg import carrying
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.views.benefits_map import MapColumn, as_json, benefits_map, rows


def perform(run: Run, *, service: str | None) -> None:
    """What makes which benefit possible, for whom and for what."""
    kind = run.format("table", "json", "svg", *DOCUMENTS[1:])
    view = benefits_map(run.remaining, run.today, service_named(run, service) if service else None)
    if kind == "json":
        run.json(as_json(view))
        return
    if kind == "svg":
        run.out(carrying(picture(view, run.words), access_of_document(run, "benefits-map")))
        return
    facts = {
        "view": view, "rows": rows(view), "pictured": kind in {"html", "docx", "pdf"}, "short": kind == "table",
        "others": [view.of(column) for column in MapColumn if column is not MapColumn.BENEFIT],
    }  # fmt: skip
    title = run.words("map.title", name=view.service or view.name)
    give(run, "benefits-map", facts, title, {"nyttekart": picture(view, run.words, titled=False)}, kind=kind)
