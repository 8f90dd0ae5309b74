"""Whether a style makes sense: its rows, fields, looks, colours, numbers and texts. Every fault with its route."""

import re
from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from tpn.languages import LANGUAGES
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.findings import Finding, Route
from tpn.model.similar import closest
from tpn.sheets.style import THEMES, ColumnStyle, LocalText, LookStyle, Style, TableStyle, TabStyle
from tpn.spreadsheets.looks import PALETTE
from tpn.texts.parse_words import field_key, kind_of
from tpn.views.computed_fields import field, worked_paths
from tpn.views.fields import field_paths
from tpn.views.rows import KINDS, class_of

NAMES = frozenset(
    ("project", "municipality", "date", "day", "service", "phase", "variant", "person", "first_name", "lead", "due",
     "benefit", "benefits", "Benefit", "Benefits")
)  # fmt: skip
"""What a text of a style may have filled in."""
WIDEST = 255
_LIMITS: Mapping[str, tuple[float, float]] = {
    "width": (1, WIDEST), "span": (1, 20), "size": (4, 72), "most": (1, 200), "freeze": (0, 20),
}  # fmt: skip
_COLOURS = frozenset(("colour", "fill", "border"))
_COLOUR = re.compile("[0-9A-Fa-f]{6}")


def faults_of(style: Style) -> Iterator[Finding]:
    """All that does not make sense."""
    looks = frozenset((*PALETTE, *style.looks))
    yield from _values(style, ())
    for name, look in style.looks.items():
        if look.like is not None and (look.like not in looks or _turns_back(style.looks, name)):
            yield _unknown("style-unknown-look", ("looks", name, "like"), look.like, looks - {name})
    if not style.tabs:
        yield Finding("style-empty", ("tabs",), {"key": "tabs"})
    for at, tab in enumerate(style.tabs):
        yield from _tab(tab, ("tabs", at), looks)


def _turns_back(looks: Mapping[str, LookStyle], name: str) -> bool:
    """Whether a look is built, in the end, on itself."""
    seen, at = {name}, looks[name].like
    while at in looks and at is not None:
        if at in seen:
            return at != name or looks[name].like != name
        seen.add(at)
        at = looks[at].like
    return False


def _values(record: Record, route: Route) -> Iterator[Finding]:
    """Numbers out of range, colours that are none, texts that cannot be filled in; wherever they stand."""
    if isinstance(record, LocalText):
        for language in LANGUAGES:
            yield from _text(getattr(record, language), route)
        return
    for key, take in takes(type(record)).items():
        value = getattr(record, take.name)
        here = (*route, key)
        if take.record is None:
            yield from _value(key, value, here)
        elif isinstance(value, tuple):
            for at, one in enumerate(value):
                yield from _values(one, (*here, at))
        elif isinstance(value, dict):
            for name, one in value.items():
                yield from _values(one, (*here, name))
        elif value is not None:
            yield from _values(value, here)


def _value(key: str, value: object, route: Route) -> Iterator[Finding]:
    if key in _LIMITS and isinstance(value, int | float):
        low, high = _LIMITS[key]
        if not low <= value <= high:
            yield Finding("out-of-range", route, {"key": key, "value": value, "low": low, "high": high})
    if key in _COLOURS and isinstance(value, str) and value and not _COLOUR.fullmatch(value):
        yield Finding("style-bad-colour", route, {"value": value})


def _text(text: str | None, route: Route) -> Iterator[Finding]:
    try:
        names = [name for _, name, _, _ in Formatter().parse(text or "") if name is not None]
    except ValueError:
        yield Finding("style-bad-text", route, {"value": text, "known": tuple(sorted(NAMES))})
        return
    for name in names:
        if name not in NAMES:
            yield _unknown("style-bad-text", route, name, NAMES)


def _tab(tab: TabStyle, route: Route, looks: Collection[str]) -> Iterator[Finding]:
    if not tab.tables:
        yield Finding("style-empty", (*route, "tables"), {"key": "tables"})
    for at, table in enumerate(tab.tables):
        here = (*route, "tables", at)
        yield from _table(table, here, looks)
        dates = {tab.weeks.start, tab.weeks.due} if tab.weeks else set()
        if not dates <= {column.field for column in table.columns}:
            yield Finding("style-weeks-without-dates", here, {"start": tab.weeks.start, "due": tab.weeks.due})  # type: ignore[union-attr]


def _table(table: TableStyle, route: Route, looks: Collection[str]) -> Iterator[Finding]:
    if table.rows not in KINDS:
        yield _unknown("style-unknown-rows", (*route, "rows"), table.rows, KINDS, kind_of(table.rows))
        return
    if not table.columns:
        yield Finding("style-empty", (*route, "columns"), {"key": "columns"})
    for at, column in enumerate(table.columns):
        yield from _column(table.rows, column, (*route, "columns", at), looks)


def _column(kind: str, column: ColumnStyle, route: Route, looks: Collection[str]) -> Iterator[Finding]:
    known = field(kind, column.field)
    themes = column.field == THEMES and kind == "board"
    if known is None and not themes:
        names = (*field_paths(class_of(kind)), *worked_paths(kind), "x.")
        meant = field_key(class_of(kind), column.field)
        yield _unknown("style-unknown-field", (*route, "field"), column.field, names, meant, rows=kind)
    if column.look is not None and column.look not in looks:
        yield _unknown("style-unknown-look", (*route, "look"), column.look, looks)
    values = tuple(value.value for value in known.choices) if known and known.choices else ()
    for name in column.words:
        if name not in values:
            meant = closest(name, values)
            hint = "suggestion" if meant else None
            facts = {"key": "words", "value": name, "choices": values, "suggestion": meant, "hint": hint}
            yield Finding("not-a-choice", (*route, "words", name), facts, at_key=True)


def _unknown(
    slug: str, route: Route, value: str, known: Collection[str], said: str | None = None, **more: object
) -> Finding:
    """``said`` is what the word means to people, where it means something (``frist`` is ``due``)."""
    names = tuple(sorted(name for name in known if name))
    meant = said if said in known else closest(value, names)
    hint = "suggestion" if meant else None
    return Finding(slug, route, {"value": value, "suggestion": meant, "known": names, "hint": hint} | more)
