"""The root: a whole project, section by section."""

from datetime import date
from functools import cache, cached_property
from typing import Annotated, Any

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from tpn.model.about import About, Calendar, Person, Service
from tpn.model.base import Alias, Many, Record, definitions_of, fields, schema_of
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

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """How pydantic reads a project: as the loader does, weeks without a year too."""
        read = core_schema.no_info_plain_validator_function(
            project_of, json_schema_input_schema=core_schema.definition_reference_schema(cls.__name__)
        )
        return core_schema.definitions_schema(read, definitions_of(cls))

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


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(schema_of(Project))


def project_of(value: Any) -> Project:
    """The project that the sections of its files mean; a week without a year is counted from its start.

    Raises:
        ValidationError: everything that is wrong with its shape.
    """
    about = value.get("project") if isinstance(value, dict) else None
    start = about.get("start") if isinstance(about, dict) else None
    project: Project = _validator().validate_python(
        value, context={"start": start} if isinstance(start, date) else None
    )
    return project


SECTIONS: dict[str, str] = {field.key: field.name for field in fields(Project)}
