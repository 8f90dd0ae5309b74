"""Which column holds which field, and what kind of table it is: headings first, then what the values say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.column_evidence import by_evidence
from tpn.recognise.column_profile import Evidence, supports, weigh
from tpn.recognise.exports import Export, export_of, spelling
from tpn.recognise.fields import DATES, FIELDS, KINDS, RATINGS, Kind, title_of
from tpn.recognise.headers import Label
from tpn.recognise.heading_lookup import Guess, Lookup
from tpn.recognise.matrices import responsibility_matrix
from tpn.recognise.normalise import fold, hints, without_hints
from tpn.recognise.regions import Region
from tpn.recognise.title_columns import finished_dates, phase_by_merging, title_by_content, title_levels

_ENOUGH = 0.3
_SIGN, _NAME, _FILE, _NO_TITLE, _VAGUE = 2.0, 2.5, 1.0, 2.5, 1.5
_SURE = 0.9
_MOST, _CLEAR = 0.5, 0.7
_TOLD = 3.5  # so sure, that a number and a name are enough
_ACTUAL = {"start": "started", "due": "finished", "started": "started", "finished": "finished"}
_RATED = frozenset({"probability", "consequence", "score"})
_UPPER_LEVEL = 0.6
_TWO = 2
_NEAR = 0.85  # of the best score: so close that it is shown
_PROSE = 40  # letters: texts this long describe
_WIDE, _SHARE = 9, 0.25  # of many columns so many are known in a list of ours
_FAINT = 0.6  # a heading such as *Navn* says hardly that somebody does the work
_ANY = frozenset({
    "id", "title", "name", "text", "message", "note", "status", "owner", "responsible", "due", "phase", "start",
    "service", "created", "finished", "percent", "priority",
})  # fmt: skip
"""What is said of records of many kinds."""
_FEW = 4  # so few values say nothing of gaps
_DESCRIBES, _ASIDE, _SPARSE, _FULL, _NAMESAKE, _COUNTED = 0.3, 0.15, 0.9, 0.6, 0.06, 0.05
_WORK = frozenset({
    "responsible", "start", "due", "duration", "effort", "status", "percent", "after", "started", "finished",
    "milestone", "phase",
})  # fmt: skip
_DECIDED = frozenset({"outcome", "recommendation", "by"})
_NAMING = frozenset({"title", "name", "text", "message"})
_MEASURED = frozenset({"status", "percent", "duration", "effort"})
KEYS = frozenset(
    {"title", "name", "text", "id", "responsible", "owner", "start", "due", "started", "finished"}
)
"""What a likeness may fill only where the values agree; it is then asked about."""


def map_columns(region: Region, lookup: Lookup) -> Mapped:
    """The kind of the table that explains its headings best, and its columns; ``unknown`` where none does."""
    seen = {label: weigh(region.values(label), lookup.words) for label in region.labels}
    headings = [label.text for label in region.labels]
    if known := export_of(headings, lookup.words.exports, lookup.words.rows["titled"].whole):
        return _as_export(known, region, seen, lookup)
    if matrix := responsibility_matrix(region, seen, lookup):
        return matrix
    tried = [_as_kind(kind, region, seen, lookup) for kind in KINDS]
    if _of_another_kind(region, lookup):
        return unknown(region, seen)
    best, *others = sorted(filter(_holds, tried), key=lambda mapped: -mapped.score) or [unknown(region, seen)]
    close = [other.kind for other in others if other.score >= _NEAR * best.score]
    return replace(best, second=close[0]) if close else best


def as_kind(kind: Kind, region: Region, lookup: Lookup) -> Mapped:
    """The columns of a table whose kind is known; kept as they stand where they do not fit it."""
    seen = {label: weigh(region.values(label), lookup.words) for label in region.labels}
    mapped = _as_kind(kind, region, seen, lookup) if kind != "unknown" else unknown(region, seen)
    return mapped if _holds(mapped) else unknown(region, seen)


def work_columns(region: Region, lookup: Lookup) -> Mapped:
    """The columns of a table that is known to be one of activities, whatever its headings say."""
    seen = {label: weigh(region.values(label), lookup.words) for label in region.labels}
    return _as_kind("activities", region, seen, lookup)


def _of_another_kind(region: Region, lookup: Lookup) -> bool:
    """A list that tpn has no records for, by its tab's name or two headings that only such a list has: of meetings."""
    if fold(region.grid.name) in lookup.words.rows["kept"].whole:
        return True
    said = {fold(part) for label in region.labels for part in (label.text, *label.text.split("/"))}
    return len(said & lookup.words.rows["meetings"].whole) >= _TWO


def _as_export(export: Export, region: Region, seen: Mapping[Label, Evidence], lookup: Lookup) -> Mapped:
    """A table whose headings are those of a known program: nothing is guessed, further columns only by known words."""
    columns: list[RecognisedColumn] = []
    taken: set[str] = set()
    for label in region.labels:
        name = spelling(label.text, export)
        field = export.fields.get(name) if name else None
        if field and field not in taken:
            taken.add(field)
            columns.append(RecognisedColumn(label, field, "export", seen[label]))
        else:
            columns.append(RecognisedColumn(label, None, "kept", seen[label]))
    named = {column.label for column in columns if column.field or spelling(column.label.text, export)}
    for at, column in enumerate(columns):
        guesses = lookup.guesses(column.label.text, export.kind) if column.label not in named else ()
        sure = next(
            (g for g in guesses if g.how == "synonym" and g.worth > _SURE and g.field not in taken), None
        )
        if sure and supports(sure.field, seen[column.label]) >= 0:
            taken.add(sure.field)
            columns[at] = RecognisedColumn(column.label, sure.field, "synonym", seen[column.label])
    columns = [_by_values(column, seen[column.label]) for column in columns]
    return Mapped(export.kind, tuple(columns), float(len(columns)))


def _by_values(column: RecognisedColumn, seen: Evidence) -> RecognisedColumn:
    """*Progress* over numbers is a percent, *Completion* over words a status."""
    if column.field == "status" and seen.filled and seen.percents >= _MOST and seen.statuses < _MOST:
        return replace(column, field="percent", how="content")
    if column.field == "percent" and seen.filled and seen.statuses >= _MOST and seen.percents < _MOST:
        return replace(column, field="status", how="content")
    return column


def unknown(region: Region, seen: Mapping[Label, Evidence]) -> Mapped:
    """A table that is kept as it stands."""
    return Mapped(
        "unknown", tuple(RecognisedColumn(label, None, "kept", seen[label]) for label in region.labels)
    )


def _holds(mapped: Mapped) -> bool:
    """Whether the kind explains the table: it has names for its records and something to say of them."""
    fields = {column.field for column in mapped.columns if column.field in FIELDS[mapped.kind]}
    headed = [column for column in mapped.columns if column.header and column.seen.filled]
    if len(headed) > _WIDE and len(fields) < _SHARE * len(headed) and not mapped.named:
        return False  # a few of many columns: a list of something else that has a title and a day too
    if (
        mapped.kind != "activities"
        and not (mapped.told or mapped.signed or fields - _ANY)
        and _guessed(mapped)
    ):
        return False  # nothing in it is particular to its kind
    if mapped.kind == "activities" and not mapped.told:
        work = [column for column in mapped.columns if column.field in (fields & _WORK) - mapped.faint]
        if len(work) < _least(mapped) or all(column.how == "fuzzy" for column in work):
            return False  # «Severity | Description»: nothing says that this is work
    if {"first_name", "last_name"} <= {column.field for column in mapped.columns}:
        fields.add(title_of(mapped.kind))  # a name in two columns is a name
    telling = fields - {
        title_of(mapped.kind),
        "id",
        "note",
        "phase",
        "created",
        "kind",
    }  # «Type» tells of no kind
    sure = any(
        column.field in fields and column.how != "fuzzy"
        for column in mapped.columns
        if column.field in telling
    )
    enough = 1 if sure or (mapped.named and {"id", title_of(mapped.kind)} <= fields) else _TOLD
    return title_of(mapped.kind) in fields and len(fields) > 1 and mapped.score > enough


def _guessed(mapped: Mapped) -> bool:
    """Whether no heading names the records."""
    return all(column.how in {"fuzzy", "content"} for column in mapped.titles)


def _least(mapped: Mapped) -> int:
    """How many columns must speak of work where no heading surely names it: more under one that describes."""
    title = next((column for column in mapped.columns if column.field == "title"), None)
    return _TWO if title and title.how != "content" and title.seen.length > _PROSE else 1


def _names_others(label: Label, region: Region) -> bool:
    """Whether the values of a column are those of another, one or several in a cell: links by title."""
    said = [str(value) for value in region.values(label) if isinstance(value, str)]
    others = [other for other in region.labels if other is not label]
    for other in others if said else ():
        known = {fold(str(value)) for value in region.values(other)}
        hits = sum(
            fold(text) in known or any(fold(part) in known for part in re.split(r"[,;\n]", text))
            for text in said
        )
        if len(known) > len(said) * _MOST and hits >= _CLEAR * len(said):
            return True
    return False


def _offers(
    kind: Kind, region: Region, seen: Mapping[Label, Evidence], lookup: Lookup
) -> list[tuple[float, int, Label, Guess]]:
    """What each column may be as a kind, with what that is worth and its place; the best first, then the leftmost."""
    found = [
        (at, label, guess)
        for at, label in enumerate(region.labels)
        for guess in label_guesses(label, kind, seen[label], lookup)
        if not _contradicts(guess, seen[label])
    ]
    found = [(at, label, _linking(guess, label, region, seen[label])) for at, label, guess in found]
    named = any(
        guess.field == title_of(kind)
        and not _describes(label, lookup)
        and supports(guess.field, seen[label]) >= 0
        for _, label, guess in found
    )
    fullest = max((one.filled for one in seen.values() if one.texts > _MOST >= one.codes), default=0)
    offers = [
        (
            _worth(
                kind,
                guess,
                seen[label],
                fullest,
                describes=named and _describes(label, lookup),
                named=(fold(label.text), kind) in lookup.words.names or lookup.is_title(label.text, kind),
            ),
            at,
            label,
            guess,
        )
        for at, label, guess in found
    ]
    return sorted(offers, key=lambda offer: (-offer[0], offer[1]))


def _as_kind(kind: Kind, region: Region, seen: Mapping[Label, Evidence], lookup: Lookup) -> Mapped:
    offers = _offers(kind, region, seen, lookup)
    taken: dict[Label, Guess] = {}
    worth: dict[Label, float] = {}
    for score, _, label, guess in offers:
        if score < _ENOUGH or label in taken or guess.field in {other.field for other in taken.values()}:
            continue
        taken[label], worth[label] = guess, min(score, 1.2)
    _name_by_role(kind, taken, offers)
    columns = [_column(label, taken.get(label), seen[label]) for label in region.labels]
    columns = title_by_content(kind, columns, region, lookup)
    columns = title_levels(kind, columns, region, lookup)
    columns = finished_dates(kind, columns, region, lookup)
    columns = phase_by_merging(kind, columns, region)
    columns = by_evidence(kind, columns, lookup)
    score = sum(worth[label] for label, guess in taken.items() if guess.field in FIELDS[kind])
    sure = any(column.field == title_of(kind) and _is_sure(column, kind, lookup) for column in columns)
    named = _named(kind, (*region.above, lookup.file), lookup)
    score += _likelihood(kind, region, columns, lookup)
    faint = {guess.field for guess in taken.values() if guess.worth < _FAINT and guess.how == "synonym"}
    signed = any(kind in lookup.signs(column.header) for column in columns if column.header)
    return Mapped(kind, tuple(columns), score, named=named, told=sure, signed=signed, faint=frozenset(faint))


def _name_by_role(
    kind: Kind, taken: dict[Label, Guess], offers: Iterable[tuple[float, int, Label, Guess]]
) -> None:
    """Where nothing names the records, a heading that is only of use beside may: stakeholders by their *Role*."""
    title = title_of(kind)
    if any(guess.field == title for guess in taken.values()):
        return
    for score, _, label, guess in offers:
        held = taken.get(label)
        if guess.field == title and score >= _ENOUGH and (held is None or held.field not in FIELDS[kind]):
            taken[label] = guess
            return


def _linking(guess: Guess, label: Label, region: Region, seen: Evidence) -> Guess:
    """Links by title are as good as links by number."""
    if guess.field == "after" and guess.how != "fuzzy" and supports("after", seen) < 0:
        return replace(guess, worth=guess.worth + 1.0) if _names_others(label, region) else guess
    return guess


def _describes(label: Label, lookup: Lookup) -> bool:
    return fold(label.text).split(" ")[-1] in lookup.words.rows["descriptions"].whole


def _worth(kind: Kind, guess: Guess, seen: Evidence, fullest: int, *, describes: bool, named: bool) -> float:
    """How much speaks for a guess: a description names no record where something else does, nor a column with gaps."""
    worth = guess.worth + supports(guess.field, seen)
    if guess.field == title_of(kind) and guess.how == "synonym" and named:
        worth += _NAMESAKE
    if guess.field == title_of(kind) and fullest > _FEW and seen.filled:
        worth -= _SPARSE * max(0.0, _FULL - seen.filled / fullest)
    if guess.field == title_of(kind) and fullest > _TWO and not seen.filled:
        worth -= _FULL  # an empty column names nothing where another is full
    if describes and guess.field == title_of(kind):
        worth -= _DESCRIBES
    if guess.field == "id" and seen.numbers > _SURE:
        worth -= _COUNTED  # «#» over 1, 2, 3 beside «Risk ID» over
    return worth if guess.field in FIELDS[kind] else worth - _ASIDE


def _says_outcome(guess: Guess, seen: Evidence) -> bool:
    """«Approved», «Deferred» under *Decision*: what came of it, not what was decided."""
    few = seen.filled >= _FEW and seen.distinct <= _MOST
    return guess.field == "title" and few and seen.statuses >= _SURE


def _contradicts(guess: Guess, seen: Evidence) -> bool:
    """A likeness to the heading of a key column, whose values speak against it."""
    if _says_outcome(guess, seen):
        return True
    if guess.field == "status" and guess.how == "fuzzy" and seen.filled >= _FEW and not seen.statuses:
        return True  # «Desired state» over words that are no status
    if guess.field in _MEASURED and (seen.dates > _MOST or guess.how == "fuzzy"):
        return supports(guess.field, seen) <= -_MOST  # dates under *Klart* are no status
    if guess.field in RATINGS and seen.statuses > _CLEAR and seen.ratings < _ENOUGH:
        return True  # a mark is no grade
    graded = guess.field in RATINGS - {"consequence"}  # a consequence may be told in words
    if graded and guess.how == "fuzzy" and seen.filled >= _FEW and seen.ratings < _ENOUGH:
        return True  # «Power/interest quadrant» over sentences is no grade
    if guess.field == "score" and seen.filled and seen.ratings < _ENOUGH and seen.texts > _MOST:
        return True
    if guess.field in DATES - {"by", "when"} and seen.filled and seen.days + seen.numbers < _MOST:
        return guess.how == "fuzzy" or (
            seen.statuses > _CLEAR and not seen.dates
        )  # «Avsluttet» over yes and no
    if guess.field in _NAMING and supports(guess.field, seen) <= -_UPPER_LEVEL:
        return True  # nor do numbers or dates name anything
    return guess.how == "fuzzy" and guess.field in KEYS and supports(guess.field, seen) < 0


def _column(label: Label, guess: Guess | None, seen: Evidence) -> RecognisedColumn:
    return (
        RecognisedColumn(label, guess.field, guess.how, seen)
        if guess
        else RecognisedColumn(label, None, "kept", seen)
    )


def label_guesses(label: Label, kind: Kind, seen: Evidence, lookup: Lookup) -> Iterable[Guess]:
    """The fields of a heading, together with its group, and by its values where the heading leaves a choice."""
    if not label.text or lookup.counts_a_variance(label.text):
        return ()
    of_risk = _of_risk(label, seen, lookup) if kind == "risks" else None
    return _by_heading(label, kind, seen, lookup) if of_risk is None else of_risk


def _of_risk(label: Label, seen: Evidence, lookup: Lookup) -> Sequence[Guess] | None:
    """What of a risk only its values or its group tell: *Mitigate*, *Akseptere*; a grade after the measures."""
    if seen.filled and seen.strategies >= _CLEAR:
        return [Guess("strategy", 1.0, "content")]
    rest = lookup.without_residual(f"{label.group} {label.text}")
    return None if rest is None else _after_measures(rest, lookup)


def _by_heading(label: Label, kind: Kind, seen: Evidence, lookup: Lookup) -> Iterable[Guess]:
    whole = f"{label.group} {label.text}".strip()
    guesses = lookup.guesses(label.text, kind)
    if lookup.speaks_of("variance", label.text):
        # «Schedule variance» is no schedule
        guesses = tuple(guess for guess in guesses if guess.how != "fuzzy")
    if label.group:
        grouped = [
            replace(guess, how="group") for guess in lookup.guesses(whole, kind) if guess.worth > _SURE
        ]
        if lookup.is_figure(label.text):  # «Sannsynlighet» over «Tall» and «Begrunnelse»
            sure = (guess for guess in lookup.guesses(label.group, kind) if guess.worth > _SURE)
            grouped += [replace(guess, how="group") for guess in sure]
        if lookup.is_grade(label.group):  # «Zeit» under «Auswirkung (1–5)» is no time
            guesses = tuple(guess for guess in guesses if guess.field in RATINGS)
        guesses = (*grouped, *guesses)
    if lookup.speaks_of("actual", whole):
        # «Utfall» is a whole heading of its own, «Faktiske timer» is not
        guesses = tuple(
            replace(g, field=_ACTUAL.get(g.field, g.field))
            for g in guesses
            if g.field in _ACTUAL or (g.how == "synonym" and g.worth > _SURE)
        )
    elif label.group and lookup.speaks_of("plan", label.group):
        guesses = tuple(replace(guess, worth=guess.worth + 0.02) for guess in guesses)
    guesses = _as_measured(guesses, label, kind, lookup)
    named = without_hints(label.text)
    if kind == "activities" and lookup.words.row_word("milestones", named) and seen.statuses >= _CLEAR:
        yield Guess("milestone", 1.0, "content")  # «Milepæl» over ja and nei
        return
    if kind == "decisions" and any(_says_outcome(guess, seen) for guess in guesses):
        yield Guess("outcome", 0.8, "content")
    yield from guesses
    yield from _by_content({guess.field for guess in guesses if guess.worth > _MOST}, seen)


def _after_measures(rest: str, lookup: Lookup) -> Sequence[Guess]:
    """*Residual likelihood*, *Konsekvens etter tiltak*: the same grades, once more."""
    return [
        Guess(f"residual_{guess.field}", guess.worth, "group")
        for guess in lookup.guesses(rest, "risks")
        if guess.field in _RATED - {"score"} and guess.worth > _CLEAR
    ]


def _as_measured(guesses: Sequence[Guess], label: Label, kind: Kind, lookup: Lookup) -> tuple[Guess, ...]:
    """The guesses by what the heading says that its values are: an amount is no grade, hours are no length in days."""
    if kind == "risks" and set(hints(label.text).split(" ")) & lookup.words.rows["money"].whole:
        return tuple(guess for guess in guesses if guess.field not in RATINGS)
    if _counts_hours(label, lookup):
        return tuple(replace(g, field="effort") if g.field == "duration" else g for g in guesses)
    return tuple(guesses)


def _counts_hours(label: Label, lookup: Lookup) -> bool:
    """«Dauer in Stunden», «Varighet (timer)»: hours of work, no days of the calendar."""
    words = (*hints(label.text).split(" "), *fold(label.text).split(" ")[1:])
    return any(len(word) > 1 and lookup.words.units.get(word) == "hours" for word in words)


def _by_content(fields: set[str], seen: Evidence) -> Iterable[Guess]:
    """*Status* over percents, *Framdrift* over words, *Aksjon* over running numbers, *Ressurs* over hours."""
    if not seen.filled:
        return
    if fields & {"status"} and seen.percents >= _MOST and seen.statuses < _MOST:
        yield Guess("percent", 0.8, "content")
    if fields & {"percent"} and seen.statuses >= _MOST:
        yield Guess("status", 0.8, "content")
    if fields & {"title", "text"} and seen.numbers > _SURE and seen.distinct > _SURE:
        yield Guess("id", 0.8, "content")


def _likelihood(kind: Kind, region: Region, columns: Iterable[RecognisedColumn], lookup: Lookup) -> float:
    """What speaks for a kind beside the fields: tell-tale headings, the name of the tab, the title above."""
    columns = list(columns)
    used = any(column.seen.filled for column in columns)
    # a heading over an empty column says nothing where others have values
    headings = [c.label.text for c in columns if c.label.text and (c.seen.filled or not used)]
    signs = sum(1 for text in headings if kind in lookup.signs(text) and not lookup.counts_a_variance(text))
    title = next((column for column in columns if column.field == title_of(kind)), None)
    rated = {column.field for column in columns} >= _RATED - {"score"} if kind == "risks" else False
    named = _named(kind, region.above, lookup)
    filed = not named and _named(kind, (lookup.file,), lookup)
    told = _SIGN * min(signs, 2) + _NAME * named + _FILE * filed + (1.0 if rated else 0.0)
    if title is None:
        return told - _NO_TITLE
    vague = kind != "activities" and not told and not _is_sure(title, kind, lookup)
    if kind == "decisions" and not told and not {column.field for column in columns} & _DECIDED:
        vague = True  # «Topic | Done | Date»: nothing says that anything was decided
    return told - (_VAGUE if vague else 0)


def _is_sure(column: RecognisedColumn, kind: Kind, lookup: Lookup) -> bool:
    guesses = lookup.guesses(column.label.text, kind)
    return any(guess.field == column.field and guess.worth > _CLEAR for guess in guesses)


def _named(kind: Kind, above: Sequence[str], lookup: Lookup) -> bool:
    """Whether the tab's name or the title right above says the kind: «Risikoregister – Oppstart»."""
    texts = [f" {fold(text)} " for text in (*above[:1], *above[-2:])]
    return any(named == kind and f" {name} " in text for name, named in lookup.words.names for text in texts)
