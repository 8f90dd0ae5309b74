"""Which column holds which field, and what kind of table it is: headings first, then what the values say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tpn.sheets.recognise.cells import read_status
from tpn.sheets.recognise.evidence import Evidence, supports, weigh
from tpn.sheets.recognise.fields import FIELDS, KINDS, Kind, title_of
from tpn.sheets.recognise.fold import clean, fold
from tpn.sheets.recognise.headers import Label
from tpn.sheets.recognise.lookup import Guess, How, Lookup
from tpn.sheets.recognise.regions import Region

_ENOUGH = 0.3
_SIGN, _NAME, _NO_TITLE, _VAGUE = 2.0, 1.5, 2.5, 1.5
_SURE = 0.9
_MOST, _CLEAR = 0.5, 0.7
_TOLD = 3.5  # so sure, that a number and a name are enough
_ACTUAL = {"start": "started", "due": "finished", "started": "started", "finished": "finished"}
_RATED = frozenset({"probability", "consequence", "score"})
_UPPER_LEVEL = 0.6


@dataclass(frozen=True, slots=True, eq=False)  # each column is itself: a key, found by identity
class Column:
    """A column of a table; ``field`` may be one that is only of use while reading.

    ``level`` is 1 and more where titles of a hierarchy stand in columns side by side.
    """

    label: Label
    field: str | None
    how: How
    seen: Evidence
    level: int = 0

    @property
    def header(self) -> str:
        """The heading as a person sees it."""
        return clean(self.label.text)


@dataclass(frozen=True)
class Mapped:
    """A table's kind and columns. ``score`` compares kinds; only for the recogniser itself."""

    kind: Kind
    columns: tuple[Column, ...]
    score: float = 0.0

    def of(self, field: str) -> Column | None:
        """The column of a field (the deepest of several title columns)."""
        found = [column for column in self.columns if column.field == field]
        return found[-1] if found else None

    @property
    def titles(self) -> tuple[Column, ...]:
        """The columns that name a record: one, or a hierarchy's from the outermost in."""
        return tuple(column for column in self.columns if column.field == title_of(self.kind))


def map_columns(region: Region, lookup: Lookup) -> Mapped:
    """The kind of the table that explains its headings best, and its columns; ``unknown`` where none does."""
    seen = {label: weigh(region.values(label), lookup.words) for label in region.labels}
    tried = [_as_kind(kind, region, seen, lookup) for kind in KINDS]
    best = max((mapped for mapped in tried if _holds(mapped)), key=lambda mapped: mapped.score, default=None)
    return best or unknown(region, seen)


def unknown(region: Region, seen: Mapping[Label, Evidence]) -> Mapped:
    """A table that is kept as it stands."""
    return Mapped("unknown", tuple(Column(label, None, "kept", seen[label]) for label in region.labels))


def _holds(mapped: Mapped) -> bool:
    """Whether the kind explains the table: it has names for its records and something to say of them."""
    fields = {column.field for column in mapped.columns if column.field in FIELDS[mapped.kind]}
    named = title_of(mapped.kind) in fields or {"first_name", "last_name"} <= {
        c.field for c in mapped.columns
    }
    telling = fields - {title_of(mapped.kind), "id", "note", "phase"}
    return named and len(fields) > 1 and mapped.score > (1 if telling else _TOLD)


def _as_kind(kind: Kind, region: Region, seen: Mapping[Label, Evidence], lookup: Lookup) -> Mapped:
    offers = [
        (guess.worth + supports(guess.field, seen[label]), at, label, guess)
        for at, label in enumerate(region.labels)
        for guess in label_guesses(label, kind, seen[label], lookup)
    ]
    offers.sort(key=lambda offer: (-offer[0], offer[1]))
    taken: dict[Label, Guess] = {}
    worth: dict[Label, float] = {}
    for score, _, label, guess in offers:
        if score < _ENOUGH or label in taken or guess.field in {other.field for other in taken.values()}:
            continue
        taken[label], worth[label] = guess, min(score, 1.2)
    columns = [_column(label, taken.get(label), seen[label]) for label in region.labels]
    columns = _title_by_content(kind, columns)
    columns = _levels(kind, columns, region, lookup)
    columns = _finished(kind, columns, region, lookup)
    score = sum(worth[label] for label, guess in taken.items() if guess.field in FIELDS[kind])
    return Mapped(kind, tuple(columns), score + _likelihood(kind, region, columns, lookup))


def _column(label: Label, guess: Guess | None, seen: Evidence) -> Column:
    return Column(label, guess.field, guess.how, seen) if guess else Column(label, None, "kept", seen)


def label_guesses(label: Label, kind: Kind, seen: Evidence, lookup: Lookup) -> Iterable[Guess]:
    """The fields of a heading, together with its group, and by its values where the heading leaves a choice."""
    if not label.text or lookup.counts_a_variance(label.text):
        return
    whole = f"{label.group} {label.text}".strip()
    guesses = lookup.guesses(label.text, kind)
    if label.group:
        grouped = [
            replace(guess, how="group") for guess in lookup.guesses(whole, kind) if guess.worth > _SURE
        ]
        guesses = (*grouped, *guesses)
    if lookup.speaks_of("actual", whole):
        guesses = tuple(replace(g, field=_ACTUAL[g.field]) for g in guesses if g.field in _ACTUAL)
    elif label.group and lookup.speaks_of("plan", label.group):
        guesses = tuple(replace(guess, worth=guess.worth + 0.02) for guess in guesses)
    yield from guesses
    yield from _by_content({guess.field for guess in guesses if guess.worth > _MOST}, seen)


def _by_content(fields: set[str], seen: Evidence) -> Iterable[Guess]:
    """*Status* over percents, *Framdrift* over words, *Aksjon* over running numbers, *Ressurs* over hours."""
    if not seen.filled:
        return
    if fields & {"status"} and seen.percents >= _MOST:
        yield Guess("percent", 0.8, "content")
    if fields & {"percent"} and seen.statuses >= _MOST:
        yield Guess("status", 0.8, "content")
    if fields & {"title", "text"} and seen.numbers > _SURE and seen.distinct > _SURE:
        yield Guess("id", 0.8, "content")


def _title_by_content(kind: Kind, columns: list[Column]) -> list[Column]:
    """Where no heading names the records, the first column of texts does, if the rest is sure enough."""
    if any(column.field == title_of(kind) for column in columns) or kind not in {
        "activities",
        "risks",
        "services",
    }:
        return columns
    mapped = [
        column for column in columns if column.field in FIELDS[kind] and column.field not in {"id", "note"}
    ]
    free = [
        column
        for column in columns
        if column.field in {None, "phase"} and (column.seen.filled == 0 or column.seen.texts > _MOST)
    ]
    nameless = [column for column in free if not column.label.text] or free
    first = min((column.label.column for column in mapped), default=0)
    if len(mapped) < 2 or not nameless or nameless[0].label.column > first:  # noqa: PLR2004 - «Ansvarlig | Frist»
        return columns
    chosen = nameless[0]
    return [
        replace(column, field=title_of(kind), how="content") if column is chosen else column
        for column in columns
    ]


def _finished(kind: Kind, columns: list[Column], region: Region, lookup: Lookup) -> list[Column]:
    """*Completion date* is when it was finished, if only finished rows have one; else it is the deadline."""
    by_field = {column.field: column for column in columns}
    due, status = by_field.get("due"), by_field.get("status")
    if (
        due is None
        or status is None
        or "finished" in by_field
        or kind not in {"activities", "issues", "milestones"}
    ):
        return columns
    if not any(guess.field == "finished" for guess in lookup.guesses(due.label.text, kind)):
        return columns
    pairs = [(region.value(row, due.label), region.value(row, status.label)) for row in region.rows]
    dated = [
        read_status(state, lookup.words).value
        for day, state in pairs
        if day is not None and state is not None
    ]
    blank = [state for day, state in pairs if day is None and state is not None]
    if not blank or len(dated) < 2 or set(dated) != {"done"}:  # noqa: PLR2004 - one finished row proves nothing
        return columns
    return [
        replace(column, field="finished", how="content") if column is due else column for column in columns
    ]


def _levels(kind: Kind, columns: list[Column], region: Region, lookup: Lookup) -> list[Column]:
    """Titles in columns side by side are a hierarchy: *Hovedaktivitet | Delaktivitet*, filled by turns."""
    field = title_of(kind)
    at = next((at for at, column in enumerate(columns) if column.field == field), None)
    if at is None or kind != "activities":
        return columns
    run = [at]
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(columns) and _is_level(columns, near, step, region, lookup):
            run.append(near)
            near += step
    if len(run) == 1:
        return columns
    order = {index: level for level, index in enumerate(sorted(run), 1)}
    return [
        replace(column, field=field, how=_level_how(column), level=order[index]) if index in order else column
        for index, column in enumerate(columns)
    ]


def _level_how(column: Column) -> How:
    return "content" if column.how == "kept" else column.how


def _is_level(columns: Sequence[Column], at: int, step: int, region: Region, lookup: Lookup) -> bool:
    column, beside = columns[at], columns[at - step]
    if column.field not in {None, "subtitle", "phase"} or (
        column.field == "phase" and column.how == "synonym" and not _title_like(column, lookup)
    ):
        return False
    if not (_title_like(column, lookup) or not column.label.text):
        return False
    outer, inner = (column, beside) if step < 0 else (beside, column)
    if any(guess.field == "subtitle" for guess in lookup.guesses(inner.label.text, "activities")):
        return True
    inner_rows = [row for row in region.rows if region.value(row, inner.label) is not None]
    if not inner_rows:
        return bool(column.label.text) and column.field == "subtitle"
    together = sum(1 for row in inner_rows if region.value(row, outer.label) is not None)
    return together <= (1 - _UPPER_LEVEL) * len(inner_rows) and inner.seen.texts > _MOST


def _title_like(column: Column, lookup: Lookup) -> bool:
    guesses = lookup.guesses(column.label.text, "activities")
    return any(guess.field in {"title", "subtitle"} and guess.worth > _MOST for guess in guesses)


def _likelihood(kind: Kind, region: Region, columns: Iterable[Column], lookup: Lookup) -> float:
    """What speaks for a kind beside the fields: tell-tale headings, the name of the tab, the title above."""
    headings = [column.label.text for column in columns if column.label.text]
    signs = sum(1 for text in headings if kind in lookup.signs(text) and not lookup.counts_a_variance(text))
    title = next((column for column in columns if column.field == title_of(kind)), None)
    rated = {column.field for column in columns} >= _RATED - {"score"} if kind == "risks" else False
    named = _named(kind, region.above, lookup)
    told = _SIGN * min(signs, 2) + _NAME * named + (1.0 if rated else 0.0)
    if title is None:
        return told - _NO_TITLE
    vague = kind != "activities" and not told and not _is_sure(title, kind, lookup)
    return told - (_VAGUE if vague else 0)


def _is_sure(column: Column, kind: Kind, lookup: Lookup) -> bool:
    guesses = lookup.guesses(column.label.text, kind)
    return any(guess.field == column.field and guess.worth > _CLEAR for guess in guesses)


def _named(kind: Kind, above: Sequence[str], lookup: Lookup) -> bool:
    """Whether the tab's name or the title right above says the kind: «Risikoregister – Oppstart»."""
    texts = [f" {fold(text)} " for text in (*above[:1], *above[-2:])]
    return any(named == kind and f" {name} " in text for name, named in lookup.words.names for text in texts)
