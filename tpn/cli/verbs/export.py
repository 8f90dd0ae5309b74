"""``tpn export``: the follow-up workbook; with ``--each-responsible`` one for each person, and a mail beside it.

With ``--all`` the whole project in one workbook.
"""

from datetime import date, timedelta
from pathlib import Path

from tpn.actions.lay_out_sheets import style_named, workbook
from tpn.actions.send_sheets import send_each
from tpn.cli.run import Run
from tpn.cli.send_sheets import tell_round
from tpn.edits.typed_values import Typist
from tpn.spreadsheets.writers import files_of

DAYS = 60
_ALL, _DIGITS = frozenset({"all", "alt", "alle"}), 4
FORMATS = ("xlsx", "ods", "csv")
USUAL, PERSONAL, WHOLE, MEASURING = "halden", "responsible", "whole", "measuring"


def perform(
    run: Run,
    *,
    everything: bool,
    style: str | None,
    responsible: str | None,
    each: Path | None,
    due: str | None,
    horizon: str | None,
    mail: bool,
) -> None:
    """The follow-up workbook."""
    if everything:
        if style or each or responsible:
            run.stop("export-all-alone")
        style = WHOLE
    if each is not None:
        kind = run.format("xlsx", "ods")
        if run.output or responsible:
            run.stop("export-one-or-each")
        named, until = style_named(run, style or _usual_of_each(run)), _until(run, horizon)
        day = run.date(due, "--due") if due else None
        sent = send_each(run, named, each, kind, due=day, mail=mail, until=until)
        tell_round(run, sent, each, mail=mail, until=until)
        return
    if due or mail:
        run.stop("export-needs-each", option="--mail" if mail else "--due")
    kind = run.format(*FORMATS)
    if run.output is None:
        run.stop("export-needs-output")
    if horizon and not responsible:
        run.stop("export-needs-each", option="--horizon")
    person = person_of(run, responsible) if responsible else ""
    named = style_named(run, style or (_usual_of_each(run) if person else USUAL))
    until = _until(run, horizon) if person else None
    run.give(files_of(workbook(run, named, person, until), run.output.with_suffix(f".{kind}")))


def _usual_of_each(run: Run) -> str:
    """What one person is sent: what is theirs to do; once the line has taken over, what is to be measured."""
    over = run.project.about.handed_over
    return MEASURING if over and over <= run.today else PERSONAL


def _until(run: Run, typed: str | None) -> date | None:
    """The last day that a person's rows are shown for: so many days from today, 60 unless said; None with ``all``."""
    if typed is not None and typed.casefold() in _ALL:
        return None
    number, unit = (
        (typed[:-1], typed[-1].casefold()) if typed and typed[-1].isalpha() else (typed or str(DAYS), "d")
    )
    if not number.isdecimal() or len(number) > _DIGITS or unit not in {"d", "u", "v", "w"}:
        run.stop("bad-horizon", option="--horizon", value=typed)
    return run.today + timedelta(days=int(number) * (1 if unit == "d" else 7))


def person_of(run: Run, typed: str) -> str:
    """The id of a person named by id, initials or name."""
    return Typist(run.project, run.today, run.folder).person(typed)
