"""Influence × interest: every stakeholder in its field of a five by five grid, attitude as a sign and a colour."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tpn.charts import palette, svg
from tpn.charts.palette import Tone
from tpn.charts.svg import LEADING, Box
from tpn.model.choices import Light
from tpn.texts import Words, day
from tpn.views.stakeholders import HIGH, SCALE, Holder, Stakeholders

WIDTH, MARGIN = 1180.0, 28.0
_HEAD, _AXIS, _NAMES = 66.0, 62.0, 40.0
_LEAST, _PAD, _GAP = 84.0, 8.0, 6.0
_SIZE, _SIGN = 11.5, 7.0
_ATTITUDES: Mapping[int | None, tuple[str, Tone]] = {
    1: ("+", palette.LIGHTS[Light.GREEN]), 0: ("0", palette.LIGHTS[Light.GREY]),
    -1: ("−", palette.LIGHTS[Light.RED]), None: ("?", Tone(palette.PAPER, palette.QUIET)),
}  # fmt: skip
_KEYS = {1: "for", 0: "neutral", -1: "against", None: "unknown"}


class Chip(NamedTuple):
    """A stakeholder in the grid, and the lines of the name."""

    holder: Holder
    box: Box
    lines: tuple[str, ...]


class MatrixGrid(NamedTuple):
    """The laid-out matrix: each field by influence and interest, the chips in it, those without a place below."""

    height: float
    fields: Mapping[tuple[int, int], Box]
    chips: tuple[Chip, ...]


def laid_out(view: Stakeholders) -> MatrixGrid:
    """The matrix measured: a row is as high as its fullest field."""
    width = (WIDTH - 2 * MARGIN - _AXIS) / len(SCALE)
    fields: dict[tuple[int, int], Box] = {}
    chips: list[Chip] = []
    top = MARGIN + _HEAD
    for influence in reversed(SCALE):
        stacks = {interest: list(_stack(view.at(influence, interest), width)) for interest in SCALE}
        height = max(_LEAST, *(_height(stack) for stack in stacks.values()))
        for interest in SCALE:
            field = Box(MARGIN + _AXIS + (interest - 1) * width, top, width, height)
            fields[influence, interest] = field
            chips += (_moved(chip, field.x, field.y) for chip in stacks[interest])
        top += height
    below = list(_stack(view.unplaced, WIDTH - 2 * MARGIN))
    start = top + _NAMES + 40
    chips += (_moved(chip, MARGIN, start) for chip in below)
    bottom = start + _height(below) if below else top + _NAMES
    return MatrixGrid(bottom + 52, fields, tuple(chips))


def _stack(holders: tuple[Holder, ...], width: float) -> Iterator[Chip]:
    """Chips under one another in a field that begins at 0, 0."""
    y = _PAD
    for holder in holders:
        room = width - 2 * _PAD - 2 * _SIGN - 14
        lines = tuple(svg.wrapped(f"{holder.id} {holder.name}", room, _SIZE))
        box = Box(_PAD, y, width - 2 * _PAD, len(lines) * _SIZE * LEADING + 7)
        yield Chip(holder, box, lines)
        y += box.height + _GAP


def _height(stack: list[Chip]) -> float:
    return stack[-1].box.bottom + _PAD if stack else 0.0


def _moved(chip: Chip, x: float, y: float) -> Chip:
    return chip._replace(box=chip.box._replace(x=chip.box.x + x, y=chip.box.y + y))


def picture(view: Stakeholders, words: Words) -> str:
    """The matrix as SVG."""
    grid = laid_out(view)
    return svg.document(
        WIDTH, grid.height, _title(view, words), *_fields(grid, words), *_axes(grid, words),
        *(_chip(chip) for chip in grid.chips), _unplaced(grid, view, words), _legend(grid, words),
        title=words("stakeholders.matrix", name=view.name), description=" ".join(told(view, words)),
        language=words.language, name="matrise",
    )  # fmt: skip


def told(view: Stakeholders, words: Words) -> Iterator[str]:
    """The matrix in sentences."""
    for one in view.by_weight:
        if one.assessed:
            yield words(
                "stakeholders.told", id=one.id, name=one.name, influence=one.influence, interest=one.interest
            )
        else:
            yield words("stakeholders.told_unplaced", id=one.id, name=one.name)


def _title(view: Stakeholders, words: Words) -> str:
    title = svg.clipped(words("stakeholders.matrix", name=view.name), WIDTH - 2 * MARGIN - 110, 22, bold=True)
    return svg.text(MARGIN, MARGIN + 20, title, size=22, bold=True, colour=palette.ACCENT) + svg.text(
        WIDTH - MARGIN, MARGIN + 18, day(view.as_of), anchor="end", colour=palette.QUIET
    )


def _fields(grid: MatrixGrid, words: Words) -> Iterator[str]:
    for (influence, interest), box in grid.fields.items():
        high = (influence > HIGH) + (interest > HIGH)
        face = (palette.PAPER, palette.SHADE, palette.FACE)[high]
        yield svg.rect(box, fill=face, stroke=palette.LINE)
    for (influence, interest), key in {
        (5, 1): "satisfy",
        (5, 5): "involve",
        (1, 1): "watch",
        (1, 5): "inform",
    }.items():
        box = grid.fields[influence, interest]
        y = box.y - 8 if influence == max(SCALE) else box.bottom + 34
        left = interest == min(SCALE)
        yield svg.text(
            box.x if left else box.right, y, words(f"stakeholders.fields.{key}"), size=12, bold=True,
            anchor=None if left else "end", colour=palette.ACCENT,
        )  # fmt: skip


def _axes(grid: MatrixGrid, words: Words) -> Iterator[str]:
    top, bottom = grid.fields[5, 1].y, grid.fields[1, 1].bottom
    middle = (top + bottom) / 2
    yield svg.text(
        0, 0, words("stakeholders.influence"), size=13, bold=True, anchor="middle", colour=palette.ACCENT,
        transform=f"translate({svg.number(MARGIN + 14)} {svg.number(middle)}) rotate(-90)",
    )  # fmt: skip
    for influence in SCALE:
        yield svg.text(
            MARGIN + _AXIS - 14, grid.fields[influence, 1].middle + 4, influence, size=13, anchor="end"
        )
    for interest in SCALE:
        yield svg.text(grid.fields[1, interest].centre, bottom + 16, interest, size=13, anchor="middle")
    across = (grid.fields[1, 1].x + grid.fields[1, 5].right) / 2
    yield svg.text(
        across,
        bottom + 34,
        words("stakeholders.interest"),
        size=13,
        bold=True,
        anchor="middle",
        colour=palette.ACCENT,
    )


def _chip(chip: Chip) -> str:
    sign, tone = _ATTITUDES[chip.holder.attitude]
    box = chip.box
    x = box.x + _SIGN + 4
    return svg.group(
        svg.rect(box, rx=5, fill=tone.face, stroke=tone.ink, stroke_width=0.8),
        svg.circle(x, box.y + 3.5 + _SIZE * LEADING / 2, _SIGN, fill=tone.ink),
        svg.text(
            x,
            box.y + 7.5 + _SIZE * LEADING / 2,
            sign,
            size=11,
            bold=True,
            anchor="middle",
            colour=palette.PAPER,
        ),
        svg.lines(x + _SIGN + 6, box.y + 3 + _SIZE, chip.lines, size=_SIZE),
    )


def _unplaced(grid: MatrixGrid, view: Stakeholders, words: Words) -> str:
    if not view.unplaced:
        return ""
    y = grid.fields[1, 1].bottom + _NAMES + 30
    return svg.text(MARGIN, y, words("stakeholders.unplaced"), size=13, bold=True, colour=palette.ACCENT)


def _legend(grid: MatrixGrid, words: Words) -> str:
    x, y = MARGIN, grid.height - MARGIN
    parts = [svg.text(x, y + 4, words("stakeholders.attitude"), size=11.5, bold=True)]
    x += svg.width_of(words("stakeholders.attitude"), 11.5, bold=True) + 18
    for attitude, (sign, tone) in _ATTITUDES.items():
        said = words(f"stakeholders.attitudes.{_KEYS[attitude]}")
        parts += [
            svg.circle(x + _SIGN, y, _SIGN, fill=tone.ink),
            svg.text(x + _SIGN, y + 4, sign, size=11, bold=True, anchor="middle", colour=palette.PAPER),
            svg.text(x + 2 * _SIGN + 6, y + 4, said, size=11.5),
        ]
        x += 2 * _SIGN + 6 + svg.width_of(said, 11.5) + 22
    return svg.group(*parts)
