"""The sections of ``project.yaml``: project, calendar, people, services."""

from tpn.model.ids import slug
from tpn.starter.basis import Basis, Record, given
from tpn.starter.cast import Chosen


def project(ground: Basis) -> Record:
    """What the project is."""
    choices, start, who = ground.choices, ground.start, ground.cast.who
    return given(
        format=1,
        id=slug(choices.municipality or "") or slug(choices.name) or "tpn",
        name=choices.name,
        municipality=given(name=choices.municipality, number=choices.number)
        if choices.municipality
        else None,
        language=choices.language.value,
        benefit_word=start["benefit_word"],
        start=choices.start,
        owner=who("owner"),
        lead=who("lead"),
        steering_group=steering_group(ground),
        goals=start["goals"],
        tolerances=start["tolerances"],
        choose=start["choose"],
        reporting=start["reporting"],
    )


def steering_group(ground: Basis) -> list[str]:
    """The project owner, and the process owners of the services that come first."""
    owners = (ground.cast.who("service_owner", service) for service in ground.cast.in_wave(1))
    return list(dict.fromkeys((ground.cast.who("owner"), *owners)))


def calendar(ground: Basis) -> Record:
    """Which days nobody works, and that nothing is planned to be launched on a Friday."""
    closed = [given(from_=one.first, to=one.last, name=one.name) for one in ground.closed]
    return {"country": "NO", "closed": closed, "launch_on_friday": False}


def people(ground: Basis) -> list[Record]:
    """Everybody, with their roles."""
    return [
        given(id=one.id, name=one.name, initials=one.initials, roles=list(one.roles))
        for one in ground.cast.people
    ]


def services(ground: Basis) -> list[Record]:
    """The services in the order of their waves."""
    return [_service(ground, one) for one in ground.cast.services]


def _service(ground: Basis, one: Chosen) -> Record:
    responsible = ground.cast.who("service_responsible", one.id)
    return given(
        id=one.id,
        name=one.name,
        catalogue=one.content.get("id"),
        audience=one.content.get("audience"),
        owner=ground.cast.who("service_owner", one.id),
        responsible=responsible,
        subject_staff=[responsible],
        los=one.content.get("los"),
        wave=one.wave,
    )
