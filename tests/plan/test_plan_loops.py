"""Loops are found, named whole and in order, and never end in a hang or a fault."""

import graphlib

from hypothesis import given
from hypothesis import strategies as st

from tests.plan.small_plans import START, day, made, task
from tpn.model.choices import Status
from tpn.plan.topology import in_order, knots, loop_in, topological

LONG = 50_000

graphs = st.integers(1, 12).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, size - 1), max_size=3, unique=True), min_size=size, max_size=size
    )
)


def test_the_whole_loop_is_named_each_before_the_next() -> None:
    found = made(
        task("A", "C", duration=1), task("B", "A"), task("C", "B SS"), task("D", "C", duration=2), task("E", "D"),
        today=START,
    )  # fmt: skip
    assert found.loops == (("A", "B", "C"),)
    # what stands behind the loop is dated all the same
    assert found.dates["E"].end == day("20.8")


def test_the_links_inside_a_loop_are_left_out_of_the_dates() -> None:
    ring = [task("A", "C", duration=2), task("B", "A", "S", duration=2), task("C", "B", duration=2)]
    for mixed in (ring, ring[::-1], ring[1:] + ring[:1]):
        dates = made(*mixed, task("S", duration=1)).dates
        assert {name: dates[name].start for name in "ABC"} == {"A": START, "B": day("18.8"), "C": START}


def test_each_loop_of_several_is_named() -> None:
    found = made(
        task("A", "B"),
        task("B", "A"),
        task("C", "B", "D"),
        task("D", "C FF -2d"),
        task("E", "E"),
        task("F", "D"),
    )
    assert found.loops == (("A", "B"), ("C", "D"), ("E",))


def test_a_loop_through_what_fell_out_is_a_loop() -> None:
    assert made(task("A", "X"), task("X", "A", status=Status.CANCELLED)).loops == (("A", "X"),)


def test_no_loop_no_name() -> None:
    assert made(task("B", "A"), task("C", "A", "B"), task("A", duration=1)).loops == ()


def test_a_chain_of_fifty_thousand_is_no_loop_in_either_order() -> None:
    chain = [task(f"T{n}", *([f"T{n - 1}"] if n else []), duration=1) for n in range(LONG)]
    forward, backward = made(*chain), made(*reversed(chain))
    assert forward.loops == backward.loops == ()
    assert forward.dates == backward.dates
    assert forward.dates[f"T{LONG - 1}"].critical


def test_a_loop_of_fifty_thousand_is_named_whole() -> None:
    ring = [task(f"T{n}", f"T{(n - 1) % LONG}") for n in range(LONG)]
    assert made(*ring).loops == (tuple(f"T{n}" for n in range(LONG)),)


@given(graphs)
def test_a_loop_is_found_where_there_is_one_and_it_is_real(before: list[list[int]]) -> None:
    sorter = graphlib.TopologicalSorter(dict(enumerate(before)))
    try:
        sorter.prepare()
    except graphlib.CycleError:
        tangled = knots(before)
        assert tangled
        for knot in tangled:
            loop = loop_in(before, knot)
            assert loop[0] == knot[0]
            assert len(set(loop)) == len(loop)
            assert set(loop) <= set(knot)
            for one, following in zip(loop, (*loop[1:], loop[0]), strict=True):
                assert one in before[following]
    else:
        assert knots(before) == []
        assert in_order(before, topological(before))


@given(graphs)
def test_without_the_links_inside_knots_there_is_an_order(before: list[list[int]]) -> None:
    inside = {node: set(knot) for knot in knots(before) for node in knot}
    left = [[one for one in ones if one not in inside.get(node, ())] for node, ones in enumerate(before)]
    order = topological(left)
    assert sorted(order) == list(range(len(before)))
    assert in_order(left, order)


@given(graphs)
def test_nodes_of_a_knot_lie_behind_one_another(before: list[list[int]]) -> None:
    def behind(node: int) -> set[int]:
        reached: set[int] = set()
        queue = list(before[node])
        while queue:
            one = queue.pop()
            if one not in reached:
                reached.add(one)
                queue += before[one]
        return reached

    ways = [behind(node) for node in range(len(before))]
    expected = {
        tuple(sorted({node} | {one for one in ways[node] if node in ways[one]}))
        for node in range(len(before))
        if node in ways[node]
    }
    assert {tuple(knot) for knot in knots(before)} == expected
