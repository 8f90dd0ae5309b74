"""``tpn export``: the follow-up workbook; with ``--each-responsible`` one for each person, and a mail beside it.

With ``--all`` the whole project in one workbook.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tpn.cli.run import Run
from tpn.cli.send_sheets import send_each, sending, tables_of
from tpn.edits.typed_values import Typist
from tpn.library import find, pieces
from tpn.model.similar import closest
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.style import Style, load_style
from tpn.spreadsheets.writers import files_of

DAYS = 60
_ALL, _DIGITS = frozenset({"all", "alt", "alle"}), 4
FORMATS = ("xlsx", "ods", "csv")
USUAL, PERSONAL, WHOLE = "halden", "responsible", "whole"


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
        send_each(
            run, load(run, style or PERSONAL), each, kind, due=due, mail=mail, until=_until(run, horizon)
        )
        return
    if due or mail:
        run.stop("export-needs-each", option="--mail" if mail else "--due")
    kind = run.format(*FORMATS)
    if run.output is None:
        run.stop("export-needs-output")
    if horizon and not responsible:
        run.stop("export-needs-each", option="--horizon")
    person = person_of(run, responsible) if responsible else ""
    made = load(run, style or (PERSONAL if person else USUAL))

    until = _until(run, horizon) if person else None
    _write(run, made, sending(run, person), run.output.with_suffix(f".{kind}"), until)


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


def _write(run: Run, style: Style, what: Sending, path: Path, until: date | None) -> None:
    tables = replace(tables_of(run), until=until)
    if what.person and until:
        kinds = {table.rows for tab in style.tabs for table in tab.tables}
        what = replace(what, waiting=tables.waiting(kinds, what.person), until=until)
    book = lay_out(tables, style, run.words, what)
    if what.person and not any(tab.header is not None for tab in book.tabs):
        run.stop("export-nothing", exit_code=1, name=run.project.person[what.person].name)
    run.give(files_of(book, path))


def load(run: Run, name: str) -> Style:
    """The style of that name; an unknown one is answered with those there are."""
    if find(f"sheets/{name}.yaml", run.words.folder) is None:
        known = sorted(piece.name for piece in pieces("sheets", run.words.folder))
        meant = closest(name, known)
        run.stop(
            "no-such-style",
            name=name,
            known=tuple(known),
            suggestion=meant,
            hint="suggestion" if meant else None,
        )
    return load_style(name, run.words.folder)


def person_of(run: Run, typed: str) -> str:
    """The id of a person named by id, initials or name."""
    return Typist(run.project, run.today, run.folder).person(typed)
