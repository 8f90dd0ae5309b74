"""``tpn round [NAME]``: who was sent what, who has answered, who is missing – with a ready reminder."""

from typing import Any

from tpn.actions.write_changes import commit
from tpn.cli.run import Run
from tpn.history.rounds import Round, Sent, change_of, round_named, rounds, with_reminder
from tpn.model.people import first_word, name_of
from tpn.reports.blocks import Block, Break, Paragraph, inline, listed, strong
from tpn.texts.signs import SIGNS
from tpn.views.next_step import after_round


def perform(run: Run, *, name: str | None, remind: bool, write: bool) -> None:
    """Who has answered, and who is missing."""
    kind = run.format("table", "json")
    known = rounds(run.folder)
    found = round_named(run.folder, name)
    if found is None:
        if not known:
            run.stop("no-rounds", exit_code=1)
        run.stop("no-such-round", name=name, known=tuple(one.name for one in known))
    if remind and write and found.missing:
        found = with_reminder(found, [one.person for one in found.missing], run.today)
        commit(run, [change_of(run.folder, found)])
    if kind == "json":
        run.json(_as_json(run, found, known))
    else:
        run.following = after_round(found, reminded=remind)
        run.show(_told(run, found, reminded=remind and write))
        run.tell_signs()
        if remind and not write and found.missing:
            run.tell(run.words("round.would_remind"))


def _as_json(run: Run, found: Round, known: tuple[Round, ...]) -> dict[str, Any]:
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
                "name": _name(run, one),
                "file": one.file,
                "rows": one.rows,
                "answered": one.answered,
                "changes": one.changes,
                "reviewed": any(answer.reviewed for answer in one.answers),
                "reminded": list(one.reminded),
            }
            for one in found.people
        ],
        "rounds": [one.name for one in known],
    }


def _name(run: Run, one: Sent) -> str:
    return name_of(run.project.person, one.person)


def _told(run: Run, found: Round, *, reminded: bool) -> list[Block]:
    words = run.words
    head = "round.head" if found.due else "round.head_open"
    blocks: list[Block] = [
        Paragraph(inline(strong(words(head, name=found.name, sent=found.sent, due=found.due)))),
        Paragraph(inline(words("round.count", answered=len(found.people) - len(found.missing), all=len(found.people)))),
    ]  # fmt: skip
    if found.people:
        blocks.append(
            listed((*_state(run, one)[:1], _name(run, one), _state(run, one)[1]) for one in _in_order(found))
        )
    return [*blocks, *_reminders(run, found, reminded=reminded)] if found.missing else blocks


def _in_order(found: Round) -> list[Sent]:
    """Those who are missing first."""
    return sorted(found.people, key=lambda one: one.answered is not None)


def _state(run: Run, one: Sent) -> tuple[str, str]:
    """The sign, and what it means of this one."""
    words = run.words
    if one.answered is None:
        said = words.count("round.missing", one.rows)
        again = words("round.reminded", date=one.reminded[-1]) if one.reminded else ""
        return SIGNS["untouched"], said + again
    if not one.changes:
        return SIGNS["done"], words("round.no_changes", date=one.answered)
    return SIGNS["done"], words.count("round.answered", one.changes, date=one.answered)


def _reminders(run: Run, found: Round, *, reminded: bool) -> list[Block]:
    """A text for each that is missing, ready to be sent."""
    words, project = run.words, run.project
    lead = project.person.get(project.about.lead or "")
    when = "none" if found.due is None else "late" if found.overdue(run.today) else "due"
    blocks: list[Block] = [
        Paragraph(inline(words("round.remind_done" if reminded else "round.remind_title")))
    ]
    for one in found.missing:
        person = project.person.get(one.person)
        text = words(
            f"round.reminder_{when}", first_name=first_word(_name(run, one)), project=project.about.name,
            due=found.due, sent=found.sent, file=one.file, lead=lead.name if lead else "",
        )  # fmt: skip
        address = f" <{person.email}>" if person and person.email else ""
        lines = [part for line in text.rstrip().split("\n") for part in (Break(), line)]
        blocks.append(Paragraph(inline(strong(_name(run, one)), address, *lines)))
    return blocks
