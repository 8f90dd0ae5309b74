"""Requirements of the catalogue that a procurement could use, and the edits that take them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tpn.library import load
from tpn.model.choices import Audience, CriterionKind, RequirementGroup, RequirementLevel
from tpn.model.ids import TakenIds
from tpn.model.index import Index
from tpn.model.procurement import Component, Procurement
from tpn.model.project import Project
from tpn.source import Append, Edit

FROM = "catalogue"
"""The key under ``x`` that remembers where a requirement came from, so that it is not proposed twice."""


@dataclass(frozen=True)
class Ready:
    """A requirement of the catalogue in one language, for a component of the procurement."""

    catalogue: str
    group: RequirementGroup
    level: RequirementLevel
    text: str
    verify: str
    component: str


def fitting(
    deal: Procurement, project: Project, folder: Path | None, group: RequirementGroup | None, language: str
) -> tuple[Ready, ...]:
    """What fits the kinds of the procurement's components, and is not in the project yet."""
    parts = [one for one in project.procurement.components if one.id in deal.components]
    here = {one.x.get(FROM) for one in project.procurement.requirements}
    texts = {one.text for one in project.procurement.requirements}
    holds = _conditions(parts, project)
    return tuple(
        ready
        for row in load("catalogue/requirements.yaml", folder)["requirements"]
        if row["id"] not in here
        and (group is None or row["group"] == group.value)
        and row.get("when", "always") in holds
        and (ready := _ready(row, parts, language)) is not None
        and ready.text not in texts
    )


def _conditions(parts: Sequence[Component], project: Project) -> frozenset[str]:
    """Which conditions of the catalogue hold for the services of these components; what is unknown may hold."""
    services = {one for part in parts for one in part.services}
    holds = {"always", "register", "automated", "signature", "payment", "booking"}
    if any(set(one.audience) & {Audience.ASSOCIATIONS, Audience.BUSINESSES}
           for one in project.services if one.id in services):  # fmt: skip
        holds.add("organisations")
    if any(one.personal_data and one.personal_data.special
           for one in project.launch.services if one.service in services):  # fmt: skip
        holds.add("special_data")
    return frozenset(holds)


def _ready(row: Mapping[str, Any], parts: Sequence[Component], language: str) -> Ready | None:
    part = next((one for one in parts if one.kind and one.kind.value in row["components"]), None)
    if part is None:
        return None
    return Ready(
        row["id"], RequirementGroup(row["group"]), RequirementLevel(row["level"]), row["text"][language],
        row["verify"][language], part.id,
    )  # fmt: skip


def new_requirements(found: Sequence[Ready], deal: Procurement, index: Index) -> list[Edit]:
    """The edits that take them in, each with a fresh id; what is not a must is tied to a criterion of quality."""
    quality = next((one.id for one in deal.criteria if one.kind is CriterionKind.QUALITY), None)
    taken = TakenIds(index.taken)
    edits: list[Edit] = []
    for one in found:
        name = taken.free("A-R01")
        taken[name] = one
        scored = {"criterion": quality} if quality and one.level is not RequirementLevel.MUST else {}
        edits.append(
            Append(
                ("procurement", "requirements"),
                {"id": name, "text": one.text, "level": one.level.value, "group": one.group.value,
                 "component": one.component, **scored, "verify": one.verify, "x": {FROM: one.catalogue}},
            )
        )  # fmt: skip
    return edits
