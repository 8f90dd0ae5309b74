"""``tpn round [NAME]``: who was sent what, who has answered, who is missing – with a ready reminder."""

from collections.abc import Mapping
from datetime import date

from tpn.actions.remind_round import round_seen
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.history.rounds import Round
from tpn.model.people import name_of
from tpn.reports.round_screen import round_answers, round_screen, round_title
from tpn.views.next_step import after_round


def perform(run: Run, *, name: str | None, remind: bool, write: bool) -> None:
    """Who has answered, and who is missing."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    found, names, older = round_seen(run, name, remind=remind and write)
    if kind == "json":
        run.json(_as_json(run, found, names, older))
        return
    title = round_title(found, run.words)
    if kind != "table":
        give_shown(run, round_answers(found, run.project, run.words, older), title, kind)
    else:
        run.following = after_round(found, run.today, reminded=remind)
        screen = round_screen(
            found, run.project, run.today, run.words, asked=remind, reminded=remind and write, older=older
        )
        give_shown(run, screen, title, kind)
        run.tell_signs()
        if remind and not write and found.missing:
            run.tell(run.words("round.would_remind"))


def _as_json(run: Run, found: Round, names: tuple[str, ...], older: Mapping[str, date]) -> dict[str, object]:
    return {
        "format": 1,
        "round": found.name,
        "sent": found.sent,
        "due": found.due,
        "style": found.style,
        "overdue": found.overdue(run.today),
        "people": [
            {
                "person": one.person,
                "name": name_of(run.project.person, one.person),
                "file": one.file,
                "rows": one.rows,
                "answered": one.answered,
                "answered_older": older.get(one.person),
                "changes": one.changes,
                "reviewed": any(answer.reviewed for answer in one.answers),
                "reminded": list(one.reminded),
            }
            for one in found.people
        ],
        "rounds": names,
    }
