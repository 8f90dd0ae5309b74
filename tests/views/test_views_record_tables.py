"""Records of one kind as a table: which fields get a column, what stands apart, and when a table is none."""

from typing import Any

from tpn.views.record_tables import FieldLine, RecordLines, RecordTable, table_of


def record(
    name: str, /, *, called: Any = None, held: dict[str, RecordLines] | None = None, **said: Any
) -> RecordLines:
    lines = [FieldLine(key, "Activity", value) for key, value in said.items()]
    lines += [FieldLine(key, "Activity", None, (one,)) for key, one in (held or {}).items()]
    return RecordLines(name, name if called is None else called, tuple(lines))


def table(*records: RecordLines) -> RecordTable:
    made = table_of(records)
    assert made is not None
    return made


def heads(*records: RecordLines) -> list[str]:
    made = table_of(records)
    return [line.key for line in made.heads] if made else []


def three(**said: Any) -> list[RecordLines]:
    """Three records that say other things in each of these fields."""
    numbered: list[dict[str, Any]] = [{key: f"{value}{n}" for key, value in said.items()} for n in (1, 2, 3)]
    return [record(f"K-{n}", **fields) for n, fields in enumerate(numbered, 1)]


def test_three_records_make_a_table_and_two_make_none() -> None:
    assert heads(*three(who="Liv")) == ["who"]
    assert table_of(three(who="Liv")[:2]) is None


def test_a_field_that_half_of_them_say_has_a_column_and_a_short_one_that_a_fifth_say() -> None:
    long, longer = "a" * 15, "b" * 15
    four = [record("K-1", who=long), record("K-2", who=longer), record("K-3", when=long), record("K-4")]
    assert heads(*four) == ["who"]
    assert table_of([record("K-1", who=long), record("K-2", when=long), record("K-3")]) is None
    five = [record("K-1", n="a" * 14), *(record(f"K-{n}") for n in range(2, 6))]
    assert heads(*five) == ["n"]
    assert heads(*five, record("K-6")) == []


def test_a_field_that_is_longer_than_sixty_letters_has_none() -> None:
    assert heads(*(record(f"K-{n}", who=f"{n}", said=f"{n}{'a ' * 29}a") for n in (1, 2, 3))) == [
        "who",
        "said",
    ]
    assert heads(*(record(f"K-{n}", who=f"{n}", said=f"{n}{'a ' * 30}a") for n in (1, 2, 3))) == ["who"]


def test_what_all_say_alike_is_said_once() -> None:
    made = table(*(record(f"K-{n}", where="Hamar", who=f"{n}") for n in (1, 2, 3)))
    assert ([line.key for line in made.heads], [line.key for line in made.alike]) == (["who"], ["where"])
    assert made.rows[0].rest.fields == ()
    assert not made.more
    made = table(
        record("K-1", where="Hamar", who="1"), record("K-2", where="Hamar", who="2"), record("K-3", who="3")
    )
    assert made.alike == ()  # one of them does not say it
    assert made.rows[2].cells == (None, FieldLine("who", "Activity", "3"))


def test_a_page_has_room_for_six_columns_and_for_words_of_seventy_eight_letters() -> None:
    assert heads(*three(a="a", b="b", c="c", d="d", e="e", f="f", g="g")) == ["a", "b", "c", "d", "e", "f"]
    word = "x" * 36  # and its number and two for the air: 39
    assert heads(*three(a=word, b=word, c="c")) == ["a", "b"]
    assert heads(*three(a=word, b=word + "y", c="c")) == ["a"]
    assert heads(*three(a="x" * 60 + " ")) == []  # and is too long besides
    assert heads(*three(a="x" * 50)) == ["a"]  # the first always


def test_the_longest_word_of_a_list_is_what_counts() -> None:
    many = [record(f"K-{n}", a=("x" * 38, f"{n}"), b="y" * 38 + f"{n}") for n in (1, 2, 3)]
    assert heads(*many) == ["a"]


def test_a_start_has_its_column_beside_a_deadline() -> None:
    assert heads(*three(start="a", due="b")) == ["start", "due"]


def test_values_by_key_are_as_long_as_they_are_written() -> None:
    line = FieldLine("comments", "Report", (), keyed=(("Fremdrift", "Ja"), ("Økonomi", "Nei")))
    assert line.letters == len("Fremdrift: Ja") + len("Økonomi: Nei")
    other = line._replace(keyed=(("Fremdrift", "Nei"),))
    some = [RecordLines(f"K-{n}", f"K-{n}", (one,)) for n, one in enumerate((line, line, other))]
    assert heads(*some) == ["comments"]  # not said alike by all


def test_what_a_row_is_called_by_is_not_told_again() -> None:
    made = table(*(record(f"K-{n}", id=f"K-{n}", who=f"{n}") for n in (1, 2, 3)))
    assert ([line.key for line in made.heads], made.name) == (["who"], None)
    called = table(
        *(record(name, called=name.title(), name=name.title(), who=name) for name in ("sfo", "bhg", "kul"))
    )
    assert [line.key for line in called.heads] == ["who"]
    assert called.name == FieldLine("name", "Activity", "Sfo")
    assert heads(*(record(f"K-{n}", called=f"Navn {n}", title=f"Navn {n}") for n in (1, 2, 3))) == ["title"]


def test_what_holds_records_stands_last_with_what_has_no_column() -> None:
    inner = record("0", what="Ringe")
    some = three(who="Liv")
    some[0] = some[0]._replace(fields=(*some[0].fields, FieldLine("actions", "Risk", None, (inner,))))
    made = table(*some)
    assert [line.key for line in made.rows[0].rest.fields] == ["actions"]
    assert made.more
    assert not made.rows[0].rest.fields[0].deep
    deeper = inner._replace(fields=(FieldLine("inner", "Risk", None, (inner,)),))
    assert FieldLine("actions", "Risk", None, (deeper,)).deep


def test_rows_that_say_too_much_beside_their_columns_make_no_table() -> None:
    def rows(letters: int) -> list[RecordLines]:
        return [record(f"K-{n}", who=f"{n}", note=f"{n}" + "a" * (letters - 1)) for n in (1, 2, 3)]

    assert table_of(rows(146)) is not None  # and the four letters of «note»: 150
    assert table_of(rows(147)) is None


def test_the_letters_are_what_a_column_usually_holds_and_what_is_left_over() -> None:
    made = table(
        record("K-1", who="a"), record("K-2", who="abc", extra="z" * 21), record("K-3", who="ab"),
    )  # fmt: skip
    assert made.letters == (2, 8)  # «extra» and twenty-one letters, shared by three
    assert made.more
