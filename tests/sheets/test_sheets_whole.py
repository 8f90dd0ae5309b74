"""``tpn export --all``: every field that a lead can write stands in the workbook, or is named here with the reason."""

from collections.abc import Iterator

from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.sheets.load_style import load_style
from tpn.views.rows import LISTS, SECTIONS, class_of

NEVER = {"x", "ended", "id", "format"}
"""Columns of the municipality's own, what the verbs of ending write, what names a record."""
APART = {
    **dict.fromkeys(("stakeholders.interest", "stakeholders.influence", "stakeholders.attitude",
                     "stakeholders.strategy", "contacts"), "judgements of people: in the style stakeholders"),
    "minutes.gate": "what a meeting decided at a gate is written by tpn meet, and stands with its decision",
    "checklist.waiver": "given at the gate, by tpn waive",
}  # fmt: skip


def leaves(cls: type[Record], prefix: str = "", depth: int = 0) -> Iterator[str]:
    """The plain fields of a record and of the parts inside it."""
    for name, take in takes(cls).items():
        if name in NEVER:
            continue
        if take.form == "record" and take.record and depth < 2:
            yield from leaves(take.record, f"{prefix}{name}.", depth + 1)
        elif take.form in {"value", "values"} and take.record is None:
            yield prefix + name


def test_every_list_and_every_plain_field_of_the_format_stands_in_the_whole_workbook() -> None:
    columns: dict[str, set[str]] = {}
    for tab in load_style("whole", None).tabs:
        for table in tab.tables:
            columns.setdefault(table.rows, set()).update(column.field for column in table.columns)
    kinds = {*LISTS, *SECTIONS, "activities", "checklist"} - APART.keys()
    assert not kinds - columns.keys()
    missing = {
        f"{kind}.{name}" for kind in kinds for name in leaves(class_of(kind))
        if name not in columns[kind] and f"{kind}.{name.split('.')[0]}" not in APART
    }  # fmt: skip
    assert missing == set()
