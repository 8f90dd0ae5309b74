"""The stakeholders in reading order: what they expect and need, who has talked with them, what is done for them.

Interest, influence, attitude and strategy are assessments of people. Who makes a document for others leaves them out
with ``without_assessments``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tpn.model.benefits import Contact, Stakeholder
from tpn.model.choices import StakeholderGroup
from tpn.model.project import Project
from tpn.model.shapes import Action

SCALE = range(1, 6)
HIGH = 3.5
"""From here interest and influence are high: the upper two of five."""


class StakeholderAction(NamedTuple):
    """An action towards a stakeholder, as it is read."""

    what: str
    responsible: tuple[str, ...]
    due: date | None
    done: date | None
    overdue: bool


class Talk(NamedTuple):
    """That somebody has talked with them."""

    date: date
    by: str | None
    how: str | None
    note: str | None


class Holder(NamedTuple):
    """One stakeholder; what has not been assessed is None."""

    id: str
    name: str
    group: StakeholderGroup | None
    interest: int | None
    influence: int | None
    attitude: int | None
    strategy: str | None
    expectation: str | None
    needs: str | None
    talks: tuple[Talk, ...]
    tasks: tuple[StakeholderAction, ...]
    gains: tuple[str, ...]

    @property
    def last(self) -> Talk | None:
        """The last time somebody talked with them."""
        return max(self.talks, key=lambda talk: talk.date, default=None)

    @property
    def assessed(self) -> bool:
        """Whether they have a place in the matrix."""
        return self.interest is not None and self.influence is not None


@dataclass(frozen=True)
class Stakeholders:
    """All stakeholders of a project, in the order of the file."""

    project: str
    name: str
    as_of: date
    holders: tuple[Holder, ...]
    with_assessments: bool = True

    def at(self, influence: int, interest: int) -> tuple[Holder, ...]:
        """Those in one field of the matrix."""
        return tuple(one for one in self.holders if (one.influence, one.interest) == (influence, interest))

    @property
    def unplaced(self) -> tuple[Holder, ...]:
        """Those who lack interest or influence, and have no place in the matrix."""
        return tuple(one for one in self.holders if not one.assessed)

    @property
    def by_weight(self) -> tuple[Holder, ...]:
        """Those with most influence and interest first; as in the file where assessments are left out."""
        if not self.with_assessments:
            return self.holders
        return tuple(sorted(self.holders, key=lambda one: (-(one.influence or 0), -(one.interest or 0))))

    def without_assessments(self) -> "Stakeholders":
        """The same without what is thought of people; what was noted of a talk is such too."""
        return replace(self, holders=tuple(map(_bare, self.holders)), with_assessments=False)


def _bare(one: Holder) -> Holder:
    talks = tuple(talk._replace(note=None) for talk in one.talks)
    return one._replace(interest=None, influence=None, attitude=None, strategy=None, talks=talks)


def stakeholders(project: Project, today: date) -> Stakeholders:
    """The stakeholders of a project, seen from ``today``."""
    people = {person.id: person.name for person in project.people}
    gains = {
        holder.id: tuple(one.title for one in project.benefits.benefits if holder.id in one.for_)
        for holder in project.benefits.stakeholders
    }
    holders = tuple(_holder(one, people, gains[one.id], today) for one in project.benefits.stakeholders)
    return Stakeholders(project.about.id, project.about.name, today, holders)


def _holder(one: Stakeholder, people: Mapping[str, str], gains: tuple[str, ...], today: date) -> Holder:
    return Holder(
        one.id, one.name, one.group, one.interest, one.influence, one.attitude, one.strategy, one.expectation,
        one.needs, tuple(_talk(contact, people) for contact in one.contacts),
        tuple(_task(action, people, today) for action in one.actions), gains,
    )  # fmt: skip


def _talk(contact: Contact, people: Mapping[str, str]) -> Talk:
    return Talk(contact.date, people.get(contact.by or ""), contact.how, contact.note)


def _task(action: Action, people: Mapping[str, str], today: date) -> StakeholderAction:
    names = tuple(people.get(who, who) for who in action.responsible)
    overdue = action.due is not None and action.done is None and action.due < today
    return StakeholderAction(action.what, names, action.due, action.done, overdue)


def as_json(view: Stakeholders) -> dict[str, object]:
    """The register as facts, format 1; without assessments their keys are not there."""
    return {
        "format": 1,
        "project": view.project,
        "as_of": view.as_of,
        "stakeholders": [_as_json(one, assessed=view.with_assessments) for one in view.holders],
    }


def _as_json(one: Holder, *, assessed: bool) -> dict[str, object]:
    judged = {
        "interest": one.interest,
        "influence": one.influence,
        "attitude": one.attitude,
        "strategy": one.strategy,
    }
    return {
        "id": one.id,
        "name": one.name,
        "group": one.group,
        **(judged if assessed else {}),
        "expectation": one.expectation,
        "needs": one.needs,
        "contacts": one.talks,
        "actions": one.tasks,
        "gains": one.gains,
    }
