"""Forms to print for eGevinst: the guide for talks with each group, and the workshop in which the nyttekart is made."""

from collections.abc import Iterable
from typing import NamedTuple

from tpn.model.choices import StakeholderGroup
from tpn.model.guides import Guide, Guides, WorkshopPart
from tpn.model.project import Project


class Interview(NamedTuple):
    """The guide for one group, and the stakeholders of the project that belong to it."""

    guide: Guide
    holders: tuple[str, ...]


class Exercise(NamedTuple):
    """A part of the workshop, with what is known already written in: what the first column begins with."""

    part: WorkshopPart
    known: tuple[str, ...]

    @property
    def empty(self) -> int:
        """Rows left to be filled in by hand."""
        return max(self.part.rows, 3 if self.known else 0)


def interviews(
    project: Project, guides: Guides, groups: Iterable[StakeholderGroup] = ()
) -> tuple[Interview, ...]:
    """The guides for these groups, or for those that the project has stakeholders in."""
    holders = project.benefits.stakeholders
    asked = tuple(groups) or tuple(dict.fromkeys(one.group for one in holders if one.group is not None))
    return tuple(
        Interview(guides.of(group), tuple(one.name for one in holders if one.group is group))
        for group in asked
    )


def workshop(project: Project, guides: Guides) -> tuple[Exercise, ...]:
    """The parts of the workshop; stakeholders and goals stand there already."""
    known = {
        "stakeholders": tuple(one.name for one in project.benefits.stakeholders),
        "goals": tuple(one.text for one in project.about.goals),
    }
    return tuple(Exercise(part, known.get(part.begins_with or "", ())) for part in guides.workshop)
