"""The registers of the phases: stakeholders, changes, benefits; process variants; components; launch profiles."""

from itertools import zip_longest

from tpn.starter.activities import Laying
from tpn.starter.basis import Basis, Record, given
from tpn.starter.blueprint import Content
from tpn.starter.cast import Chosen

_USUAL = {"share": 100, "kind": "task", "automation": "none", "system": None, "documents": []}


def stakeholders(ground: Basis) -> list[Record]:
    """Those whom the project concerns, with what is done for them."""
    return [{**row, "actions": ground.actions(row["actions"])} for row in ground.start["stakeholders"]]


def changes(ground: Basis) -> list[Record]:
    """What must change in the way of working, and the components that make it possible."""
    return [
        given(
            id=row["id"],
            title=row["title"],
            owner=ground.cast.who(row["owner"]),
            enabled_by=ground.enabling(row["kinds"]),
        )
        for row in ground.start["changes"]
    ]


def components(ground: Basis, laying: Laying) -> list[Record]:
    """The technical parts, each with the activity that it comes with."""
    return [{**one, "comes_with": laying.id_of(one["comes_with"])} for one in ground.components]


def benefits(ground: Basis) -> list[Record]:
    """What gets better, for whom."""
    return [_benefit(ground, row) for row in ground.start["benefits"]]


def _benefit(ground: Basis, row: Content) -> Record:
    who = ground.cast.who
    until = ground.start["by"]
    by = ground.week(until["weeks"] + until["weeks_a_wave"] * ground.cast.waves)
    indicator = {**row["indicator"], "by": by, "measured_by": who(row["indicator"]["measured_by"])}
    head = {"id": row["id"], "title": row["title"]}
    return {**head, **row, "owner": who(row["owner"]), "indicator": indicator}


def processes(ground: Basis) -> list[Record]:
    """Each service with the catalogue's variants; a service of our own begins without any."""
    return [_process(one) for one in ground.cast.services]


def _process(service: Chosen) -> Record:
    found = service.content.get("variants", {})
    variants = {name: {"steps": [_step(step) for step in one["steps"]]} for name, one in found.items()}
    return given(service=service.id, example_times=bool(variants) or None, variants=variants)


def _step(step: Content) -> Record:
    keys = (
        "id",
        "name",
        "actor",
        "system",
        "minutes",
        "wait_days",
        "share",
        "kind",
        "documents",
        "automation",
    )
    return {key: step[key] for key in keys if key not in _USUAL or step[key] != _USUAL[key]}


def procurements(ground: Basis) -> list[Record]:
    """What must be bought, and who buys it."""
    return [
        given(
            id=row["id"],
            title=row["title"],
            components=ground.enabling(row["kinds"]),
            team=[ground.cast.who(role) for role in row["team"]],
        )
        for row in ground.start["procurements"]
    ]


def launches(ground: Basis) -> list[Record]:
    """The launch profile of each service, as far as the catalogue knows it, and the service that comes after it."""
    services = ground.cast.services
    return [
        given(
            service=one.id,
            assurance=one.content.get("assurance"),
            personal_data=given(special=one.content.get("special_data"), dpia="undecided"),
            checklist={},
            next=following.id if following else None,
        )
        for one, following in zip_longest(services, services[1:])
    ]
