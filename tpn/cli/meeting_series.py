"""The meetings of a series that was added, each with its day and its papers."""

from collections.abc import Sequence

from tpn.cli.run import Run
from tpn.edits.meeting_series import Made
from tpn.texts import long_day


def tell_series(run: Run, meetings: Sequence[Made]) -> None:
    """Each meeting on a line, and how many they are."""
    words = run.words
    for one in meetings:
        day = long_day(one.day, run.language)
        if one.papers:
            activity, due = one.papers
            run.out(words("series.with_papers", id=one.id, day=f"{day:<30}", activity=activity, due=due))
        else:
            run.out(words("series.meeting", id=one.id, day=day))
    run.tell(words.count("series.would" if run.preview else "series.done", len(meetings)))
