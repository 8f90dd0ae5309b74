"""Writing a book in the format that the file's name asks for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tpn.problems import FilePlace, Problem, Stop
from tpn.source import write_new
from tpn.spreadsheets.book import Book
from tpn.spreadsheets.cell_style import tab_name


def write(book: Book, path: Path) -> tuple[Path, ...]:
    """Write the book whole, and say which files it became: .csv has one for each table.

    Raises:
        Stop: the name asks for another format, or the file cannot be written.
    """
    dump = _FORMATS.get(path.suffix.lower())
    if dump is None:
        raise Stop(Problem("sheet-format-unknown", FilePlace(str(path)), {"suffix": path.suffix}), 2)
    files = dump(book, path)
    for file, data in files.items():
        write_new(file, data)
    return tuple(files)


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
    return {path.with_name(f"{path.stem}-{tab_name(name)}{path.suffix}"): data for name, data in tables}


_FORMATS: Mapping[str, Callable[[Book, Path], Mapping[Path, bytes]]] = {
    ".xlsx": _xlsx,
    ".ods": _ods,
    ".csv": _csv,
}
