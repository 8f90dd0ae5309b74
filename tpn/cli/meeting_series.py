"""``tpn add meeting … every=month count=6``: a series of meetings in one line."""

from tpn.actions.find_named import phase_named
from tpn.actions.write_changes import write_edits
from tpn.cli.run import Run
from tpn.edits.meeting_series import Planner, is_of_series, rhythm
from tpn.edits.typed_values import Typist
from tpn.model.logs import Meeting
from tpn.plan.gates import phase_at_hand
from tpn.plan.plan import working_days
from tpn.texts import long_day


def add_series(run: Run, fields: list[str]) -> None:
    """Add the meetings of a series, and tell each with its day.

    Raises:
        Stop: a word cannot be read (exit code 2), or the files cannot be written.
    """
    words = run.words
    into = next((word.partition("=")[2] for word in fields if word.startswith(("phase=", "fase="))), None)
    own = [word for word in fields if not is_of_series(word) and not word.startswith(("phase=", "fase="))]
    how = rhythm(fields, run.folder)
    typist = Typist(run.project, run.today, run.folder)
    values = typist.values(Meeting, own)
    for told in typist.told:
        run.tell_reading(*told)
    planner = Planner(
        run.project,
        run.loaded.index,
        working_days(run.project),
        lambda day: words("series.papers", date=day),
    )
    made = planner.series(values, how, phase_named(run, into) if into else phase_at_hand(run.readable))
    write_edits(run, made.edits)
    for one in made.meetings:
        day = long_day(one.day, run.language)
        if one.papers:
            activity, due = one.papers
            run.out(words("series.with_papers", id=one.id, day=f"{day:<30}", activity=activity, due=due))
        else:
            run.out(words("series.meeting", id=one.id, day=day))
    run.tell(words.count("series.would" if run.preview else "series.done", len(made.meetings)))
