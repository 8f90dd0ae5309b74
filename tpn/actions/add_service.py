"""A service of the catalogue into the project, with all that ``tpn init`` would have laid out for it."""

from datetime import date
from typing import NamedTuple

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.library import load
from tpn.model.choices import ActivityKind
from tpn.model.similar import closest
from tpn.starter.blueprint import Content, blueprint, catalogue
from tpn.starter.names import said
from tpn.starter.service_records import ServiceRecords, WantedService, bring


class AddedService(NamedTuple):
    """What the catalogue says of a service, what it brings, and the day on which the plan lets it go live."""

    content: Content
    records: ServiceRecords
    launch: date | None


def add_service(session: Session, typed: str, wave: int | None) -> AddedService:
    """Bring the service of the catalogue that was meant, taken back by one undo.

    Raises:
        Stop: there is no such service, or the project has it already (exit code 2).
    """
    content = _meant(session, typed)
    records = _brought(session, content, wave)
    launch = _launch_of(session, records)
    write_edits(session, records.edits)
    return AddedService(content, records, launch)


def _meant(session: Session, typed: str) -> Content:
    found = catalogue(session.project.about.language, session.words.folder)
    content = found.get(typed.strip().casefold())
    if content is None:
        meant = closest(typed.casefold(), found)
        session.stop("not-in-catalogue", value=typed, suggestion=found[meant]["id"] if meant else None,
                     hint="suggestion" if meant else None)  # fmt: skip
    there = next((one for one in session.project.services if one.catalogue == content["id"]), None)
    if there:
        session.stop("service-there", name=there.name, id=there.id)
    return content


def _brought(session: Session, content: Content, wave: int | None) -> ServiceRecords:
    language = session.project.about.language
    requirements = said(load("catalogue/requirements.yaml", session.folder)["requirements"], language)
    return bring(
        session.project,
        session.loaded.index.taken,
        blueprint(language),
        catalogue(language, session.words.folder),
        WantedService(content, session.today, wave),
        requirements,
    )


def _launch_of(session: Session, brought: ServiceRecords) -> date | None:
    """When the plan says that the service goes live."""
    plan = plan_of(session, after_edits(session.loaded, brought.edits))
    ends = [
        work.plan_end
        for work in plan.of_service(brought.service)
        if work.activity.kind is ActivityKind.GO_LIVE and work.activity.milestone
    ]
    return next((end for end in ends if end), None)
