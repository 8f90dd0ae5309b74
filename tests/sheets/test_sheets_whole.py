"""``tpn export --all``: every field that a lead can write stands in the workbook, or is named here with the reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn
from tests.sheets.laid import laid
from tpn.languages import LANGUAGES
from tpn.model import load
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.sheets.load_style import load_style
from tpn.texts import Words
from tpn.views.rows import LISTS, SECTIONS, class_of

EXAMPLES = ROOT / "examples"
NEVER = {"x", "ended", "id", "format"}
"""Columns of the municipality's own, what the verbs of ending write, what names a record."""
APART = {
    **dict.fromkeys(("stakeholders.interest", "stakeholders.influence", "stakeholders.attitude",
                     "stakeholders.strategy", "contacts"), "judgements of people: in the style stakeholders"),
    "minutes.gate": "what a meeting decided at a gate is written by tpn meet, and stands with its decision",
    "checklist.waiver": "given at the gate, by tpn waive",
    "project.lights": "a light is set with its reason and until when, by tpn set",
    "project.advice": "how tpn works, not what the project is", "project.access": "how tpn works",
    "launch.checklist": "the tab of the checklists", "bids.answers": "the tab of the answers",
    "processes.variants": "the tab of the steps, a variant at a time",
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
        elif take.form == "values_by_key" and take.keys:
            yield from (f"{prefix}{name}.{key.value}" for key in take.keys)
        elif take.form in {"values_by_key", "records_by_key"} and name not in LISTS:
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_tabs_and_no_two_columns_of_a_tab_are_called_alike(language: str) -> None:
    """Nobody finds one of two tabs of one name, and a heading says which column is meant."""
    words = Words(language)
    names = [words.fill(tab.name.of(language), {}) for tab in load_style("whole", None).tabs]
    assert len({name.casefold() for name in names}) == len(names)
    book, _ = laid(EXAMPLES / "halden", "whole", language)
    for tab in book.tabs:
        heads = [str(cell.value) for cell in tab.rows[tab.header]] if tab.header is not None else []
        assert len(set(heads)) == len(heads), (tab.name, heads)


def test_what_is_on_hold_is_with(tpn: Tpn, halden: Path) -> None:
    assert tpn("postpone", "parkering", "--reason", "Venter", "--write", "-p", halden).code == 0
    book, _ = laid(halden, "whole")
    said = {tab.name: {cell.value for row in tab.rows for cell in row} for tab in book.tabs}
    assert "parkering" in said["Tjenester"]
    held = {one.address for one in load(halden).index.of("activities") if one.record.service == "parkering"}  # type: ignore[attr-defined]
    assert held <= said["Aktiviteter"]
