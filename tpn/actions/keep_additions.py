"""What people added to a sheet is kept, and stands in the next one of that style to the same receiver."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tpn.actions.import_result import ReturnedFile
from tpn.actions.session import Session
from tpn.history.additions import TableAdditions, additions, change_of
from tpn.problems import FilePlace, Problem
from tpn.sheets.added import place_of
from tpn.source import TextFile


def told_of_additions(session: Session, home: ReturnedFile) -> Iterator[Problem]:
    """What of a sheet will stand in the next one, where that is not so already."""
    added = _added(session, home)
    if not (_can_tell(home) and added and _is_new(session, home)):
        return
    columns = tuple(dict.fromkeys(name for table in added for name in table.columns))
    rows = sum(len(table.colours) for table in added)
    formulas = sum(len(some) for table in added for some in table.formulas.values())
    sums = sum(len(table.sums) for table in added)
    words = session.words
    said = [words.count("import.added.columns", len(columns), names=columns)] if columns else []
    counts = (("colours", rows), ("formulas", formulas), ("sums", sums))
    said += [words.count(f"import.added.{key}", number) for key, number in counts if number]
    yield Problem("sheet-added", FilePlace(home.file), {"what": ", ".join(said)})


def kept_additions(session: Session, homes: Iterable[ReturnedFile]) -> dict[TextFile, str]:
    """The files of what was added, where it is something else than before; of two sheets the one saved last counts."""
    last = {(home.base.style, home.base.to): home for home in sorted(homes, key=lambda one: one.saved)}
    changed = (home for home in last.values() if _can_tell(home) and _is_new(session, home))
    return dict(
        change_of(session.folder, home.base.style, home.base.to, _added(session, home)) for home in changed
    )


def _is_new(session: Session, home: ReturnedFile) -> bool:
    return _added(session, home) != additions(session.folder, home.base.style, home.base.to)


def _added(session: Session, home: ReturnedFile) -> tuple[TableAdditions, ...]:
    """What was added, without the columns that the sheet was sent with and nobody had added before."""
    seen: Counter[str] = Counter()
    sent = {place_of(table, seen): {one.field for one in table.columns} for table in home.base.tables}
    before = {one.place: one.columns for one in additions(session.folder, home.base.style, home.base.to)}
    made = (
        replace(
            one,
            columns=tuple(
                name
                for name in one.columns
                if f"x.{name}" not in sent[one.place] or name in before.get(one.place, ())
            ),
        )
        for one in home.added
    )
    return tuple(one for one in made if one.some)


def _can_tell(home: ReturnedFile) -> bool:
    """Whether colours and formulas would be seen: the sheet says its own colours, and was read whole."""
    return (
        home.known
        and bool(home.base.colours)
        and home.book.format in {"xlsx", "ods"}
        and not home.book.doubts
    )
