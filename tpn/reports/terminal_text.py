"""Running text as coloured pieces: the dress of a span, and the signs, which are coloured wherever they stand.

A sign has one meaning on all screens, and colour only strengthens it.
"""

import re

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tpn.reports.blocks import LIGHTS, Break, Inline, TextSpan, plain
from tpn.reports.terminal_lines import Line
from tpn.texts.signs import SIGNS

NBSP, STANDS_IN = "\u00a0", "\ufdd0"  # rich breaks lines at a no-break space
NOTHING = Style.null()
STRONG, QUIET, ACCENT, TITLE = (
    Style(bold=True), Style(dim=True), Style(color="cyan"), Style(color="cyan", bold=True),
)  # fmt: skip
_COLOURS = {"green": "green", "yellow": "yellow", "red": "red", "grey": "bright_black"}
_LOOKS = {
    "label": QUIET, "quiet": QUIET, "comment": QUIET, "late": Style(color="red", bold=True), "big": STRONG,
    **{f"was_{light}": Style(color=_COLOURS[light]) for light in LIGHTS},
    **{light: Style(color=_COLOURS[light], bold=True) for light in LIGHTS},
}  # fmt: skip
SIGN = re.compile(
    "([{green}{done}])|([{yellow}])|([{red}])|([{grey}])|([{begun}{agreed}{forecast}█▏▎▍▌▋▊▉]+)".format(
        **SIGNS
    )
)
FIRST_SIGN = "\u2500"
"""No letter before this one is coloured as a sign."""
_ALL = "".join(SIGNS.values())
MARK = re.compile(f"[{_ALL}]")
HANGS = re.compile(f"[{_ALL.replace(SIGNS['left_out'], '')}]{STANDS_IN}")
SIGN_FIRST = re.compile(f"[{_ALL}][ {NBSP}]")
WIDE_FROM = "\u0300"
"""All letters before this one are as wide as one column."""
_OF_SIGNS = tuple(Style(color=colour, dim=False) for colour in (*_COLOURS.values(), "cyan"))


def shown(line: Line, *, colour: bool) -> str:
    """One line without the blanks at its end."""
    parts = list(line)
    while parts and not parts[-1].text.rstrip(" "):
        parts.pop()
    if parts:
        parts[-1] = Segment(parts[-1].text.rstrip(" "), parts[-1].style)
    text = (_coloured(part) if colour else part.text for part in parts)
    return "".join(text).replace(STANDS_IN, NBSP)


def _coloured(part: Segment) -> str:
    if not part.style or not part.text.strip():
        return part.text
    return part.style.render(part.text, color_system=ColorSystem.STANDARD)


def quietly(label: Inline) -> Inline:
    """What names the rest of a row; a sign, or what is dressed already, keeps its dress."""
    if SIGN.match(plain(label)):
        return label
    return tuple(
        one._replace(emphasis=True) if isinstance(one, TextSpan) and not (one.strong or one.look) else one
        for one in label
    )


def safe(text: str) -> str:
    """A text whose no-break spaces are not broken at: they become themselves again in ``shown``."""
    return text.replace(NBSP, STANDS_IN)


def segments(running: Inline, style: Style = NOTHING) -> Line:
    """Running text as pieces, its signs coloured; a break is a line feed."""
    line: Line = []
    for one in running:
        if isinstance(one, Break):
            line.append(Segment("\n"))
            continue
        dress, text, at = style + _style(one), safe(one.text), 0
        for sign in SIGN.finditer(text):
            if sign.start() > at:
                line.append(Segment(text[at : sign.start()], dress))
            colour = _OF_SIGNS[(sign.lastindex or 1) - 1]
            line.append(Segment(sign[0], dress + colour))
            at = sign.end()
        if at < len(text):
            line.append(Segment(text[at:], dress))
    return line


def _style(span: TextSpan) -> Style:
    if span.look in _LOOKS:
        return _LOOKS[span.look]
    return STRONG if span.strong else QUIET if span.emphasis else NOTHING
