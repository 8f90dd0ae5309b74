"""The form in which a status report is written: as a Word document or a workbook, and read again from either.

Every place to write is found by what a person sees – the first heading of its table, its row and its column – so that
the form comes home from Word, LibreOffice or a script alike. What was shown when it was made travels along, hidden.
"""

import base64
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import ZipFile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from tpn.problems import FilePlace, Problem, Stop
from tpn.reports.packing import packed
from tpn.reports.paper import MOST_IN_PROPERTY
from tpn.reports.report_words import ReportWords
from tpn.reports.word_dress import dress
from tpn.reports.word_report import RULED
from tpn.source.clean import MOST_LETTERS
from tpn.source.packages import NOT_A_PACKAGE
from tpn.spreadsheets.book import Book, Cell, ColumnFormat, Properties, Row, Tab
from tpn.spreadsheets.found_book import FoundBook
from tpn.texts import Words, day, decimal
from tpn.texts.formats import NBSP
from tpn.views.report_facts import StatusReport
from tpn.views.report_form import FormPlace, FormRow, Value

FORM_TAB: Final = "_tpn_report"
_MARK = "tpn:"
_MOST = 60_000_000
_WIDTHS: Final[Mapping[str, tuple[float, ...]]] = {
    "lines": (18, 36, 46), "lights": (34, 28, 38), "decisions": (44, 56), "economy": (36, 16, 16, 16, 16),
    "about": (44, 56),
}  # fmt: skip


class FormCell(NamedTuple):
    """A cell of the form: its text, what stands under it, and whether one may write there."""

    text: str = ""
    under: str = ""
    open: bool = False
    key: str = ""


class FormTable(NamedTuple):
    """One table of the form, under its heading."""

    name: str
    title: str
    help: str
    head: tuple[str, ...]
    rows: tuple[tuple[FormCell, ...], ...]


class WritingForm(NamedTuple):
    """A form ready to be written; ``base`` is what travels along hidden."""

    title: str
    help: str
    tables: tuple[FormTable, ...]
    base: Mapping[str, Any]
    access: str = ""
    """Who may read it, as it says itself."""


class FilledForm(NamedTuple):
    """A form that came home: what was shown, and what stands in every place now."""

    base: Mapping[str, Any]
    said: Mapping[str, str]
    loose: tuple[str, ...] = ()
    """What somebody wrote outside the places to write in."""


def form_of(rows: Sequence[FormRow], report: StatusReport, words: Words, made: date) -> WritingForm:
    """The form in a language."""
    w = ReportWords(report, words)
    tables, fields = [], []
    # a row whose figures are all sums of its years has nowhere to write
    for name, some in groupby((row for row in rows if row.places), key=lambda row: row.table):
        table, kept = _table(name, list(some), w, words)
        tables.append(table)
        fields += kept
    base = {"format": 1, "project": report.head.project, "made": made.isoformat(), "fields": fields}
    title = words("report.form.title", name=report.head.service_name or report.head.name, month=w.month())
    return WritingForm(title, words("report.form.help"), tuple(tables), base)


def _own_lines(form: WritingForm) -> list[int]:
    """What the form itself says, each line by its mark: whatever else comes home was written by somebody."""
    texts = [form.title, form.help, form.access]
    for table in form.tables:
        cells = [
            text for row in table.rows for cell in row if not cell.open for text in (cell.text, cell.under)
        ]
        texts += [table.title, table.help, *table.head, *cells]
    return sorted({_line_mark(line) for text in texts for line in text.splitlines() if _plain(line)})


def _line_mark(text: str) -> int:
    return zlib.crc32(_plain(text).encode())


def _loose(lines: Iterable[str], base: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines that the form did not say itself; a form of before the marks says nothing of them.

    A paragraph has as many as somebody has broken it into: last time's words come back in one.
    """
    own = base.get("own")
    if not isinstance(own, list):
        return ()
    apart = (line for text in lines if not text.startswith(_MARK) for line in text.splitlines())
    found = (line.strip() for line in apart if _plain(line))
    return tuple(dict.fromkeys(line[:MOST_LETTERS] for line in found if _line_mark(line) not in own))


def _table(
    name: str, rows: Sequence[FormRow], w: ReportWords, words: Words
) -> tuple[FormTable, list[dict[str, Any]]]:
    columns = tuple(dict.fromkeys(place.column for row in rows for place in row.places))
    last = name in {"lines", "lights", "economy"}
    head = [words(f"report.form.{name}.row")]
    head += [words(f"report.form.{name}.last")] if last else []
    head += [words(f"report.form.columns.{column}") for column in columns]
    made, fields = [], []
    for row in rows:
        label = _label(row, words)
        cells = [FormCell(label, _under(row, w))]
        cells += [FormCell(_last(row, words))] if last else []
        for column, said in zip(columns, head[-len(columns) :], strict=True):
            place = next((one for one in row.places if one.column == column), None)
            key = f"{head[0]}|{label}|{said}"
            cells.append(FormCell(_shown(place.shown, words), open=True, key=key) if place else FormCell("–"))
            fields += [_field(key, place, words)] if place else []
        made.append(tuple(cells))
    title, about = words(f"report.form.{name}.title"), words(f"report.form.{name}.help")
    return FormTable(name, title, about, tuple(head), tuple(made)), fields


def _field(key: str, place: FormPlace, words: Words) -> dict[str, Any]:
    value = place.value.isoformat() if isinstance(place.value, date) else place.value
    return {"key": key, "route": list(place.route), "kind": place.kind, "value": value,
            "shown": _shown(place.shown, words)}  # fmt: skip


def _label(row: FormRow, words: Words) -> str:
    if row.table == "lights":
        return words(f"status.dimensions.{row.row}")
    if row.table in {"lines", "about"}:
        return words(f"report.form.{row.table}.{row.row}")
    return row.row


def _under(row: FormRow, w: ReportWords) -> str:
    """Beside what is asked: the light and its reason, or the title of the matter."""
    if row.light is not None:
        return f"{w.choice(row.light.light).capitalize()}. {w.why(row.light)}"
    return row.title or ""


def _last(row: FormRow, words: Words) -> str:
    if row.table == "economy":
        return decimal(float(row.last), words.language) if row.last else "–"
    return row.last or words("report.form.nothing")


def _shown(value: Value, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    return decimal(float(value), words.language) if isinstance(value, int | float) else str(value)


def _hidden(base: Mapping[str, Any]) -> str:
    data = zlib.compress(json.dumps(base, ensure_ascii=False, sort_keys=True).encode(), 9)
    return _MARK + base64.b64encode(data).decode()


def _unhidden(text: str) -> Mapping[str, Any]:
    """Raises: ValueError, it is not what was hidden."""
    try:
        data = zlib.decompressobj().decompress(base64.b64decode(text.removeprefix(_MARK)), _MOST)
        found = json.loads(data)
        fields = [
            (one["key"], one["route"], one["kind"], one["shown"], one["value"]) for one in found["fields"]
        ]
        if found["format"] == 1 and str(found["project"]) and len(fields) >= 0:
            return dict(found)
    except (ValueError, KeyError, TypeError, zlib.error):
        pass
    raise ValueError(text[:20])


# ---------------------------------------------------------------- as a Word document


def form_document(form: WritingForm, words: Words, made: date) -> bytes:
    """The form as a Word document: grey what is only to be read, white what is to be written in."""
    document = docx.Document()
    dress(document, words.language, whole=True, look="report")
    document.add_paragraph(form.title, style="Heading 1")
    if form.access:
        document.add_paragraph().add_run(form.access).italic = True
    document.add_paragraph(form.help)
    width = int(document.sections[0].page_width - document.sections[0].left_margin * 2)  # type: ignore[operator]
    for table in form.tables:
        document.add_paragraph(table.title, style="Heading 2")
        if table.help:
            about = document.add_paragraph()
            about.paragraph_format.keep_with_next = True
            _grey(about, table.help)
        _word_table(document, table, width)
    hidden = document.add_paragraph().add_run(_hidden({**form.base, "own": _own_lines(form)}))
    hidden.font.hidden, hidden.font.size = True, Pt(1)
    core = document.core_properties
    core.title, core.language, core.author = form.title[:MOST_IN_PROPERTY], words.language, ""
    core.category = form.access
    core.created = core.modified = datetime(made.year, made.month, made.day, 12)  # noqa: DTZ001 - a document's time has no zone
    out = io.BytesIO()
    document.save(out)
    return packed(out.getvalue())


def _word_table(document: Any, table: FormTable, width: int) -> None:
    made = document.add_table(len(table.rows) + 1, len(table.head))
    made.style = document.styles[RULED]
    made.autofit = False
    wide = _WIDTHS[table.name][: len(table.head)]  # a column that no row has is not there
    shares = [share * 100 / sum(wide) for share in wide]
    for column, share in zip(made._tbl.tblGrid.gridCol_lst, shares, strict=True):  # noqa: SLF001
        column.w = int(width * share / 100)
    for row, cells in zip(made.rows, [[FormCell(text) for text in table.head], *table.rows], strict=True):
        for place, cell, share in zip(row.cells, cells, shares, strict=True):
            place.width = int(width * share / 100)
            _word_cell(place, cell, head=row is made.rows[0])
    made.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))  # noqa: SLF001


def _word_cell(place: Any, cell: FormCell, *, head: bool) -> None:
    paragraph = place.paragraphs[0]
    if cell.open:
        paragraph.add_run(cell.text)
        _bordered(place)
        return
    run = paragraph.add_run(cell.text)
    first = place._tc.getprevious() is None or place._tc.getprevious().tag == qn("w:trPr")  # noqa: SLF001
    run.font.bold = head or first
    if not head and not first:
        run.font.color.rgb = RGBColor.from_string("4B5663")
    if cell.under:
        _grey(place.add_paragraph(), cell.under)


def _grey(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.6), RGBColor.from_string("4B5663")


def _bordered(place: Any) -> None:
    """A white field with a line around it: here one writes."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="1F4E78"/>'
        for side in ("top", "left", "bottom", "right")
    )
    properties = place._tc.get_or_add_tcPr()  # noqa: SLF001
    properties.append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{sides}</w:tcBorders>"))
    properties.append(parse_xml(f'<w:tcMar {nsdecls("w")}><w:left w:w="85" w:type="dxa"/></w:tcMar>'))


def read_document(path: Path) -> FilledForm:
    """A form that came home as a Word document.

    Raises:
        Stop: it is no Word document, or no form of a status report.
    """
    if not _is_small(path):
        raise _no_form(path)
    try:
        document = docx.Document(str(path))
    except Exception:  # noqa: BLE001 - whatever the library stumbles over, the file is no form
        raise _no_form(path) from None
    base = None
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        if text.startswith(_MARK):
            base = _known(text, path)
    if base is None:
        raise _no_form(path)
    rows = [[_cell_lines(cell) for cell in row.cells] for table in document.tables for row in table.rows]
    beside: list[str] = [paragraph.text for paragraph in document.paragraphs]
    said = _said(rows, base, path, beside)
    return FilledForm(base, said, _loose(beside, base))


def _is_small(path: Path) -> bool:
    try:
        with ZipFile(path) as package:
            return sum(part.file_size for part in package.infolist()) <= _MOST
    except NOT_A_PACKAGE:
        return False


def _cell_lines(cell: Any) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs]


def _known(text: str, path: Path) -> Mapping[str, Any]:
    try:
        return _unhidden(text)
    except ValueError:
        raise _no_form(path) from None


def _no_form(path: Path) -> Stop:
    return Stop(Problem("report-no-form", FilePlace(str(path))))


def _fitting(text: str, key: str, path: Path) -> str:
    if len(text) > MOST_LETTERS:
        facts = {"count": len(text), "limit": MOST_LETTERS, "field": key.rpartition("|")[2]}
        raise Stop(Problem("text-too-long", FilePlace(str(path)), facts))
    return text


def _said(
    rows: Iterable[list[list[str]]], base: Mapping[str, Any], path: Path, beside: list[str]
) -> dict[str, str]:
    """What stands in each place: by the first heading of the table, the first line of the row, the column's heading.

    The lines of all other cells go to ``beside``.
    """
    keys = [str(one["key"]) for one in base["fields"]]
    firsts = {_plain(key.split("|")[0]) for key in keys}
    by_plain = {_plain(key): key for key in keys}
    said: dict[str, str] = {}
    head: list[str] = []
    for cells in rows:
        first = _plain(cells[0][0] if cells and cells[0] else "")
        if first in firsts:
            head = [_plain(" ".join(cell)) for cell in cells]
        emptied = [[""]] * (
            len(head) - len(cells)
        )  # a workbook says nothing of empty cells at the end of a row
        for number, cell in enumerate([*cells, *emptied]):
            key = by_plain.get(f"{head[0]}|{first}|{head[number]}") if 0 < number < len(head) else None
            if key and first not in firsts:
                said[key] = _fitting("\n".join(line.strip() for line in cell).strip(), key, path)
            else:
                beside += cell
    return said


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(NBSP, " ")).strip().casefold()


# ---------------------------------------------------------------- as a workbook


def form_book(form: WritingForm, words: Words, made: date) -> Book:
    """The form as a workbook of one tab; the columns are those of its widest table."""
    wide = max(len(table.head) for table in form.tables)
    rows: list[Row] = [(Cell(form.title, look="title"),), (Cell(form.help, look="plain", span=(1, wide)),)]
    for table in form.tables:
        rows += [(), (Cell(table.title, look="caption"),)]
        rows.append(tuple(Cell(text, look="header") for text in table.head))
        rows += [tuple(_cells(row)) for row in table.rows]
    columns = (
        ColumnFormat(44),
        ColumnFormat(40),
        *(ColumnFormat(44 if n == 0 else 16) for n in range(wide - 2)),
    )
    shown = Tab(words("report.form.tab"), tuple(rows), columns, protect=True)
    hidden = Tab(
        FORM_TAB,
        tuple((Cell(part, look="raw"),) for part in _parts(_hidden({**form.base, "own": _own_lines(form)}))),
        hidden=True,
    )
    stamp = datetime(made.year, made.month, made.day, 12)  # noqa: DTZ001 - a document's time has no zone
    return Book(
        (shown, hidden), properties=Properties(title=form.title, created=stamp, language=words.language)
    )


def _cells(row: Sequence[FormCell]) -> Iterator[Cell]:
    for cell in row:
        text = f"{cell.text}\n{cell.under}" if cell.under else cell.text
        yield Cell(text or None, look="answer" if cell.open else "locked", editable=cell.open)


def _parts(text: str, size: int = 30_000) -> Iterator[str]:
    """A cell holds some thirty thousand characters."""
    for first in range(0, len(text), size):
        yield text[first : first + size]


def is_form(book: FoundBook) -> bool:
    """Whether a workbook is the form of a status report."""
    return any(tab.name == FORM_TAB for tab in book.tabs)


def read_book(book: FoundBook) -> FilledForm:
    """A form that came home as a workbook.

    Raises:
        Stop: what travelled along is damaged.
    """
    hidden = next(tab for tab in book.tabs if tab.name == FORM_TAB)
    base = _known("".join(str(row[0]) for row in hidden.rows if row and row[0]), Path(book.file))
    rows = (
        [[*_value(value).split("\n")] for value in row]
        for tab in book.tabs
        if tab.name != FORM_TAB
        for row in tab.rows
    )
    beside: list[str] = []
    said = _said(rows, base, Path(book.file), beside)
    return FilledForm(base, said, _loose(beside, base))


def _value(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return "" if value is None else day(value) if isinstance(value, date) else str(value)
