"""``tpn undo``: takes back tpn's latest write."""

from tpn.actions.write_changes import uncommit
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.history import journal
from tpn.history.journal import JournalEntry, entries, latest
from tpn.problems import Stop
from tpn.reports.blocks import Paragraph, inline, listed, quiet
from tpn.texts.formats import NBSP


def perform(run: Run, *, listing: bool, write: bool, finish: bool, drop: bool) -> None:
    """Take back tpn's latest write, if the files are unchanged since; or settle one that was never finished."""
    if listing:
        _list(run)
    elif finish or drop:
        _settle(run, finish=finish, write=write)
    else:
        entry = uncommit(run) if write else latest(run.folder)
        _say(run, "done" if write else "would", entry)
        if not write:
            run.tell(how=run.words("undo.how"))


def _list(run: Run) -> None:
    rows = [
        (
            f"{one.when:%d.%m.%Y{NBSP}%H:%M}",
            inline(" ".join(("tpn", *one.command)), quiet(f" ({', '.join(one.names)})")),
        )
        for one in reversed(entries(run.folder))
    ]
    blocks = [listed(rows) if rows else Paragraph(inline(run.words("undo.none")))]
    give_shown(run, blocks, run.words("undo.title"), run.format(*DOCUMENTS[:1]))


def _settle(run: Run, *, finish: bool, write: bool) -> None:
    """What another copy of the project began: shown, or completed or given up when asked."""
    left = journal.unfinished(run.folder)
    if not left:
        run.say(run.words("undo.nothing_unfinished"))
    elif not write:
        for one in left:
            _say(run, "finish", one)
    elif finish:
        if problems := journal.finish(run.folder):
            raise Stop(problems)
        for one in left:
            _say(run, "finished", one)
    else:
        journal.drop(run.folder)
        for one in left:
            _say(run, "dropped", one)


def _say(run: Run, key: str, entry: JournalEntry) -> None:
    run.say(
        run.words(f"undo.{key}", command=" ".join(entry.command), files=entry.names, when=entry.when.date())
    )
