"""An import is written: the project's files, what is remembered of new rows, and the rounds that were answered."""

from tpn.actions.import_result import ImportResult, memory
from tpn.actions.import_sheets import SheetImport
from tpn.actions.keep_additions import kept_additions
from tpn.actions.newer_answers import answered
from tpn.actions.session import Session
from tpn.edits.step_times import own_times
from tpn.history import imports
from tpn.history.rounds import Round, SheetAnswer, change_of, round_named, with_answer
from tpn.source import TextFile


def write_import(session: Session, bringing: SheetImport, made: ImportResult) -> None:
    """Write what an import comes to, all or none; nothing where it comes to nothing.

    Raises:
        Stop: the files cannot be written; nothing is changed then.
    """
    more: dict[TextFile, str] = {}
    if new := [*memory(made), *answered(made.homes, made.changes)]:
        more |= dict([imports.change_of(session.folder, new)])
    more |= answered_rounds(session, made) | kept_additions(session, made.homes)
    besides = list(own_times(session.project, made.outcomes).values())
    if made.changes or besides or more:
        bringing.write(made, besides, more)


def answered_rounds(session: Session, made: ImportResult) -> dict[TextFile, str]:
    """The rounds that these sheets answer; a sheet that brings nothing new answers once."""
    found: dict[str, Round] = {}
    for home in made.homes:
        name, person = home.base.round, home.base.to
        asked = None
        if name and person and home.known:
            asked = found.get(name) or round_named(session.folder, name)
        sent = next((one for one in asked.people if one.person == person), None) if asked else None
        if asked is None or sent is None:
            continue
        changes = sum(
            any(said.sheet == home.file for said in one.said)
            for change in made.changes
            for one in change.outcomes
        )
        if changes or sent.answered is None:
            found[name] = with_answer(asked, person, SheetAnswer(session.today, changes, home.reviewed))
    return dict(change_of(session.folder, one) for one in found.values())
