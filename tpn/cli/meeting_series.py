"""The meetings of a series that was added, each with its day and its papers."""

from collections.abc import Sequence
from datetime import date

from tpn.cli.run import Run
from tpn.edits.meeting_series import Made
from tpn.reports.blocks import listed
from tpn.texts import long_day


def tell_series(run: Run, meetings: Sequence[Made]) -> None:
    """Each meeting on a line, and how many they are."""
    words = run.words
    run.show([listed((one.id, long_day(one.day, run.language), _papers(run, one)) for one in meetings)])
    run.tell(words.count("series.would" if run.preview else "series.done", len(meetings)))
    for one in meetings:
        tell_beside(run, one.id, one.day, one.beside)


def tell_beside(run: Run, new: str, day: date, beside: Sequence[str]) -> None:
    """That there was a meeting of the kind on that day already: it may be the same one."""
    if beside:
        run.tell(run.words("series.beside", date=day, other=", ".join(beside), id=new))


def _papers(run: Run, one: Made) -> str:
    """When its papers are to be sent, and by which activity."""
    if not one.papers:
        return ""
    activity, due = one.papers
    return run.words("series.papers_by", activity=activity, due=due)
