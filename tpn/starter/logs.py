"""The sections of ``logs.yaml``."""

from collections.abc import Iterator

from tpn.starter.basis import Basis, Record, given
from tpn.starter.blueprint import Content
from tpn.starter.names import filled
from tpn.starter.people import steering_group


def meetings(ground: Basis) -> list[Record]:
    """The kick-off with everybody, and the first meeting of the steering group."""
    everybody = [one.id for one in ground.cast.people]
    deciding = list(dict.fromkeys((*steering_group(ground), ground.cast.who("lead"))))
    return [_meeting(ground, "kickoff", everybody), _meeting(ground, "steering", deciding)]


def _meeting(ground: Basis, kind: str, invited: list[str]) -> Record:
    row = ground.start[kind]
    return given(
        id=row["id"],
        kind=kind,
        number=1,
        date=ground.meetings[kind],
        start=row["start"],
        form=row.get("form"),
        participants=[{"person": person} for person in invited],
    )


def deliverables(ground: Basis) -> list[Record]:
    """What the project hands over, some of it for each service."""
    rows = [one for row in ground.start["deliverables"] for one in _deliverable(ground, row)]
    return [{"id": f"L-{number:02d}", **row} for number, row in enumerate(rows, 1)]


def _deliverable(ground: Basis, row: Content) -> Iterator[Record]:
    for one in ground.cast.services if row.get("per") == "service" else (None,):
        yield given(
            title=filled(row["title"], service=one.name if one else ""),
            phase=row["phase"],
            service=one.id if one else None,
            due=ground.due(row),
            criteria=row.get("criteria"),
            accepted_by=ground.cast.who(row["accepted_by"], one.id if one else None),
        )


def communication(ground: Basis) -> list[Record]:
    """Who is told what, and when."""
    return [
        given(
            id=f"C-{number:02d}",
            audience=row["audience"],
            aim=row["aim"],
            message=row["message"],
            form=row["form"],
            when=ground.due(row),
            responsible=[ground.cast.who(row["responsible"])],
        )
        for number, row in enumerate(ground.start["communication"], 1)
    ]


def risks(ground: Basis) -> list[Record]:
    """Common risks, assessed as a proposal, each with one measure."""
    return [
        given(
            id=f"R-{number:02d}",
            title=row["title"],
            phase=row["phase"],
            probability=row["probability"],
            consequence=row["consequence"],
            proximity=row["proximity"],
            strategy="reduce",
            owner=ground.cast.who(row["owner"]),
            status="identified",
            actions=ground.actions([{**row, "what": row["action"]}]),
        )
        for number, row in enumerate(ground.start["risks"], 1)
    ]
