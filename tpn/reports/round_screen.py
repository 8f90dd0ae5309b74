"""A round of sheets on a screen: who has answered, who is missing, and a text for each of these, ready to be sent."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tpn.history.rounds import Round, Sent
from tpn.model.people import first_word, name_of
from tpn.model.project import Project
from tpn.reports.blocks import Block, Break, Paragraph, inline, listed, strong
from tpn.texts import Words
from tpn.texts.signs import SIGNS

NOBODY: Mapping[str, date] = MappingProxyType({})


def round_screen(
    found: Round,
    project: Project,
    today: date,
    words: Words,
    *,
    asked: bool,
    reminded: bool,
    older: Mapping[str, date] = NOBODY,
) -> list[Block]:
    """The round, those who are missing first; their reminders when it is time, or ``asked`` for.

    ``reminded``: they have been, just now; ``older`` as in ``SeenRound``.
    """
    said = round_answers(found, project, words, older)
    blocks = [Paragraph(inline(strong(round_title(found, words)))), *said]
    if found.missing and (asked or found.is_time_to_remind(today)):
        return [*blocks, *_reminders(found, project, today, words, reminded=reminded)]
    if found.missing:
        return [*blocks, Paragraph(inline(words("round.remind_later")))]
    return blocks


def round_title(found: Round, words: Words) -> str:
    """Which round it is, when it was sent, and by when they were to answer."""
    head = "round.head" if found.due else "round.head_open"
    return words(head, name=found.name, sent=found.sent, due=found.due)


def round_answers(
    found: Round, project: Project, words: Words, older: Mapping[str, date] = NOBODY
) -> list[Block]:
    """How many have answered, and each with what came of it."""
    answered = len(found.people) - len(found.missing)
    blocks: list[Block] = [Paragraph(inline(words("round.count", answered=answered, all=len(found.people))))]
    if found.people:
        rows = [
            (one, *_state(one, words, older.get(one.person)))
            for one in sorted(found.people, key=lambda one: one.answered is not None)
        ]
        blocks.append(listed((sign, name_of(project.person, one.person), said) for one, sign, said in rows))
    return blocks


def _state(one: Sent, words: Words, older: date | None) -> tuple[str, str]:
    """The sign, and what it means of this one; ``older``: the day of an answer to the sheet before."""
    if one.answered is None:
        said = words.count("round.missing", one.rows)
        again = words("round.reminded", date=one.reminded[-1]) if one.reminded else ""
        before = words("round.older", date=older) if older else ""
        return SIGNS["untouched"], said + again + before
    if not one.changes:
        return SIGNS["done"], words("round.no_changes", date=one.answered)
    return SIGNS["done"], words.count("round.answered", one.changes, date=one.answered)


def _reminders(found: Round, project: Project, today: date, words: Words, *, reminded: bool) -> list[Block]:
    """A text for each that is missing, ready to be sent."""
    lead = project.person.get(project.about.lead or "")
    when = "none" if found.due is None else "late" if found.overdue(today) else "due"
    blocks: list[Block] = [
        Paragraph(inline(words("round.remind_done" if reminded else "round.remind_title")))
    ]
    for one in found.missing:
        person, name = project.person.get(one.person), name_of(project.person, one.person)
        text = words(
            f"round.reminder_{when}", first_name=first_word(name), project=project.about.name,
            due=found.due, sent=found.sent, file=one.file, lead=lead.name if lead else "",
        )  # fmt: skip
        address = f" <{person.email}>" if person and person.email else ""
        lines = [part for line in text.rstrip().split("\n") for part in (Break(), line)]
        blocks.append(Paragraph(inline(strong(name), address, *lines)))
    return blocks
