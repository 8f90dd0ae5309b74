"""Writing a book in the format that the file's name asks for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from tpn.problems import FilePlace, Problem, Stop
from tpn.source.names import names_apart
from tpn.spreadsheets.book import Book
from tpn.spreadsheets.cell_style import tab_name


def files_of(book: Book, path: Path, access: str = "") -> Mapping[Path, bytes]:
    """The files that a book becomes in the format of the name: .csv has one for each table.

    ``access``: who may read it, in its properties and in the footer of each page; a book of a style has it already.

    Raises:
        Stop: the name asks for another format.
    """
    dump = _FORMATS.get(path.suffix.lower())
    if dump is None:
        raise Stop(Problem("sheet-format-unknown", FilePlace(str(path)), {"suffix": path.suffix}), 2)
    return dump(_carrying(book, access) if access else book, path)


def _carrying(book: Book, access: str) -> Book:
    foot = f"{access} · {{page}} / {{pages}}"
    tabs = tuple(replace(tab, print=replace(tab.print, footer_right=foot)) for tab in book.tabs)
    return replace(book, tabs=tabs, properties=replace(book.properties, category=access))


def _xlsx(book: Book, path: Path) -> Mapping[Path, bytes]:
    from tpn.spreadsheets.xlsx_write import dump  # noqa: PLC0415 - the library is imported only where it is needed

    return {path: dump(book)}


def _ods(book: Book, path: Path) -> Mapping[Path, bytes]:
    from tpn.spreadsheets.ods import dump  # noqa: PLC0415

    return {path: dump(book)}


def _csv(book: Book, path: Path) -> Mapping[Path, bytes]:
    from tpn.spreadsheets.csv_file import dumps  # noqa: PLC0415

    tables = dumps(book)
    if len(tables) == 1:
        return {path: tables[0][1]}
    names = names_apart((f"{path.stem}-{tab_name(name)}" for name, _ in tables), path.suffix)
    return {path.with_name(name): data for name, (_, data) in zip(names, tables, strict=True)}


_FORMATS: Mapping[str, Callable[[Book, Path], Mapping[Path, bytes]]] = {
    ".xlsx": _xlsx,
    ".ods": _ods,
    ".csv": _csv,
}
