"""The map of benefits: its nodes and links, what lacks a link, the map of one service, and the same as a table."""

from datetime import date
from typing import Any

from tests.edits.small_projects import project
from tpn.views.benefits_map import (
    BenefitsMap,
    Gainer,
    MapColumn,
    MapLink,
    MapNode,
    as_json,
    benefits_map,
    rows,
)

TODAY = date(2027, 6, 1)
ABOUT = """\
project:
  format: 1
  id: lite
  name: Lite prosjekt
  start: 2026-08-17
  goals:
    - {id: M-1, text: Kortere kø, level: effect}
    - {id: M-2, text: Skjema på nett, level: delivery}
    - {id: M-3, text: Uten nytte, level: business}
people: [{id: eva, name: Eva Lie}]
services: [{id: sfo, name: SFO}, {id: bhg, name: Barnehage}]
"""
WORK = """\
procurement:
  components:
    - {id: A-K1, name: Skjema, kind: form_tool}
    - {id: A-K2, name: Avlyst, status: cancelled}
    - {id: A-K3, name: Arkiv}
benefits:
  stakeholders:
    - {id: I-1, name: Foresatte, needs: Svar fort}
    - {id: I-2, name: Ansatte}
  changes:
    - {id: F-1, title: Ny rutine, service: sfo, owner: eva, enabled_by: [A-K1]}
    - {id: F-2, title: Uten følge, service: bhg}
  benefits:
    - {id: G-1, title: Kø, kind: lead_time, owner: eva, for: [I-1], services: [sfo], changes: [F-1], goals: [M-1],
       indicator: {name: M, baseline: 10, target: 4}, measurements: [{date: 2027-01-01, value: 7}]}
    - {id: G-2, title: Ro, services: [bhg]}
    - {id: G-3, title: Bare målt, for: [I-1], indicator: {name: M, baseline: 10, target: 4},
       measurements: [{date: 2027-01-01, value: 10}]}
"""


def made(service: str | None = None, text: str = WORK) -> BenefitsMap:
    return benefits_map(project(text, ABOUT), TODAY, service)


WHOLE = made()


def node(name: str, view: BenefitsMap = WHOLE) -> MapNode:
    return next(one for one in view.nodes if one.id == name)


def ids(nodes: tuple[MapNode, ...]) -> list[str]:
    return [one.id for one in nodes]


def test_each_column_has_its_things_in_the_order_of_the_files() -> None:
    assert {column.value: ids(WHOLE.of(column)) for column in MapColumn} == {
        "component": ["A-K1", "A-K3"], "change": ["F-1", "F-2"], "benefit": ["G-1", "G-2", "G-3"],
        "goal": ["M-1", "M-2", "M-3"],
    }  # fmt: skip
    assert (WHOLE.name, WHOLE.as_of, WHOLE.service) == ("Lite prosjekt", TODAY, None)


def test_a_node_says_what_it_is() -> None:
    assert node("F-1") == MapNode("F-1", MapColumn.CHANGE, "Ny rutine", None, "SFO", "Eva Lie")
    benefit = node("G-1")
    assert (benefit.about, benefit.owner, benefit.gains, benefit.percent) == (
        "lead_time", "Eva Lie", ("Foresatte",), 50.0,
    )  # fmt: skip
    assert [node(name).only_baseline for name in ("G-1", "G-2", "G-3")] == [False, False, True]
    assert (benefit.label, node("A-K1").about, node("M-1").about) == ("G-1 Kø", "form_tool", "effect")


def test_links_go_between_neighbours_and_each_once() -> None:
    assert WHOLE.links == (MapLink("A-K1", "F-1"), MapLink("F-1", "G-1"), MapLink("G-1", "M-1"))
    assert (ids(WHOLE.before(node("G-1"))), ids(WHOLE.after(node("G-1")))) == (["F-1"], ["M-1"])
    assert (WHOLE.before(node("A-K1")), WHOLE.after(node("M-1"))) == ((), ())
    twice = made(text=WORK.replace("enabled_by: [A-K1]", "enabled_by: [A-K1, A-K2, A-K1]"))
    assert twice.links == WHOLE.links  # what is cancelled is no node, and has no link


def test_what_lacks_a_link_that_it_should_have() -> None:
    assert {one.id: one.lacking for one in WHOLE.unlinked} == {
        "A-K3": ("after",), "F-2": ("after",), "G-2": ("before", "after", "gains"), "G-3": ("before", "after"),
        "M-3": ("before",),
    }  # fmt: skip  # M-2 is a delivery, which needs no benefit


def test_the_map_of_a_service_has_what_hangs_together_with_it() -> None:
    sfo, bhg = made("sfo"), made("bhg")
    assert (sfo.service, ids(sfo.nodes)) == ("SFO", ["A-K1", "F-1", "G-1", "M-1"])
    assert (bhg.service, ids(bhg.nodes), bhg.links) == ("Barnehage", ["F-2", "G-2"], ())
    assert made("ingen").service is None


def test_along_the_links_far_both_ways() -> None:
    text = WORK.replace("{id: G-1, title: Kø, kind: lead_time, owner: eva, for: [I-1], services: [sfo],",
                        "{id: G-1, title: Kø, kind: lead_time, owner: eva, for: [I-1],")  # fmt: skip
    assert ids(made("sfo", text).nodes) == ["A-K1", "F-1", "G-1", "M-1"]  # from its change


def test_stakeholders_with_what_is_for_them() -> None:
    assert WHOLE.gainers == (
        Gainer("I-1", "Foresatte", "Svar fort", ("Kø", "Bare målt")),
        Gainer("I-2", "Ansatte", None, ()),
    )
    assert made("sfo").gainers == (Gainer("I-1", "Foresatte", "Svar fort", ("Kø",)),)
    assert made("bhg").gainers == ()


def test_as_a_table_it_has_a_row_for_each_benefit() -> None:
    first, second, _ = rows(WHOLE)
    assert (first.benefit.id, ids(first.changes), ids(first.parts), ids(first.goals)) == (
        "G-1", ["F-1"], ["A-K1"], ["M-1"],
    )  # fmt: skip
    assert (second.benefit.id, second.changes, second.parts, second.goals) == ("G-2", (), (), ())


def test_as_json() -> None:
    said: Any = as_json(WHOLE)
    assert (said["format"], said["as_of"]) == (1, TODAY)
    assert said["nodes"][4] == {
        "id": "G-1", "column": "benefit", "title": "Kø", "about": "lead_time", "for": ("Foresatte",),
        "attainment": 50.0, "lacking": (),
    }  # fmt: skip
    assert (said["links"], said["stakeholders"]) == (WHOLE.links, WHOLE.gainers)
