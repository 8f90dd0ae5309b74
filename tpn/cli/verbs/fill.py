"""``tpn fill WORKBOOK``: the municipality's own workbook filled in place, every other part as it was."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tpn.cli.run import Run
from tpn.library import load, pieces
from tpn.model.project import Project
from tpn.problems import Problem, Stop
from tpn.recognise.fill_ods import OdsWorkbook
from tpn.recognise.fill_workbook import CannotFill, FilledWorkbook, Workbook
from tpn.recognise.find_form import Filling, FormBlock, FormFault, filling, read_form, recognised
from tpn.recognise.recognise import recognise
from tpn.recognise.tabs import grids_of
from tpn.recognise.words import load_words
from tpn.reports.blocks import Block, Heading, Paragraph, inline, listed
from tpn.reports.terminal import drawn
from tpn.roundtrip.form_of_reading import blocks_of
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.found_book import FoundBook, spot
from tpn.views.form_facts import FormFacts, class_of, knows

_SUFFIXES = ("xlsx", "xlsm", "ods")
_LINES = 4
"""Cells shown of each tab; the rest is counted."""


def perform(run: Run, *, workbook: Path, profile: str | None, write: bool) -> None:
    """Fill the municipality's own workbook, leaving every other part of the file as it was."""
    run.format("table", "json", *_SUFFIXES)
    found, data = _read(run, workbook)
    name, blocks = _form(run, found, profile)
    facts = FormFacts(run.remaining, run.loaded.standing)
    tabs = {tab.name: tab for tab in found.tabs}

    def current(sheet: str, cell: str) -> object:

        place = spot(cell)
        return tabs[sheet].value(*place) if place and sheet in tabs else None

    made = filling(blocks, facts, current, lambda value: run.words.fill("{value}", {"value": value}))
    try:
        book = OdsWorkbook(data) if found.format == "ods" else Workbook(data)
        filled = book.filled(made.puts)
    except CannotFill:
        run.stop("fill-not-possible", file=str(workbook), exit_code=1)
    _finish(run, workbook, data, filled, write=write)
    _tell(run, workbook, name, made, filled, written=write or run.output is not None)


def _read(run: Run, workbook: Path) -> tuple[FoundBook, bytes]:
    """The workbook's values, read behind the guard, and its bytes."""
    found = read_guarded(workbook, name=workbook.name, structure=False)
    if isinstance(found, Problem):
        raise Stop(found)
    if found.format not in {"xlsx", "ods"}:
        run.stop("fill-not-possible", file=str(workbook), exit_code=1)
    return found, workbook.read_bytes()


def _form(run: Run, found: FoundBook, profile: str | None) -> tuple[str, tuple[FormBlock, ...]]:
    """The profile that was named, else the one that knows the workbook by its tabs."""
    own = run.words.folder
    names = [piece.name for piece in pieces("profiles", own) if piece.path.suffix == ".yaml"]
    contents = {name: load(f"profiles/{name}.yaml", own) for name in ([profile] if profile else names)}
    tabs = [tab.name for tab in found.tabs]
    name = profile or next((name for name, content in contents.items() if recognised(content, tabs)), None)
    if name is None:
        run.stop("fill-no-profile", file=found.file, known=tuple(sorted(names)), exit_code=1)
    if "tables" in contents[name] and "fill" not in contents[name]:
        return name, _kept(run, found, contents[name], name)
    try:
        blocks = read_form(contents[name])
    except FormFault as fault:
        run.stop("profile-fault", name=name, where=str(fault), exit_code=1)
    if wrong := _unknown(blocks, tabs):
        run.stop("profile-fault", name=name, where=wrong, exit_code=1)
    return name, blocks


def _kept(run: Run, found: FoundBook, profile: Mapping[str, object], name: str) -> tuple[FormBlock, ...]:
    """The blocks of a profile that ``tpn read --save-profile`` wrote: where its columns are in this workbook."""
    reading = recognise(
        grids_of(found), load_words(run.words.folder), file=found.file, profile=profile, today=run.today
    )
    blocks = blocks_of(reading)
    if not blocks:
        run.stop("profile-fault", name=name, where="tables", exit_code=1)
    return blocks


def _unknown(blocks: tuple[FormBlock, ...], tabs: list[str]) -> str | None:
    """The first tab, kind or field in a profile that there is not."""
    kinds = {block.name: block.rows for block in blocks if block.name}
    for number, block in enumerate(blocks, 1):
        if block.sheet not in tabs:
            return block.sheet
        cls = class_of(block.rows or kinds.get(block.like, "")) if block.columns else Project
        if cls is None:
            return block.rows or block.like
        for ask in (*block.cells.values(), *block.columns.values()):
            holder = Project if ask in block.cells.values() else cls
            if not knows(holder, ask.field):
                return f"fill.{number}: {ask.field}"
    return None


def _finish(run: Run, workbook: Path, data: bytes, filled: FilledWorkbook, *, write: bool) -> None:
    """The new workbook to the file of ``-o``, or over the old one if nobody has saved it meanwhile."""
    if run.output is not None and run.output.suffix[1:].lower() in _SUFFIXES:
        run.give({run.output: filled.data})
    elif write and filled.data != data:
        if workbook.read_bytes() != data:
            run.stop("file-changed", file=str(workbook), exit_code=1)
        run.give({workbook: filled.data}, in_place=True)


def _tell(
    run: Run, workbook: Path, name: str, made: Filling, filled: FilledWorkbook, *, written: bool
) -> None:
    if run.values.get("format") == "json":
        run.json({
            "format": 1, "file": workbook.name, "profile": name, "written": written,
            "cells": [{"sheet": d.put.tab, "cell": d.cell, "value": d.put.value, "what": d.what} for d in filled.done],
            "no_room": [{"sheet": n.sheet, "kind": n.kind, "room": n.room, "names": n.names} for n in made.no_room],
        })  # fmt: skip
        return
    words = run.words
    by_tab = Counter(done.put.tab for done in filled.done if done.what == "written")
    blocks: list[Block] = [Paragraph(inline(words("fill.head", file=workbook.name, profile=name)))]
    for tab, count in by_tab.items():
        blocks.append(Heading(2, inline(words.count("fill.tab", count, tab=tab))))
        blocks += [] if written else _some(run, filled, tab)
    if not by_tab:
        blocks.append(Paragraph(inline(words("fill.nothing"))))
    formulas = [f"{done.put.tab}!{done.cell}" for done in filled.done if done.what == "formula"]
    if formulas:
        said = words.count("fill.formulas", len(formulas), cells=formulas[:_LINES])
        blocks.append(Paragraph(inline(said)))
    if run.output:
        run.tell(drawn(blocks, run.display))
    else:
        run.show(blocks)
    for one in made.no_room:
        kind = words(f"kinds.{one.kind}.many")
        run.tell(
            words(
                "fill.no_room", sheet=one.sheet, kind=kind, room=one.room, n=len(one.names), names=one.names
            )
        )
    if by_tab:
        run.tell(words("fill.done" if written else "fill.would", file=str(run.output or workbook)))


def _some(run: Run, filled: FilledWorkbook, tab: str) -> list[Block]:
    """The first cells of a tab, and how many there are more."""
    some = [done for done in filled.done if done.put.tab == tab and done.what == "written"]
    blocks: list[Block] = [listed((done.cell, _value(run, done.put.value)) for done in some[:_LINES])]
    if len(some) > _LINES:
        blocks.append(Paragraph(inline(run.words("fill.more", n=len(some) - _LINES))))
    return blocks


def _value(run: Run, value: object) -> str:
    return " ".join(run.words.fill("{value}", {"value": value}).split())
