"""The root: a whole project, section by section."""

from functools import cached_property
from typing import Annotated

from tpn.model.about import About, Calendar, Person, Service
from tpn.model.base import Alias, Many, Record, fields
from tpn.model.benefits import Benefits
from tpn.model.choices import Phase
from tpn.model.kickoff import Kickoff
from tpn.model.launch import Launch
from tpn.model.logs import (
    Communication,
    Decision,
    Deliverable,
    Deviation,
    Economy,
    Lesson,
    Meeting,
    Participation,
    Report,
    Risk,
    Staffing,
)
from tpn.model.processes import Processes
from tpn.model.procurement import ProcurementPhase
from tpn.model.shapes import Activity


class Project(Record):
    """A project as its files say it. What follows from it is worked out in ``plan``."""

    about: Annotated[About, Alias("project")]
    calendar: Calendar = Calendar()
    people: Many[Person] = ()
    services: Many[Service] = ()
    kickoff: Kickoff = Kickoff()
    benefits: Benefits = Benefits()
    processes: Processes = Processes()
    procurement: ProcurementPhase = ProcurementPhase()
    launch: Launch = Launch()
    meetings: Many[Meeting] = ()
    deliverables: Many[Deliverable] = ()
    communication: Many[Communication] = ()
    risks: Many[Risk] = ()
    deviations: Many[Deviation] = ()
    decisions: Many[Decision] = ()
    lessons: Many[Lesson] = ()
    economy: Economy = Economy()
    staffing: Many[Staffing] = ()
    participation: Many[Participation] = ()
    report: Report = Report()

    @cached_property
    def activities(self) -> tuple[tuple[Phase, Activity], ...]:
        """Every activity with its phase, in the order of the phases and of the files."""
        return tuple((phase, activity) for phase in Phase for activity in getattr(self, phase).activities)

    @cached_property
    def person(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def service(self) -> dict[str, Service]:
        """Services by id."""
        return {service.id: service for service in self.services}


SECTIONS: dict[str, str] = {field.key: field.name for field in fields(Project)}
