"""Small Markdown: a value comes out as the text it was, wherever it stands, and no value becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpn.reports.blocks import (
    Blank,
    Break,
    Heading,
    Items,
    NewPage,
    Note,
    Paragraph,
    Picture,
    TextSpan,
    TextTable,
    plain,
)
from tpn.reports.small_markdown import LINE, escaped, read
from tpn.reports.small_text import small_text
from tpn.reports.table_widths import fitted, shares

VALUES = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Zs"], include_characters=" *_|#-+.\\<>`!&[]~1="),
    min_size=1, max_size=20,
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


@given(VALUES)
def test_a_value_alone_means_itself(value: str) -> None:
    (block,) = read(escaped(value) + "\n")
    assert isinstance(block, Paragraph)
    assert plain(block.text) == value


@given(VALUES)
def test_a_value_in_a_sentence_means_itself(value: str) -> None:
    (block,) = read(f"Sak {escaped(value)} er klar\n")
    assert isinstance(block, Paragraph)
    assert block.text == (TextSpan(f"Sak {value} er klar"),)


@given(VALUES, VALUES)
def test_values_in_a_table_stay_in_their_cells(one: str, other: str) -> None:
    (table,) = read(f"| A | B |\n|---|--:|\n| {escaped(one)} | {escaped(other)} |\n")
    assert isinstance(table, TextTable)
    assert [plain(cell) for cell in table.rows[0]] == [one, other]


@given(VALUES)
def test_a_value_in_bold_is_bold_and_a_value_in_a_list_is_one_item(value: str) -> None:
    (items,) = read(f"- {escaped(value)}\n- to\n")
    assert isinstance(items, Items)
    assert len(items.items) == 2


def test_a_line_break_in_a_value_is_a_new_line_in_the_same_cell() -> None:
    (table,) = read(f"| A |\n|---|\n| {escaped('en' + chr(10) + '- to')} |\n")
    assert isinstance(table, TextTable)
    assert table.rows == (((TextSpan("en"), Break(), TextSpan("- to")),),)


def test_the_few_things_of_a_report_are_read() -> None:
    text = (
        "# T\n\nA *b* **c**\n\n- x\n  - y\n\n3. z\n\n> n\n\n![alt](p)\n\n---\n\n____\n\n|  |\n|---|\n| a |\n"
    )
    kinds = [type(block) for block in read(text)]
    assert kinds == [Heading, Paragraph, Items, Items, Note, Picture, NewPage, Blank, TextTable]


@pytest.mark.parametrize("text", ["<b>x</b>", "[a](http://b)", "`x`", "    x", "~~x~~", "http://x.no"])
def test_nothing_else_is_markup(text: str) -> None:
    (block,) = read(text)
    assert isinstance(block, Paragraph)
    assert plain(block.text) == text.strip()


@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(30, 120))
def test_columns_fill_the_page_and_never_more(rows: list[list[str]], width: int) -> None:
    table = TextTable((), tuple(tuple((TextSpan(cell),) for cell in row) for row in rows), ("left",) * 3)
    assert sum(fitted(table, width)) <= width
    assert sum(shares(table)) == pytest.approx(100)


@given(VALUES, VALUES)
def test_what_a_screen_says_reads_back_from_its_text(one: str, other: str) -> None:
    parts = (TextSpan(one, strong=True), TextSpan(f" {other} "), TextSpan(other, look="red"))
    row = ((TextSpan(one), Break(), TextSpan(f"x{other}x", emphasis=True)), (TextSpan(other, strong=True),))
    blocks = (
        Heading(2, (TextSpan(one),)), Paragraph((TextSpan(one),)), Paragraph(parts),
        TextTable(((TextSpan(one),), (TextSpan(other),)), (row, row), ("left", "right")),
        TextTable((), (row,), ("center", "left")), Items(((Paragraph((TextSpan(other),)),),)),
    )  # fmt: skip
    assert read(small_text(blocks)) == blocks


def test_what_is_strong_stays_strong_beside_a_line_break_whatever_it_ends_with() -> None:
    (paragraph,) = read(f"**Transport (TT-kort)**{LINE}**(a)**")
    assert paragraph == Paragraph(
        (TextSpan("Transport (TT-kort)", strong=True), Break(), TextSpan("(a)", strong=True))
    )
