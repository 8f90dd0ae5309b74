"""A table with rows on more than one line, drawn by rich."""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tpn.reports.blocks import Align
from tpn.reports.terminal_lines import Line


def drawn_rows(
    rows: Sequence[Sequence[Sequence[Line]]], widths: Sequence[int], gap: int, align: Sequence[Align]
) -> Iterator[Line]:
    """The lines of rows whose cells are broken into lines already, in columns of these widths."""
    table = Table(box=None, show_header=False, padding=(0, gap, 0, 0), pad_edge=False, collapse_padding=True)
    for wide, side in zip(widths, align, strict=True):
        table.add_column(width=wide, justify=side, overflow="fold")
    for row in rows:
        table.add_row(*(Text("\n", end="").join(map(_text, cell)) for cell in row))
    width = sum(widths) + gap * len(widths)
    console = Console(
        file=StringIO(), width=width, height=100, color_system="standard", force_terminal=True, legacy_windows=False,
        highlight=False, markup=False, emoji=False, _environ={},
    )  # fmt: skip
    yield from console.render_lines(table, console.options, pad=False)


def _text(line: Line) -> Text:
    return Text.assemble(*((part.text, part.style or "") for part in line), end="")
