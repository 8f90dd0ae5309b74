"""A small project from YAML, for tests of what is edited in it and of what is seen of it."""

from tpn.model.index import Index, index
from tpn.model.project import Project
from tpn.model.shape import read_shape
from tpn.source import parse

ABOUT = """\
project: {format: 1, id: lite, name: Lite prosjekt, start: 2026-08-17, lead: liv, steering_group: [per, liv]}
people:
  - {id: liv, name: Liv Dahl, email: liv@example.no}
  - {id: per, name: Per Moe, roles: [project_group]}
  - {id: eva, name: Eva Lie, roles: [project_group], deputy: liv}
services:
  - {id: sfo, name: SFO}
  - {id: bhg, name: Barnehage}
"""


def project(text: str, about: str = ABOUT) -> Project:
    """The project that the two texts are."""
    document = parse(about + text, "prosjekt.yaml")
    assert document.problems == ()
    made, findings = read_shape(document.value)
    assert made is not None, findings
    return made


def everything(text: str) -> Index:
    """All records of it."""
    return index(project(text))
