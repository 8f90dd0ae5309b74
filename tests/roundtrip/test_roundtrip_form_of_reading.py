"""A form that nobody has described: the columns of a kept reading, as places to fill in."""

from tpn.recognise.find_form import Ask
from tpn.recognise.left_out import LeftOutPart
from tpn.recognise.tables import FoundTable, Reading, TableColumn
from tpn.roundtrip.form_of_reading import blocks_of


def column(number: int, field: str | None) -> TableColumn:
    return TableColumn(number, "X", field, "synonym")


PEOPLE = (column(1, "title"), column(2, "due"), column(3, None), column(4, "finnes_ikke"))


def table(
    kind: str = "activities", rows: tuple[int, int] = (5, 9), heads: tuple[int, ...] = (3, 4)
) -> FoundTable:
    return FoundTable("Ark", heads, rows, kind, PEOPLE, ())  # type: ignore[arg-type]


def left(sheet: str, row: int | None) -> LeftOutPart:
    return LeftOutPart(sheet, "below", row)


def test_a_block_has_the_columns_that_records_have_a_field_for() -> None:
    (block,) = blocks_of(Reading((table(),)))
    assert (block.sheet, block.rows, block.key) == ("Ark", "activities", "A")
    assert block.columns == {"A": Ask("title"), "B": Ask("due")}


def test_it_begins_below_its_headers_and_may_grow_where_nothing_stands_below() -> None:
    (block,) = blocks_of(Reading((table(),)))
    assert (block.first, block.last) == (5, 509)
    (bare,) = blocks_of(Reading((table(heads=()),)))
    assert bare.first == 5


def test_it_ends_where_something_stands_below() -> None:
    def last(*parts: LeftOutPart) -> int:
        (block,) = blocks_of(Reading((table(),), parts))
        return block.last

    assert last(left("Ark", 6)) == 9
    assert [last(left("Ark", 5)), last(left("Ark", None)), last(left("Annet", 12))] == [509, 509, 509]


def test_a_table_of_no_kind_of_ours_or_without_what_names_its_rows_is_no_form() -> None:
    assert blocks_of(Reading((table("calendar"),))) == ()
    nameless = FoundTable("Ark", (4,), (5, 9), "activities", (column(1, "due"),), ())
    assert blocks_of(Reading((nameless,))) == ()


def test_the_name_of_a_field_is_that_of_the_kind() -> None:
    risky = FoundTable("Ark", (4,), (5, 9), "stakeholders", (column(2, "title"),), ())
    (block,) = blocks_of(Reading((risky,)))
    assert (block.rows, block.key, block.columns) == ("stakeholders", "B", {"B": Ask("name")})
