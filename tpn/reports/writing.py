"""A report in the format asked for: template and facts → small Markdown → blocks → one of the writers."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from markupsafe import Markup

from tpn.reports.display import Display
from tpn.reports.fill_template import Facts, filled
from tpn.reports.paper import Paper
from tpn.reports.small_markdown import LINE, read
from tpn.texts import Words

FORMATS: Final = ("table", "md", "html", "docx", "pdf")
BREAK_SIGN: Final = Markup(LINE)  # noqa: S704 - a sign of small Markdown
"""A new line inside a paragraph or a cell, for templates."""


def paper_of(
    name: str,
    facts: Facts,
    words: Words,
    *,
    title: str,
    made: date,
    unit: str = "",
    author: str = "",
    pictures: Mapping[str, str] | None = None,
) -> Paper:
    """The document of a template, ready to be written.

    Where ``facts`` say ``screen``, it is shown to whoever typed the command; only there a template tells of commands.

    Raises:
        Stop: the project's own template has a fault.
    """
    text = filled(
        name,
        {
            "screen": False,
            "editable": False,
            "archived": False,
            **facts,
            "br": BREAK_SIGN,
            "title": title,
            "unit": unit,
            "made": made,
        },
        words,
    )
    return Paper(title, read(text), words.language, made, unit, author, pictures or {})


def written(paper: Paper, kind: str, words: Words, *, display: Display = Display()) -> str | bytes:  # noqa: B008 - a constant
    """The document in one of ``FORMATS``: text for those that are text, else bytes.

    Raises:
        Stop: the project's own template or letterhead has a fault.
    """
    if kind != "table":
        paper = paper.marked
    writers: Mapping[str, Callable[[], str | bytes]] = {
        "table": lambda: _screen(paper, display), "md": lambda: _markdown(paper),
        "html": lambda: _html(paper, words), "docx": lambda: _word(paper, words), "pdf": lambda: _pdf(paper, words),
    }  # fmt: skip
    return writers[kind]()


def _screen(paper: Paper, display: Display) -> str:
    from tpn.reports.terminal import drawn  # noqa: PLC0415 - each format knows a library of its own

    return drawn(paper.blocks, display)


def _markdown(paper: Paper) -> str:
    from tpn.reports.markdown import markdown  # noqa: PLC0415

    return markdown(paper)


def _html(paper: Paper, words: Words) -> str:
    from tpn.reports.html import html  # noqa: PLC0415

    return html(paper, words)


def _word(paper: Paper, words: Words) -> bytes:
    from tpn.reports.word import word  # noqa: PLC0415

    return word(paper, words)


def _pdf(paper: Paper, words: Words) -> bytes:
    from tpn.reports.pdf import pdf  # noqa: PLC0415

    return pdf(paper, words)
