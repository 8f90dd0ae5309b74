"""The sheets of a round that was sent: to whom, who got none and why, and what is still to do."""

from datetime import date
from pathlib import Path

from tpn.actions.send_sheets import SentRound
from tpn.cli.run import Run


def tell_round(run: Run, sent: SentRound, folder: Path, *, mail: bool, until: date | None) -> None:
    """Each person's sheet on a line, then the round, then who is left out."""
    words, people = run.words, run.project.person
    for one in sent.sheets:
        run.say(words.count("export.line", one.rows, name=people[one.person].name, file=one.file))
    key = "export.would" if run.preview else "export.sent"
    run.say(words.count(key, len(sent.sheets), folder=str(folder), name=sent.name))
    if sent.waiting:
        told = words.count("export.waiting", sent.waiting, until=until)
        run.tell(told, how=words.count("export.waiting_how", sent.waiting))
    if sent.later:
        run.tell(words("export.later", names=sent.later, until=until))
    if sent.lead:
        run.tell(words("export.lead_left_out"), how=words("export.lead_how", id=sent.lead))
    if sent.unnamed:
        run.tell(words("export.roles_left_out", names=sent.unnamed))
    if mail and sent.unreachable:
        run.tell(words("export.no_address", names=sent.unreachable))
