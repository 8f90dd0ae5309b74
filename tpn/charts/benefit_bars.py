"""Benefits against target: how much of the way is reached, as a bar, and where it was expected to be now, as a tick."""

from collections.abc import Sequence

from tpn.charts import palette, svg
from tpn.charts.svg import LEADING, Box
from tpn.texts import Words, decimal
from tpn.views.report_facts import BenefitFacts

WIDTH, _SIZE, _NAMES, _VALUES, _MARGIN = 700.0, 10.6, 270.0, 70.0, 4.0


def drawable(benefits: Sequence[BenefitFacts]) -> bool:
    """Whether any benefit has been measured against its target."""
    return any(one.percent is not None for one in benefits)


def told(benefits: Sequence[BenefitFacts], words: Words) -> str:
    """Each benefit in a sentence."""
    language = words.language
    return " ".join(
        words(
            "benefit_bars.told" if one.expected is not None else "benefit_bars.told_alone", id=one.id, title=one.title,
            percent=decimal(one.percent, language), expected=decimal(one.expected or 0, language),
        )
        for one in benefits
        if one.percent is not None
    )  # fmt: skip


def picture(benefits: Sequence[BenefitFacts], words: Words) -> str:
    """The bars as SVG, 700 units wide; what has gone the wrong way is an empty bar with its figure."""
    body, y = [], _MARGIN
    left, wide = _NAMES, WIDTH - _NAMES - _VALUES - _MARGIN
    for one in benefits:
        if one.percent is None:
            continue
        name = svg.wrapped(f"{one.id} {one.title}", _NAMES - 14, _SIZE)
        high = max(20.0, len(name) * _SIZE * LEADING + 6)
        bar = Box(left, y + high / 2 - 6, wide, 12)
        body.append(
            svg.lines(_MARGIN, y + high / 2 - (len(name) - 1) * _SIZE * LEADING / 2 + 4, name, size=_SIZE)
        )
        body.append(svg.rect(bar, fill=palette.PAPER, stroke=palette.QUIET))
        part = Box(bar.x, bar.y + 2, wide * min(max(one.percent, 0), 100) / 100, bar.height - 4)
        body.append(svg.rect(part, fill=palette.ACCENT))
        if one.expected is not None:
            x = left + wide * min(max(one.expected, 0), 100) / 100
            body.append(svg.line(x, bar.y - 3, x, bar.bottom + 3, stroke=palette.INK, stroke_width=2))
        said = f"{decimal(one.percent, words.language)} %"
        body.append(svg.text(bar.right + 8, bar.y + 10, said, size=_SIZE, bold=True))
        y += high
    body.append(svg.text(left, y + 14, words("benefit_bars.legend"), size=_SIZE, colour=palette.QUIET))
    return svg.document(WIDTH, y + 22, *body, title=words("benefit_bars.title"), description=told(benefits, words),
                        language=words.language, name="benefits")  # fmt: skip
