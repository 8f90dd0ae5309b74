"""``tpn benefits --audit``: where the numbers of a filled workbook err. Needs no project."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from tpn.cli.run import Run
from tpn.plan.workbook_audit import NumberFault, faults
from tpn.problems import Problem, Stop
from tpn.recognise.fill_workbook import CannotFill, Workbook
from tpn.recognise.gain_workbook import TABS, CellFormula, FormulaOf, gain_book, is_gain_book
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.found_book import FoundBook, spot

_WIDTH = 80
_FILLED = re.compile(rb">[^<]")
"""An element with something in it."""
_IN_PERCENT = ("REALISERE", "H26")


def audited(run: Run, path: Path) -> int:
    """Tell what errs; exit code 1 where anything does.

    Raises:
        Stop: the workbook cannot be read (exit code 1), or is another one (exit code 2).
    """
    kind = run.format("table", "json")
    book = read_guarded(path)
    if isinstance(book, Problem):
        raise Stop([book], 1)
    if not is_gain_book(book):
        run.stop("audit-unknown-workbook", file=str(path), tabs=TABS)
    found = faults(gain_book(book, _formulas(path, book)))
    if kind == "json":
        run.json({"format": 1, "file": path.name, "findings": [_json(one) for one in found]})
    else:
        run.out("\n".join(_told(run, path, found)))
    return 1 if found else 0


def _formulas(path: Path, book: FoundBook) -> FormulaOf:
    """What stands behind a cell; only an .xlsx tells."""
    if book.format != "xlsx":
        return lambda _tab, _cell: None
    try:
        workbook = Workbook(path.read_bytes())
    except (CannotFill, OSError):
        return lambda _tab, _cell: None

    def formula(tab: str, cell: str) -> CellFormula | None:
        place = spot(cell)
        sheet = workbook.sheet(tab) if place and tab in workbook.tabs else None
        there = sheet.cells.get(place) if sheet and place else None
        if sheet is None or there is None or there.formula is None:
            return None
        kept = sheet.data[slice(*there.cached)] if there.cached else b""
        # an empty result is one where it is a text, and none where it is to be a number
        return CellFormula(
            there.formula, worked_out=bool(kept) and (there.kind == "str" or bool(_FILLED.search(kept)))
        )

    return formula


def _json(one: NumberFault) -> dict[str, object]:
    return {"slug": one.why, "cell": one.cell, "says": one.says, "right": one.right, "facts": dict(one.facts)}


def _told(run: Run, path: Path, found: tuple[NumberFault, ...]) -> Iterator[str]:
    words = run.words
    if not found:
        yield words("benefits.audit.clean", file=path.name)
        return
    yield words.count("benefits.audit.title", len(found), file=path.name)
    for one in found:
        name = one.facts.get("name")
        yield ""
        yield f"{one.cell}  {name}" if name else one.cell
        yield from _filled("  " + _values(run, one))
        yield from _filled("  " + words(f"benefits.audit.why.{one.why}", **one.facts))
        if "measured" in one.facts and one.right is not None:
            yield "  " + words("benefits.audit.formula", **one.facts)


def _values(run: Run, one: NumberFault) -> str:
    words = run.words
    says, right = (_value(run, one, value) for value in (one.says, one.right))
    if one.says is None:
        return words("benefits.audit.says_blank", right=right)
    if one.right is None and one.why in {"no_baseline", "no_target", "target_is_baseline", "no_rate"}:
        return words("benefits.audit.says_only", says=says)
    return words("benefits.audit.says", says=says, right=right)


def _value(run: Run, one: NumberFault, value: float | str | None) -> str:
    """A number of the attainment column is in percent; a name is quoted."""
    if value is None:
        return run.words("benefits.audit.blank")
    if isinstance(value, str):
        return f"«{value}»"
    percent = one.cell.startswith(_IN_PERCENT[0]) or one.cell.endswith(_IN_PERCENT[1])
    return run.words("benefits.audit.percent" if percent else "benefits.audit.number", value=float(value))


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent="  ", break_long_words=False)
