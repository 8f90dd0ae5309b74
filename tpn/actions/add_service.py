"""A service of the catalogue into the project, with all that ``tpn init`` would have laid out for it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.library import load
from tpn.model.choices import ActivityKind, Phase
from tpn.model.ended import is_over
from tpn.model.similar import closest
from tpn.plan import Plan
from tpn.plan.launches import is_go_live
from tpn.source import Append, Edit
from tpn.starter.blueprint import Content, blueprint, catalogue
from tpn.starter.names import said
from tpn.starter.service_records import ServiceRecords, WantedService, bring, leading_to
from tpn.views.change_effect import Effect, effect


class AddedService(NamedTuple):
    """What the catalogue says of a service, what it brings, and the day on which the plan lets it go live.

    ``effect`` is what it moves of all else; ``agreed`` the day of the plan that the scope was agreed in, if any.
    """

    content: Content
    records: ServiceRecords
    launch: date | None
    effect: Effect
    agreed: date | None


def add_service(session: Session, typed: str, wave: int | None) -> AddedService:
    """Bring the service of the catalogue that was meant, taken back by one undo.

    Raises:
        Stop: there is no such service, or the project has it already (exit code 2).
    """
    content = _meant(session, typed)
    records = _brought(session, content, wave)
    edits = [*records.edits, *_closed_after(session, records)]
    now, after = plan_of(session), plan_of(session, after_edits(session.loaded, edits))
    agreed = now.baseline.agreed if now.baseline else None
    write_edits(session, edits)
    return AddedService(content, records, _launch_of(after, records), effect(now, after), agreed)


def _closed_after(session: Session, brought: ServiceRecords) -> Iterator[Edit]:
    """A milestone that came after every launch in the plan comes after the new one too, however the plan was made.

    It waits for what ends the new service's work: what nothing else waits for.
    """
    now, after = plan_of(session), plan_of(session, after_edits(session.loaded, brought.edits))
    last = max((one.plan_end for one in now.work if is_go_live(one.activity) and one.plan_end), default=None)
    if last is None:
        return
    links = {one.activity.id: [link.to for link in one.activity.after] for one in after.work}
    fed = leading_to(
        links, (name for one in after.work if one.activity.service for name in links[one.activity.id])
    )
    followed = {name for names in links.values() for name in names}
    ends = [name for name, _ in brought.activities if name not in followed]
    for number, activity in enumerate(session.project.launch.activities):
        end = now.by_id[activity.id].plan_end
        closes = activity.milestone and not is_go_live(activity) and not is_over(activity)
        if closes and end and end >= last and activity.id not in fed:
            yield from (Append((Phase.LAUNCH.value, "activities", number, "after"), name) for name in ends)


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


def _launch_of(plan: Plan, brought: ServiceRecords) -> date | None:
    """When the plan says that the service goes live."""
    ends = [
        work.plan_end
        for work in plan.of_service(brought.service)
        if work.activity.kind is ActivityKind.GO_LIVE and work.activity.milestone
    ]
    return next((end for end in ends if end), None)
