"""``tpn add KIND field=value …``: a new record with the next free id; ``tpn add service NAME``: a ready one."""

from tpn.actions.add_record import add_record, list_named
from tpn.actions.add_service import add_service
from tpn.actions.meeting_series import add_series, planner_of
from tpn.actions.waiting_roles import role_waiting
from tpn.cli.add_service import tell_service
from tpn.cli.meeting_series import tell_beside, tell_series
from tpn.cli.run import Run
from tpn.edits.meeting_series import is_of_series
from tpn.edits.new_record import RecordList
from tpn.edits.typed_values import Typist
from tpn.model.about import Person
from tpn.model.logs import Meeting
from tpn.model.people import names_of


def perform(run: Run, *, kind: str, fields: list[str] | None) -> None:
    """A new record, appended to its list."""
    place: RecordList = list_named(run, kind)
    said = fields or []
    if place.route == ("services",) and (named := [word for word in said if "=" not in word]):
        wave = _wave(run, place, [word for word in said if "=" in word])
        typed = " ".join(named)
        tell_service(run, add_service(run, typed, wave), typed, written=not run.preview)
        return
    if place.route == ("meetings",) and any(is_of_series(word) for word in said):
        tell_series(run, add_series(run, said))
        return
    added = add_record(run, place, said)
    run.say(run.words("add.would" if run.preview else "add.done", id=added.address))
    if day := next((one.new for one in run.changes if (one.id, one.field) == ("economy", "as_of")), None):
        run.tell(run.words("add.figures_day", date=day))
    if isinstance(added.record, Meeting):
        _tell_meeting(run, added.record)
    if isinstance(added.record, Person) and (waiting := role_waiting(run.project.people, added.record)):
        run.tell(
            run.words(
                "add.role_waits", role=waiting.name, name=added.record.name, id=waiting.id, new=added.address
            )
        )


def _tell_meeting(run: Run, made: Meeting) -> None:
    """Who is called in, as nobody has said it; and a meeting of the kind that was there that day already."""
    if made.participants:
        people = names_of(run.project.person, [one.person for one in made.participants])
        run.tell(run.words("series.called_in", people=people))
    if made.date:
        tell_beside(run, made.id, made.date, planner_of(run).beside(made.kind, made.date))


def _wave(run: Run, place: RecordList, fields: list[str]) -> int | None:
    """The wave that was named beside a service of the catalogue; nothing else can be said of it here."""
    said = Typist(run.project, run.today, run.folder).values(place.cls, fields)
    for typed, key in zip(fields, said, strict=False):
        if key != "wave":
            run.stop("only-wave", field=typed.partition("=")[0], typed=typed)
    wave = said.get("wave")
    if wave is not None and (not isinstance(wave, int) or wave < 1):
        run.stop("bad-value", verb="add", name="wave")
    return wave
