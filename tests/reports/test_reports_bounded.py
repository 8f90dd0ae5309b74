"""A text without end is shown as far as anybody reads, in whatever block it stands; a file has all of it."""

from tpn.reports.blocks import (
    MOST_ON_SCREEN,
    Columns,
    Heading,
    Items,
    Note,
    Paragraph,
    TextSpan,
    TextTable,
    bounded,
)
from tpn.reports.terminal import drawn

LONG = "ord og tekst " * 400_000  # five megabytes


def test_a_text_of_five_megabytes_is_shown_as_far_as_anybody_reads() -> None:
    long, short = (TextSpan(LONG),), (TextSpan("kort"),)
    table = TextTable((short, short), ((short, long), (short, short)), ("left", "left"))
    blocks = (Heading(1, long), Items(((Paragraph(long),),)), Note((table,)), Columns("facts", ((table,),)))
    shown = drawn(blocks)
    assert MOST_ON_SCREEN < len(shown) < 10 * MOST_ON_SCREEN
    assert shown.count("…") >= len(blocks)


def test_what_has_an_end_is_the_same_block() -> None:
    table = TextTable((), (((TextSpan("x" * MOST_ON_SCREEN),),),), ("left",))
    for block in (table, Note((table, Paragraph((TextSpan("a"),))))):
        assert bounded(block) is block
