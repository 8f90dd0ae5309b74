"""A bad cell costs itself alone: which edits leave the project sound, and what is said of the others."""

from collections.abc import Callable, Collection, Mapping, Sequence

import pytest

from tests.edits.small_projects import ABOUT, project
from tpn.edits.outcome_edits import Applying, RecordEdits
from tpn.edits.sound_edits import Fault, sound
from tpn.model.index import index
from tpn.problems import FilePlace, Problem
from tpn.roundtrip.go_together import DAYS, GO_TOGETHER
from tpn.roundtrip.three_way import Outcome, OutcomeKind, SheetValue
from tpn.source import parse

WORK = "kickoff: {activities: [%s]}\n" % ", ".join(f"{{id: K-0{n}, title: Arbeid}}" for n in range(1, 9))  # noqa: UP031
WHY = Problem("dates-disagree", FilePlace("p.yaml"))


def changes(rows: Mapping[str, Collection[str]]) -> Sequence[RecordEdits]:
    """Every field of each record is taken from a sheet."""
    made = project(WORK)
    found = index(made)
    value = parse(ABOUT + WORK, "p.yaml").value
    outcomes = [
        Outcome(OutcomeKind.TAKE, name, field, said=(SheetValue("a", "Ny", None),))
        for name, fields in rows.items()
        for field in fields
    ]
    return Applying(made, found, value, dict.fromkeys(found.taken), {}).changes(outcomes)


def cells(some: Sequence[RecordEdits]) -> set[tuple[str, str]]:
    return {(one.id, one.field) for change in some for one in change.cells()}


def fault_where(wrong: Callable[[set[tuple[str, str]]], bool]) -> tuple[Fault, list[int]]:
    """A fault where the cells together are wrong; and how many were tried each time."""
    tries: list[int] = []

    def fault(some: Sequence[RecordEdits]) -> Sequence[Problem]:
        tries.append(len(some))
        return [WHY] if wrong(cells(some)) else []

    return fault, tries


def test_what_has_no_fault_is_tried_once_and_taken_whole() -> None:
    fault, tries = fault_where(lambda _: False)
    some = changes({"K-01": ["due", "note"], "K-02": ["due"]})
    assert sound(some, fault) == (some, [])
    assert tries == [2]
    assert sound([], fault) == ([], [])
    assert tries == [2]  # nothing is not tried


@pytest.mark.parametrize("bad", [1, 3, 8])
def test_one_bad_cell_of_eight_rows_costs_itself_alone_and_few_tries(bad: int) -> None:
    fault, tries = fault_where(lambda some: (f"K-0{bad}", "due") in some)
    good, refused = sound(changes({f"K-0{n}": ["due"] for n in range(1, 9)}), fault)
    assert cells(good) == {(f"K-0{n}", "due") for n in range(1, 9) if n != bad}
    assert [(one.cell.id, one.cell.field, one.why) for one in refused] == [(f"K-0{bad}", "due", WHY)]
    assert len(tries) <= 8


def test_the_other_cells_of_its_row_are_taken() -> None:
    fault, _ = fault_where(lambda some: ("K-01", "due") in some)
    good, refused = sound(changes({"K-01": ["note", "due", "start"]}), fault)
    assert cells(good) == {("K-01", "note"), ("K-01", "start")}
    assert [(one.cell.id, one.cell.field) for one in refused] == [("K-01", "due")]


def test_of_two_cells_that_do_not_go_together_the_later_is_asked_about() -> None:
    fault, _ = fault_where(lambda some: some >= {("K-01", "start"), ("K-01", "due")})
    good, refused = sound(changes({"K-01": ["start", "due"]}), fault)
    assert cells(good) == {("K-01", "start")}
    assert [one.cell.field for one in refused] == ["due"]


def test_where_several_cells_are_bad_as_many_are_taken_as_go_together() -> None:
    fault, _ = fault_where(lambda some: bool({("K-01", "due"), ("K-01", "title")} & some))
    good, refused = sound(changes({"K-01": ["title", "note", "due", "start"]}), fault)
    assert cells(good) == {("K-01", "note"), ("K-01", "start")}
    assert sorted(one.cell.field for one in refused) == ["due", "title"]
    assert [one.why for one in refused] == [WHY, WHY]


def test_a_date_that_goes_only_after_another_is_taken_after_it() -> None:
    def wrong(some: set[tuple[str, str]]) -> bool:
        fields = {field for _, field in some}
        return bool(fields & {"title", "done"}) or ("start" in fields and "due" not in fields)

    fault, _ = fault_where(wrong)
    good, refused = sound(changes({"K-01": ["start", "due", "title", "done"]}), fault)
    assert cells(good) == {("K-01", "start"), ("K-01", "due")}
    assert sorted(one.cell.field for one in refused) == ["done", "title"]


def test_a_row_in_which_no_cell_goes_is_refused_cell_by_cell() -> None:
    fault, _ = fault_where(lambda some: any(name == "K-01" for name, _ in some))
    good, refused = sound(changes({"K-01": ["due", "note", "start"], "K-02": ["due"]}), fault)
    assert cells(good) == {("K-02", "due")}
    assert sorted(one.cell.field for one in refused) == ["due", "note", "start"]


def test_two_rows_that_do_not_go_together_the_first_is_taken() -> None:
    fault, _ = fault_where(lambda some: some >= {("K-01", "due"), ("K-02", "due")})
    good, refused = sound(changes({"K-01": ["due"], "K-02": ["due"], "K-03": ["due"]}), fault)
    assert cells(good) == {("K-01", "due"), ("K-03", "due")}
    assert [one.cell.id for one in refused] == ["K-02"]


def named(bad: Callable[[set[str]], bool]) -> tuple[Fault, list[int]]:
    """A fault in each record whose fields together are wrong, which names it."""
    tries: list[int] = []

    def fault(some: Sequence[RecordEdits]) -> Sequence[Problem]:
        tries.append(len(some))
        said: dict[str, set[str]] = {}
        for name, field in cells(some):
            said.setdefault(name, set()).add(field)
        return [WHY._replace(facts={"id": name}) for name, fields in sorted(said.items()) if bad(fields)]

    return fault, tries


@pytest.mark.parametrize(
    ("bad", "kept", "most"),
    [
        (lambda fields: "due" in fields, {"note", "start"}, 5),
        (lambda fields: fields >= {"start", "due"}, {"note", "start"}, 5),
        (lambda fields: bool(fields & {"due", "start"}), {"note"}, 12),
        (bool, set(), 12),
    ],
)
def test_rows_whose_faults_name_them_are_decided_side_by_side(
    bad: Callable[[set[str]], bool], kept: set[str], most: int
) -> None:
    """As many tries for eight wrong rows as for one, and the same answer as row by row."""
    rows = {f"K-0{n}": ["note", "start", "due"] for n in range(1, 9)}
    fault, tries = named(bad)
    good, refused = sound(changes(rows), fault)
    assert cells(good) == {(name, field) for name in rows for field in kept}
    assert {(one.cell.id, one.cell.field) for one in refused} == {
        (name, field) for name, fields in rows.items() for field in fields if field not in kept
    }
    assert all(one.why.facts == {"id": one.cell.id} for one in refused)
    assert len(tries) <= most
    single, alone = named(bad)
    sound(changes({"K-01": rows["K-01"]}), single)
    assert len(tries) == len(alone)


def test_a_row_that_a_fault_names_and_that_does_no_harm_keeps_its_cells() -> None:
    """The deadline of one moves the start of the other: it is the first that is asked about."""

    def fault(some: Sequence[RecordEdits]) -> Sequence[Problem]:
        return [WHY._replace(facts={"id": "K-02"})] if ("K-01", "due") in cells(some) else []

    good, refused = sound(changes({"K-01": ["due"], "K-02": ["note"], "K-03": ["due"]}), fault)
    assert cells(good) == {("K-02", "note"), ("K-03", "due")}
    assert [(one.cell.id, one.cell.field) for one in refused] == [("K-01", "due")]


@pytest.mark.parametrize("field", sorted(GO_TOGETHER))
@pytest.mark.parametrize("besides", [(), ("due",)])
def test_what_means_nothing_without_a_cell_goes_with_it(field: str, besides: tuple[str, ...]) -> None:
    """A day on which something was finished does not stand where «done» was refused, whatever else is wrong."""
    wrong = {field, *besides}
    fault, _ = fault_where(lambda some: any(name in wrong for _, name in some))
    good, refused = sound(changes({"K-01": ["note", *besides, field, *GO_TOGETHER[field]]}), fault)
    assert cells(good) == {("K-01", "note")}
    assert {one.cell.field for one in refused} == {*wrong, *GO_TOGETHER[field]}


@pytest.mark.parametrize("field", sorted(DAYS))
@pytest.mark.parametrize("besides", [(), ("due",), ("due", "title")])
def test_a_word_whose_day_cannot_be_waits_with_it(field: str, besides: tuple[str, ...]) -> None:
    """«Ferdig» with a day that lies ahead is one answer: half of it would be done on no day, or on another."""
    day = DAYS[field][0]
    wrong = {day, *besides}
    fault, _ = fault_where(lambda some: any(name in wrong for _, name in some))
    good, refused = sound(changes({"K-01": ["note", *besides, field, day]}), fault)
    assert cells(good) == {("K-01", "note")}
    assert {one.cell.field for one in refused} == {*wrong, field}
