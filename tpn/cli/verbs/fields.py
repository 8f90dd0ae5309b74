"""``tpn fields KIND``: what a kind of record can say, before one exists."""

from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.edits.new_record import LISTS, class_of
from tpn.model.shapes import Activity
from tpn.texts.field_told import field_told
from tpn.views.field_list import field_list, fields_json


def perform(run: Run, *, kind: str | None) -> None:
    """The fields of a kind of record, with what each takes."""
    form = run.format("table", "json", *DOCUMENTS[1:])
    if kind is None:
        if form == "json":
            run.json({"format": 1, "kinds": list(LISTS)})
            return
        kinds = [
            (run.words(f"kinds.{one}.many"), run.words(f"kinds.{one}.one")) for one in ("activities", *LISTS)
        ]
        give(run, "kinds", {"kinds": kinds}, run.words("fields_of.title"), kind=form)
        return
    index = run.loaded.index if run.words.folder is not None else None
    cls = class_of(kind, index, run.words.folder)
    found = field_list(cls)
    if form == "json":
        run.json(fields_json(kind, found))
        return
    told = [field_told(cls, one.way, run.words) for one in found]
    give(
        run,
        "fields",
        {"fields": told, "kind": kind, "phase": cls is Activity},
        run.words("fields_of.of", kind=kind),
        kind=form,
    )
