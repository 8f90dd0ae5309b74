"""Finding the header rows of a tab: one or two rows of headings, anywhere, with groups above them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tpn.recognise.exports import export_of
from tpn.recognise.grid import Grid, Line, is_number, texts
from tpn.recognise.heading_lookup import LONGEST_HEADING, Lookup
from tpn.recognise.normalise import clean, fold, without_hints
from tpn.recognise.words import HeadingWords

_ENOUGH, _SURE, _SHARE = 1.5, 0.9, 0.34
_WITHOUT_TITLE = 3  # headings that must be sure where none names the records
_EXPORTED = 5  # no known program exports fewer columns
_PLENTY = 7  # so many different known headings are headings, however many others stand beside
_MOST_WORDS, _SENTENCE, _WEEK_DAYS = 6, 10, 5
_MOSTLY = 0.6
_BEYOND = 5  # columns after the last known heading that still count as headings
_DAY_LETTERS = frozenset("mtwfsodl")  # what the days of a week begin with, in any of our languages
_YEAR, _LAST_WEEK = 4, 53
_FORM = 3  # header-like rows under one another are a form
_LONGEST_GROUP, _SEVERAL_GROUPS = 45, 3
_GENERIC_COLUMNS, _GENERIC_ROWS, _LONGEST_GENERIC = 3, 3, 60


@dataclass(frozen=True, slots=True)
class Label:
    """A heading over the columns ``column``–``last``, and the group heading above it."""

    column: int
    last: int
    text: str
    group: str = ""
    choices: tuple[str, ...] = ()
    """The headings of its columns, where a mark in one of them is the value: *Lav | Middels | Høy* over x."""


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of headings of one table."""

    rows: tuple[int, ...]
    labels: tuple[Label, ...]

    @property
    def bottom(self) -> int:
        """The last row of headings; 0 where there are none."""
        return self.rows[-1] if self.rows else 0


@dataclass(frozen=True, slots=True)
class Headers:
    """What was found on a tab; ``forms`` are rows of label-and-value blocks that look like headings."""

    headers: tuple[Header, ...] = ()
    forms: tuple[int, ...] = ()


def find_headers(grid: Grid, lookup: Lookup) -> Headers:
    """The header rows of a tab by the words in them."""
    rows = [row for row in sorted(grid.lines) if is_header(grid.lines[row], lookup)]
    rows = [row for row in rows if _after_gap(grid, row) or is_header(_without_values(grid, row), lookup)]
    forms = tuple(row for run in _runs(rows) if len(run) >= _FORM for row in run)
    rows = [row for row in rows if row not in forms]
    rows = [row for at, row in enumerate(rows) if not _is_data(grid, row, rows[:at], lookup)]
    runs = _runs(rows)
    chosen = [_choose(grid, run, lookup) for run in runs]
    return Headers(tuple(_with_groups(grid, header, lookup) for header in chosen), forms)


def _after_gap(grid: Grid, row: int) -> bool:
    """Texts alone after a blank row: what stands above in the same columns is another table."""
    return (
        row > min(grid.lines)
        and not grid.line(row - 1)
        and all(isinstance(v, str) for v in grid.line(row).values())
    )


def _is_data(grid: Grid, row: int, above: Sequence[int], lookup: Lookup) -> bool:
    """A row under headings that cover it, with dates or numbers or mostly unknown words in it, is a record."""
    line = grid.lines[row]
    header = next((at for at in reversed(above) if at < row and line.keys() <= _covered(grid, at)), None)
    if header is None or _after_gap(grid, row):
        return False
    if header == row - 1 and _strength(line, lookup) > _strength(grid.lines[header], lookup):
        return False  # the key of a chart above says less of the columns than this row does
    sure = sum(lookup.worth(text) >= _SURE for _, text in texts(line))
    return any(not isinstance(value, str) for value in line.values()) or sure < _MOSTLY * len(line)


def _covered(grid: Grid, row: int) -> set[int]:
    line = grid.line(row)
    return {column for at in line for column in range(at, grid.width(row, at) + 1)}


def _without_values(grid: Grid, row: int) -> Line:
    """The row without texts that stand above in their column too, in another kind of row: those are values.

    *Milestone* in a column of categories is no heading, nor is *Influence* among other grades.
    """
    said = {fold(text) for _, text in texts(grid.lines[row])}
    return {
        column: value
        for column, value in grid.lines[row].items()
        if not (isinstance(value, str) and _stands_above(grid, row, column, said))
    }


def _stands_above(grid: Grid, row: int, column: int, said: set[str]) -> bool:
    text = fold(str(grid.lines[row][column]))
    for above in grid.lines:
        value = grid.lines[above].get(column) if above < row else None
        if isinstance(value, str) and fold(value) == text:
            others = {fold(other) for _, other in texts(grid.lines[above])}
            if len(said & others) * 2 <= len(said):
                return True
    return False


def is_header(line: Line, lookup: Lookup) -> bool:
    """Whether a row is headings: enough known words, one of them naming records, few cells that are values."""
    headings = [text for _, text in texts(line)]
    titled = lookup.words.rows["titled"].whole
    if len(headings) >= _EXPORTED and export_of(headings, lookup.words.exports, titled):
        return True
    letters = _letters(line)
    cells = [(at, text) for at, text in texts(line) if at not in letters and not is_period(text, lookup)]
    if len(letters) > len(cells) and not _weekday_letters(line):
        return False  # a row of a matrix: R, A, C, I
    if len(cells) == _FORM and len({fold(text) for _, text in cells}) < _FORM:
        return False  # «vedtak | vedtak | statlig vedtak»: a code and its name
    worths = {column: _worth(text, lookup) for column, text in cells if len(text) <= LONGEST_HEADING}
    sure = sum(1 for worth in _different(cells, worths) if worth >= _SURE)
    if not any(worths.get(at, 0.0) >= _SURE for at, text in cells if len(text) > 1):
        return False  # letters alone are values: S K R, R A C I
    if any(lookup.names_a_record(text) for _, text in cells):
        if sum(_different(cells, worths)) < _ENOUGH:
            worths = {
                column: _likeness(text, lookup) for column, text in cells if len(text) <= LONGEST_HEADING
            }
    elif sure < _WITHOUT_TITLE and not any(lookup.contains_a_name(text) for _, text in cells):
        return False
    known = sum(_different(cells, worths))
    last = max((column for column, worth in worths.items() if worth), default=0)
    cells = [(at, text) for at, text in cells if at <= last + _BEYOND]
    wanted = min(_PLENTY, max(_ENOUGH, _SHARE * len(cells)))
    return known >= wanted and _few_values(line, worths)


def _worth(text: str, lookup: Lookup) -> float:
    """How surely a text is a heading; a sentence that begins with one is none."""
    worth = lookup.worth(text)
    return worth if worth >= _SURE or len(fold(text).split(" ")) <= _MOST_WORDS else 0.0


def _likeness(text: str, lookup: Lookup) -> float:
    return lookup.likeness(text) if len(fold(text).split(" ")) <= _SENTENCE else _worth(text, lookup)


def _weekday_letters(line: Line) -> frozenset[int]:
    """The columns of a calendar whose days are headed by their first letters, M T W T F S S; S K R are grades."""
    found = _letters(line)
    return found if {str(line[at]).strip().casefold() for at in found} <= _DAY_LETTERS else frozenset()


def _letters(line: Line) -> frozenset[int]:
    """The single letters of a row with many of them: they do not make it one of headings."""
    found = [at for at, text in texts(line) if len(text) == 1 and text.isalpha()]
    return frozenset(found) if len(found) >= _WEEK_DAYS else frozenset()


def _different(cells: Iterable[tuple[int, str]], worths: Mapping[int, float]) -> Iterable[float]:
    """How sure the headings of a row are, the same text counted once."""
    return {fold(text): worths[column] for column, text in cells if worths.get(column)}.values()


def _few_values(line: Line, worths: Mapping[int, float]) -> bool:
    """Left of the last heading there is at most one number or date; to the right may be a calendar."""
    last = max(column for column, worth in worths.items() if worth)
    return sum(1 for column, value in line.items() if column < last and not isinstance(value, str)) <= 1


_DAYS = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]?(?:\d{2,4})?\s*(?:-|–|til|to|bis)\s*\d{1,2}[./]\d{1,2}[./]?(?:\d{2,4})?"
)


_WEEK = re.compile(r"([^\W\d_]{1,4})[ _.]*\d{1,2}")
_WEEK_NUMBER = re.compile(r"(?<=.)(?:nr|no|nummer|number|nummern)$")
_NOT_LETTERS = re.compile(r"[^\w]+")


def speaks_of_weeks(text: str, words: HeadingWords) -> bool:
    """Whether a text has a word for weeks or their numbers: *Uke*, *veckonummer*."""
    said = _NOT_LETTERS.split(fold(text))
    return any(
        word in words.week or _WEEK_NUMBER.sub("", word) in words.week for word in said if len(word) > 1
    )


def is_period(value: object, lookup: Lookup) -> bool:
    """Whether a heading is a stretch of a calendar: a date, a month, *Uke 14*, a number of a week or year."""
    if isinstance(value, (date, datetime)) or is_number(value):
        return True
    if not isinstance(value, str):
        return False
    if _DAYS.fullmatch(value.strip()):
        return True  # «09.03-15.03.2020»
    if (week := _WEEK.fullmatch(value.strip())) and week[1].casefold() in lookup.words.week:
        return True  # «W1», «KW12»
    words = fold(without_hints(value).replace(" - ", " ")).replace("/", " ").replace(".", " ").split(" ")
    if all(word.isdecimal() for word in words):
        return _is_day_or_week(words)
    if words[0][:4].isdigit() and len(words[0]) >= 8:  # noqa: PLR2004 - «2007-12-10-00:00»
        return True
    named = [word for word in words if word in lookup.words.months or word in lookup.words.week]
    return bool(named) and all(word in named or word.isdigit() for word in words) and (
        words[0] in lookup.words.months or len(words) > 1
    )  # fmt: skip


def _is_day_or_week(numbers: Sequence[str]) -> bool:
    """*41*, *2026*, *9 3*, *9 3 2026*: no code such as *1.2.1*, no postcode."""
    years = [number for number in numbers if len(number) == _YEAR]
    small = all(len(number) <= 2 and int(number) <= _LAST_WEEK for number in numbers if number not in years)  # noqa: PLR2004
    dated = len(numbers) <= 2 or bool(years) or any(len(number) == 2 for number in (numbers[0], numbers[-1]))  # noqa: PLR2004
    return small and dated and all(number[:2] in {"19", "20"} for number in years)


def _runs(rows: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _choose(grid: Grid, run: Sequence[int], lookup: Lookup) -> Header:
    """One header from one or two header-like rows under one another."""
    upper, lower = run[0], run[-1]
    if upper != lower and not _fits_under(grid, upper, lower):
        first = _header(grid, upper)
        joined = _explained(grid, first, lookup)
        if lower in joined.rows and len(first.labels) >= _MOSTLY * len(joined.labels):
            return joined  # fewer are groups
    if upper == lower or not _fits_under(grid, upper, lower):
        strongest = max(run, key=lambda row: (_strength(grid.lines[row], lookup), -row))
        return _under(grid, _header(grid, strongest), lookup)
    return _two_rows(grid, upper, lower)


def _strength(line: Line, lookup: Lookup) -> float:
    return sum(lookup.worth(text) for _, text in texts(line))


def _header(grid: Grid, row: int) -> Header:
    letters = _weekday_letters(grid.lines[row])
    labels = tuple(
        Label(column, grid.width(row, column), text)
        for column, text in sorted(texts(grid.lines[row]))
        if column not in letters
    )
    bottom = max(
        (span.bottom for label in labels if (span := grid.anchors.get((row, label.column)))), default=row
    )
    return Header(tuple(range(row, max(bottom, row) + 1)), labels)


def _under(grid: Grid, header: Header, lookup: Lookup) -> Header:
    """The header with a second row of headings under its merged cells, or with rows that explain it."""
    top, below = header.rows[0], header.rows[0] + 1
    line = grid.line(below)
    merged = any(label.last > label.column for label in header.labels)
    if (
        merged
        and len(line) > 1
        and all(isinstance(value, str) for value in line.values())
        and (_fits_under(grid, top, below) or _divides(grid, header, below))
    ):
        return _two_rows(grid, top, below)
    return _explained(grid, header, lookup)


def _divides(grid: Grid, header: Header, below: int) -> bool:
    """Whether the texts of a row, none under the first heading, stand mostly under merged ones, each another."""
    under = [label for label in header.labels if label.last > label.column]
    inside = columns_of(under)
    line = grid.line(below)
    parted = [sum(at in range(label.column, label.last + 1) for at in line) > 1 for label in under]
    first = header.labels[0]
    titled = fold(str(line.get(first.column, first.text))) != fold(first.text)
    return not titled and any(parted) and len(inside & line.keys()) >= _MOSTLY * len(line)


def _explained(grid: Grid, header: Header, lookup: Lookup) -> Header:
    """The header with the rows under it that go on with its texts: *Start* over *Date*.

    Such a row has nothing but texts, and periods of a calendar, under headings; the rows below it have values there.
    """
    labels = {label.column: label for label in header.labels}
    rows = list(header.rows[:1])
    while len(rows) < _FORM and (rows[-1] + 1 in header.rows or _goes_on(grid, rows[-1] + 1, labels, lookup)):
        rows.append(rows[-1] + 1)
        for column, text in texts(grid.line(rows[-1])):
            if not is_period(text, lookup):
                labels[column] = _going_on(
                    labels.get(column), text, grid.width(rows[-1], column), column, lookup
                )
    return Header(tuple(rows), tuple(sorted(labels.values(), key=lambda label: label.column)))


def _going_on(upper: Label | None, text: str, last: int, column: int, lookup: Lookup) -> Label:
    """A heading that goes on in the row below: the surest of both together and each alone."""
    if upper is None:
        return Label(column, last, text)
    both = clean(f"{upper.text} {text}")
    return replace(upper, text=max((both, upper.text, text), key=lookup.worth))


def _goes_on(grid: Grid, row: int, labels: Mapping[int, Label], lookup: Lookup) -> bool:
    line = grid.line(row)
    said = {at: text for at, text in texts(line) if not is_period(text, lookup)}
    under = [at for at in said if at in labels]
    headed = [one for one in labels.values() if one.last == one.column and not is_period(one.text, lookup)]
    if len(under) < _SEVERAL_GROUPS or len(under) * 2 < len(headed) or _letters(line):
        return False
    if any(not isinstance(value, str) and not is_period(value, lookup) for value in line.values()):
        return False
    if any(
        len(text) > _LONGEST_GROUP or clean(text).endswith(":") or _figured(text) for text in said.values()
    ):
        return False
    below = [grid.line(at) for at in range(row + 1, row + 1 + _FORM)]
    values = [at for at in under if any(_figured(other[at]) for other in below if at in other)]
    told = sum(lookup.worth(text) >= _SURE or _is_unit(text, lookup) for text in said.values())
    return len(values) > 1 and told * 2 >= len(said)


def _figured(value: object) -> bool:
    """A number, a date, or a text that begins with a figure."""
    return not isinstance(value, str) or value.strip()[:1].isdigit()


def _is_unit(text: str, lookup: Lookup) -> bool:
    """Whether a text says how a value is written: *(person hours)*, *yyyy/mm/dd*, *Tage*."""
    bare = text.strip("()[] ").casefold()
    return (
        any(word in lookup.words.units for word in fold(bare).split(" ") if len(word) > 1)
        or text.strip().startswith("(")
        or (len(bare) > _FORM and set(bare) <= set("dmyåt/.- "))
    )


def _fits_under(grid: Grid, upper: int, lower: int) -> bool:
    """Whether every cell of the lower row stands under a merged or an empty cell, one of them merged."""
    covers = {
        at: column for column in grid.line(upper) for at in range(column, grid.width(upper, column) + 1)
    }
    wide = {column for column in grid.line(upper) if grid.width(upper, column) > column}
    down = any(span.bottom >= lower for at in grid.line(upper) if (span := grid.anchors.get((upper, at))))
    if wide and down and len(grid.line(lower)) > len(grid.line(upper)):
        return True  # what is merged down shows that both rows are one heading
    alone = set(grid.line(upper)) - wide
    return not alone & set(grid.line(lower)) and any(column in covers for column in grid.line(lower))


def _two_rows(grid: Grid, upper: int, lower: int) -> Header:
    above, below = _header(grid, upper), _header(grid, lower)
    groups = {at: label.text for label in above.labels for at in range(label.column, label.last + 1)}
    under = [replace(label, group=groups.get(label.column, "")) for label in below.labels]
    taken = {label.column for label in under}
    alone = [label for label in above.labels if not taken & set(range(label.column, label.last + 1))]
    single = {label.column: label.text for label in above.labels if label.column == label.last}
    under = [
        replace(label, text=clean(f"{single[label.column]} {label.text}"), group="")
        if label.column in single
        else label
        for label in under
    ]
    labels = sorted([*alone, *under], key=lambda label: label.column)
    bottom = max(lower, above.bottom, below.bottom)
    return Header(tuple(range(upper, bottom + 1)), tuple(labels))


def _with_groups(grid: Grid, header: Header, lookup: Lookup) -> Header:
    """The header with the group headings in the row above, where that row is such."""
    row = header.rows[0] - 1
    if not _groups(grid, row, header, lookup):
        return header
    groups = _spread(grid, row, header)
    labels = [
        replace(label, group=clean(f"{groups.get(label.column, '')} {label.group}"))
        for label in header.labels
    ]
    labels += _reaching_down(grid, row, header)
    return Header((row, *header.rows), tuple(sorted(labels, key=lambda label: label.column)))


def _reaching_down(grid: Grid, row: int, header: Header) -> list[Label]:
    """Headings in the row of groups that are merged down over the row of headings: they have no group."""
    covered = columns_of(header.labels)
    return [
        Label(column, grid.width(row, column), text)
        for column, text in texts(grid.line(row))
        if column not in covered
        and (span := grid.anchors.get((row, column)))
        and span.bottom >= header.bottom
    ]


def _groups(grid: Grid, row: int, header: Header, lookup: Lookup) -> bool:
    line = grid.line(row)
    if len(line) < 2 or not all(isinstance(value, str) for value in line.values()):  # noqa: PLR2004 - groups are several
        return False
    found = [clean(text) for _, text in texts(line)]
    if any(text.endswith(":") or len(text) > _LONGEST_GROUP for text in found):
        return False
    first, last = header.labels[0].column, header.labels[-1].last
    if min(line) < first or max(line) > last:
        return False
    wide = any(grid.width(row, column) > column for column in line)
    return (
        wide
        or len(line) >= _SEVERAL_GROUPS
        or all(lookup.speaks_of("plan", text) or lookup.speaks_of("actual", text) for text in found)
    )


def _spread(grid: Grid, row: int, header: Header) -> dict[int, str]:
    """The group over each column: as far as it is merged, else on to the next group."""
    line = grid.line(row)
    merged = any(grid.width(row, column) > column for column in line)
    found: dict[int, str] = {}
    current = ""
    for column in range(header.labels[0].column, header.labels[-1].last + 1):
        if column in line:
            current = clean(str(line[column]))
            until = grid.width(row, column) if merged else header.labels[-1].last
        if current and column <= until:
            found[column] = current
    return found


def generic_header(grid: Grid) -> Header | None:
    """The header of a list whose words are unknown: several short, different texts over filled rows."""
    for row in sorted(grid.lines):
        if _is_generic(grid, row):
            fuller = _is_generic(grid, row + 1) and len(grid.line(row + 1)) > len(grid.line(row))
            return _header(grid, row + 1 if fuller else row)
    return None


def _is_generic(grid: Grid, row: int) -> bool:
    line = grid.line(row)
    found = [clean(text) for _, text in texts(line)]
    if sum(len(text) == 1 for text in found) * 2 > len(found):
        return False  # R A C I: letters are values
    if len(found) < _GENERIC_COLUMNS or len(found) < len(line) or max(map(len, found)) > _LONGEST_GENERIC:
        return False
    if any(text.endswith(":") for text in found[1:]) or len(set(found)) * 2 < len(found):
        return False
    if any(sum(map(str.isdigit, text)) >= max(1, sum(map(str.isalpha, text))) for text in found):
        return False  # an amount, a date, a number: no heading
    below = [grid.line(at) for at in range(row + 1, row + 1 + 2 * _GENERIC_ROWS)]
    if _alike(line, grid.line(row + 1)):
        return False
    filled = [other.keys() & line.keys() for other in below if other.keys() & line.keys()]
    whole = len(filled) > 1 and all(
        len(own) >= _MOSTLY * len(line) for own in filled
    )  # few rows, but full ones
    return len(filled) >= _GENERIC_ROWS or whole


def _alike(line: Line, below: Line) -> bool:
    """Whether most cells with a figure are written as those right under them are: «F 1» over «L 2» is no heading."""
    written = [(str(line[at]), str(below[at])) for at in line if at in below]
    counted = [(one, other) for one, other in written if any(mark.isdigit() for mark in one)]
    same = sum(_PATTERN.sub(_pattern, one) == _PATTERN.sub(_pattern, other) for one, other in counted)
    return bool(counted) and same * 2 > len(written)


_PATTERN = re.compile(r"\d+|[^\W\d_]+")


def _pattern(match: re.Match[str]) -> str:
    return "9" if match[0].isdigit() else "a"


def columns_of(labels: Iterable[Label]) -> set[int]:
    """All columns under the labels."""
    return {column for label in labels for column in range(label.column, label.last + 1)}
