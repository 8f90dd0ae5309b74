"""Which requirements of the catalogue fit a procurement, and how they stand in the project when they are taken."""

from typing import Any

from tests.edits.small_projects import ABOUT, project
from tpn.edits.catalogue_requirements import Ready, fitting, new_requirements
from tpn.library import load
from tpn.model.choices import RequirementGroup, RequirementLevel
from tpn.model.index import index
from tpn.model.project import Project
from tpn.source import Append

ROWS: list[dict[str, Any]] = load("catalogue/requirements.yaml", None)["requirements"]
GROUP = next(iter(RequirementGroup))
WORK = """\
procurement:
  procurements:
    - {id: A-1, title: Skjema, components: [C-1, C-2]%s}
    - {id: A-2, title: Uten deler}
  components:
    - {id: C-1, name: Skjema, kind: form_catalogue, services: [sfo]}
    - {id: C-2, name: Uten slag}
    - {id: C-3, name: Arkiv, kind: case_records, services: [bhg]}
  requirements: [%s]
launch: {services: [%s]}
"""


def made(requirements: str = "", launch: str = "", deal: str = "", about: str = ABOUT) -> Project:
    return project(WORK % (deal, requirements, launch), about)


def found(
    one: Project, group: RequirementGroup | None = None, deal: int = 0, language: str = "nb"
) -> list[str]:
    return [
        each.catalogue for each in fitting(one.procurement.procurements[deal], one, None, group, language)
    ]


PLAIN = found(made())


def test_what_fits_the_kinds_of_its_components() -> None:
    assert [
        row["id"] for row in ROWS
        if "form_catalogue" in row["components"] and row.get("when", "always") not in {"organisations", "special_data"}
    ] == PLAIN  # fmt: skip
    assert found(made(), deal=1) == []


def test_a_group_alone() -> None:
    group = GROUP
    some = found(made(), group)
    assert some
    assert some == [
        name for name in PLAIN if next(row["group"] for row in ROWS if row["id"] == name) == group.value
    ]


def conditional(when: str) -> set[str]:
    return {row["id"] for row in ROWS if row.get("when") == when and "form_catalogue" in row["components"]}


def test_some_are_needed_only_where_the_service_is_for_organisations_or_handles_special_data() -> None:
    associations = ABOUT.replace("name: SFO", "name: SFO, audience: [associations]")
    citizens = ABOUT.replace("name: SFO", "name: SFO, audience: [citizens]")
    elsewhere = ABOUT.replace("name: Barnehage", "name: Barnehage, audience: [businesses]")
    assert set(found(made(about=associations))) - set(PLAIN) == conditional("organisations")
    assert found(made(about=citizens)) == found(made(about=elsewhere)) == PLAIN
    special = "{service: %s, personal_data: {special: %s}}"
    assert set(found(made(launch=special % ("sfo", "true")))) - set(PLAIN) == conditional("special_data")
    assert (
        found(made(launch=special % ("sfo", "false")))
        == found(made(launch=special % ("bhg", "true")))
        == PLAIN
    )
    assert conditional("organisations") | conditional("special_data")


def test_what_is_in_the_project_already_is_not_proposed_by_number_or_by_its_words() -> None:
    first, second = PLAIN[:2]
    text = next(row["text"]["nb"] for row in ROWS if row["id"] == second)
    here = made(f"{{id: KR-1, text: A, x: {{catalogue: {first}}}}}, {{id: KR-2, text: '{text}'}}")
    assert found(here) == PLAIN[2:]


def test_it_is_told_in_one_language_for_the_component_it_fits() -> None:
    project = made()
    one = fitting(project.procurement.procurements[0], project, None, None, "nn")[0]
    row = next(row for row in ROWS if row["id"] == one.catalogue)
    assert (one.text, one.verify, one.component) == (row["text"]["nn"], row["verify"]["nn"], "C-1")


def taken(deal: str) -> list[dict[str, Any]]:
    project = made("{id: A-R04, text: Vår}", deal=deal)
    ready = [Ready(f"K-{n}", GROUP, level, "T", "V", "C-1") for n, level in enumerate(RequirementLevel)]
    edits = new_requirements(ready, project.procurement.procurements[0], index(project))
    assert {edit.route for edit in edits} == {("procurement", "requirements")}
    return [edit.value for edit in edits if isinstance(edit, Append)]


def test_each_gets_a_fresh_id_and_remembers_where_it_came_from() -> None:
    first, second, third = taken("")
    assert [one["id"] for one in (first, second, third)] == ["A-R05", "A-R06", "A-R07"]
    assert first == {
        "id": "A-R05", "text": "T", "level": "must", "group": GROUP.value, "component": "C-1",
        "verify": "V", "x": {"catalogue": "K-0"},
    }  # fmt: skip
    assert "criterion" not in second


def test_what_is_not_a_must_is_tied_to_the_first_criterion_of_quality() -> None:
    made = taken(", criteria: [{id: pris, kind: price}, {id: kval, kind: quality}, {id: to, kind: quality}]")
    assert [one.get("criterion") for one in made] == [None, "kval", "kval"]
