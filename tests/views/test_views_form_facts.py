"""What forms and lists of fields ask for: values along a path, kinds and their classes, what each field takes."""

from typing import Any

from tests.edits.small_projects import ABOUT, project
from tpn.model.benefits import Benefit
from tpn.model.index import index
from tpn.model.logs import Risk
from tpn.model.shapes import Activity
from tpn.views.field_list import field_list, fields_json
from tpn.views.form_facts import FormFacts, class_of, knows

WORK = """\
kickoff: {activities: [{id: K-1, title: A, status: done, finished: 2026-09-01}, {id: K-2, title: B}]}
benefits:
  stakeholders: [{id: I-1, name: Foresatte}]
  benefits:
    - {id: G-1, title: Kø, owner: eva, for: [I-1], services: [sfo, bhg], indicator: {name: Minutter, baseline: 0}}
    - {id: G-2, title: Ro}
launch: {services: [{service: sfo, checks: {privacy: {own: Ja}}}]}
risks: [{id: R-1, title: Hast, phase: launch}, {id: R-2, title: Ro}]
economy: {lines: [{item: Lisens, budget: 5}, {item: Drift, budget: 7}]}
"""
MADE = project(WORK, ABOUT)
FACTS = FormFacts(MADE, index(MADE))


def ids(kind: str, **where: object) -> list[str]:
    return [one.id for one in FACTS.records(kind, where)]  # type: ignore[attr-defined]


def values(name: str, path: str) -> tuple[Any, ...]:
    return FACTS.values(FACTS.index.by_address[name].record, path)


def test_records_are_chosen_by_what_their_fields_say() -> None:
    assert ids("benefits") == ["G-1", "G-2"]
    assert ids("activities", status="done") == ["K-1"]
    assert ids("activities", status=["done", "not_started"]) == ["K-1", "K-2"]
    assert (ids("activities", phase="kickoff"), ids("activities", phase="launch")) == (["K-1", "K-2"], [])
    assert ids("risks", phase="launch") == ["R-1"]  # it names its phase itself


def test_along_a_path_references_give_names_and_lists_all_they_hold() -> None:
    assert values("G-1", "owner") == ("Eva Lie",)
    assert values("G-1", "services") == ("SFO", "Barnehage")
    assert values("G-1", "owner.roles") == ("project_group",)
    assert values("G-1", "indicator") == ("Minutter",)
    assert (values("G-1", "indicator.baseline"), values("G-2", "indicator.baseline")) == ((0,), ())
    assert values("G-1", "for") == ("Foresatte",)
    assert (values("G-1", "finnes_ikke"), values("G-1", "title.mer")) == ((), ())


def test_of_the_whole_project_too() -> None:
    assert FACTS.of_project("project.name") == ("Lite prosjekt",)
    assert FACTS.of_project("economy.lines.budget") == (5, 7)
    assert FACTS.of_project("launch.services.checks.own") == ("Ja",)


def test_a_reference_that_leads_nowhere_is_its_id() -> None:
    lost = MADE.benefits.benefits[0].but(owner="borte")
    assert FACTS.values(lost, "owner") == ("borte",)


def test_kinds_have_classes_and_classes_know_paths() -> None:
    assert (class_of("activities"), class_of("milestones"), class_of("benefits")) == (
        Activity,
        Activity,
        Benefit,
    )
    assert (class_of("risks"), class_of("finnes-ikke")) == (Risk, None)
    known = {path: knows(Benefit, path) for path in ("title", "owner.name", "indicator.baseline", "finnes_ikke",
             "owner.finnes_ikke", "title.mer", "indicator.finnes_ikke")}  # fmt: skip
    assert [path for path, it in known.items() if it] == ["title", "owner.name", "indicator.baseline"]


def test_each_field_of_a_kind_with_what_it_takes() -> None:
    found = {one.path: one for one in field_list(Benefit)}
    assert "x" not in found
    assert {"indicator.baseline", "indicator.by", "measurements", "owner"} <= set(found)
    assert "indicator" not in found  # its own fields stand for it
    assert [found[path].sort for path in ("title", "kind", "owner", "measurements")] == [
        "text", "choice", "reference", "records",
    ]  # fmt: skip
    assert (found["kind"].choices[0], found["title"].choices) == ("staff_time", ())
    assert [found[path].many for path in ("title", "services", "measurements")] == [False, True, True]


def test_the_fields_as_json() -> None:
    said: Any = fields_json("benefits", field_list(Benefit))
    assert (said["format"], said["kind"]) == (1, "benefits")
    by_name = {one["field"]: one for one in said["fields"]}
    assert by_name["title"]["required"] is True
    assert (by_name["realisable"]["low"], by_name["realisable"]["high"]) == (0, 100)
    assert (by_name["owner"]["refers_to"], by_name["kind"]["choices"][0]) == ("people", "staff_time")


def test_deep_inside_a_field_of_records_stands_alone() -> None:
    paths = [one.path for one in field_list(type(MADE))]
    assert all(path.count(".") <= 1 for path in paths)
    assert "project.name" in paths
