"""The requirement workbook: out to bidders with locked requirements and open answers, and their answers read back.

It carries nothing but what a bidder may see: no points, no other bids, no base of the project.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tpn.model.amounts import NotANumber, read_number
from tpn.model.choices import RequirementAnswer, RequirementGroup
from tpn.model.procurement import Procurement, Requirement
from tpn.model.similar import fold
from tpn.problems import CellPlace, Problem
from tpn.spreadsheets.book import (
    EMPTY,
    Book,
    Cell,
    CellChoices,
    ColumnFormat,
    Print,
    Properties,
    Row,
    Tab,
    WordRule,
)
from tpn.spreadsheets.found_book import FoundBook, FoundTab, Value, cell_name
from tpn.texts import LANGUAGES, Words
from tpn.texts.parse_words import choice_value

# columns of the requirements tab; the answers stand in the last two
_COLUMNS = ("id", "level", "text", "criterion", "verify", "answer", "comment")
_WIDTHS = (9.0, 7.0, 58.0, 18.0, 26.0, 10.0, 50.0)
_ANSWERS = ("answer", "comment")
_FORM = ("supplier", "contact", "price")


# ---------------------------------------------------------------- out


def tender_book(
    procurement: Procurement,
    requirements: Sequence[Requirement],
    words: Words,
    *,
    buyer: str,
    made: datetime,
) -> Book:
    """The workbook that bidders fill in: a cover with their name and price, and a tab with the requirements."""
    title = words("tender_sheet.title", title=procurement.title)
    answers = tuple(words.choice(answer) for answer in RequirementAnswer)
    foot = Print(footer_left=title, footer_centre=buyer)
    return Book(
        tabs=(
            _cover(procurement, words, buyer, title, foot),
            _requirements(procurement, requirements, words, answers, foot),
        ),
        choices={
            "answers": CellChoices(
                answers, words("tender_sheet.answer"), words("tender_sheet.choose"), strict=True
            )
        },
        properties=Properties(
            title=title, company=buyer, created=made, language=words.language,
            custom=(("tpn procurement", procurement.id),),
        ),
    )  # fmt: skip


def _cover(procurement: Procurement, words: Words, buyer: str, title: str, foot: Print) -> Tab:
    deadline = (
        (words("tender_sheet.deadline", date=procurement.deadline),)
        if procurement.deadline is not None
        else ()
    )
    helps = [words(f"tender_sheet.help.{number}") for number in ("one", "two", "three", "levels")]
    rows: list[Row] = [
        (Cell(title, look="title"),),
        (Cell(buyer, look="subtitle"),),
        *((Cell(text, look="subtitle"),) for text in deadline),
        (EMPTY,),
        *((Cell(text, look="plain", span=(1, 2)), EMPTY) for text in helps),
        (EMPTY,),
        *((Cell(words(f"tender_sheet.{name}"), look="strong"), _answer(name)) for name in _FORM),
    ]
    return Tab(
        words("tender_sheet.cover"), tuple(rows), (ColumnFormat(34, look="plain"), ColumnFormat(60, look="plain")),
        protect=True, colour="1F4E78", print=foot,
    )  # fmt: skip


def _answer(name: str) -> Cell:
    return Cell(None, kind="money" if name == "price" else "text", look="answer", editable=True)


def _requirements(
    procurement: Procurement,
    requirements: Sequence[Requirement],
    words: Words,
    answers: tuple[str, ...],
    foot: Print,
) -> Tab:
    header = tuple(Cell(words(f"tender_sheet.{name}"), look="header") for name in _COLUMNS)
    criteria = {c.id: c.name or c.id for c in procurement.criteria}
    rows = [header]
    for group, some in _grouped(requirements):
        said = words.choice(group) if group else words("tender_sheet.no_group")
        rows.append((Cell(said, look="section", span=(1, len(_COLUMNS))), *(EMPTY,) * (len(_COLUMNS) - 1)))
        rows += [_row(one, criteria, words) for one in some]
    columns = tuple(
        ColumnFormat(
            width, look="answer" if name in _ANSWERS else "", editable=name in _ANSWERS,
            choices="answers" if name == "answer" else "",
        )
        for name, width in zip(_COLUMNS, _WIDTHS, strict=True)
    )  # fmt: skip
    at = _COLUMNS.index("answer")
    looks = ("good", "watch", "bad")
    rules = tuple(WordRule(at, (word,), look, (at, at)) for word, look in zip(answers, looks, strict=True))
    return Tab(
        words("tender_sheet.requirements"), tuple(rows), columns, header=0, freeze=(1, 1), protect=True,
        rules=rules, print=foot,
    )  # fmt: skip


def _row(one: Requirement, criteria: Mapping[str, str], words: Words) -> Row:
    return (
        Cell(one.id, look="quiet"),
        Cell(words.choice(one.level), look="centre"),
        Cell(one.text),
        Cell(criteria.get(one.criterion or "", "")),
        Cell(one.verify),
        EMPTY,
        EMPTY,
    )


def _grouped(
    requirements: Sequence[Requirement],
) -> Iterator[tuple[RequirementGroup | None, list[Requirement]]]:
    for group in (*RequirementGroup, None):
        some = [one for one in requirements if one.group is group]
        if some:
            yield group, some


# ---------------------------------------------------------------- back


@dataclass(frozen=True)
class Answered:
    """What a bidder filled in: by requirement the answer and the text, and where each answer stands.

    ``procurement``: the id that the workbook was made for, None where the file no longer says.
    """

    procurement: str | None
    supplier: str | None
    price: float | None
    answers: Mapping[str, tuple[RequirementAnswer | None, str | None]]
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    told: tuple[Problem, ...] = field(default_factory=tuple)
    """What the lead must know, and that hinders no answer: requirements in other words, whom to contact."""


def answers_in(book: FoundBook, known: Mapping[str, str]) -> Answered:
    """What stands in a returned workbook. Rows may be sorted, columns moved; requirements are known by their id.

    ``known`` gives the text of each requirement by its id. An answer that is none of the words is a problem with its
    cell; an unknown requirement likewise. A requirement that says something else than it did is told: a bidder who
    rewrites it has answered another one.
    """
    answers: dict[str, tuple[RequirementAnswer | None, str | None]] = {}
    problems: list[Problem] = []
    told: list[Problem] = []
    supplier: Value = None
    price: Value = None
    for tab in book.tabs:
        supplier = supplier or _beside(tab, "supplier")
        price = price if price is not None else _beside(tab, "price")
        if (contact := _beside(tab, "contact")) is not None:
            told.append(Problem("tender-contact", None, {"value": str(contact).strip(), "file": book.file}))
        header = _header(tab)
        if header is not None:
            _read_rows(book.file, tab, header, known, answers, problems)
            told += _rewritten(book.file, tab, header, known)
    amount = _amount(price)
    if price is not None and amount is None:
        problems.append(Problem("tender-price-unreadable", None, {"value": str(price), "file": book.file}))
    said = str(supplier).strip() if supplier is not None else None
    return Answered(
        book.properties.get("tpn procurement"), said, amount, answers, tuple(problems), tuple(told)
    )


def _names(key: str) -> set[str]:
    return {fold(Words(language)(f"tender_sheet.{key}")) for language in LANGUAGES}


def _beside(tab: FoundTab, key: str) -> Value:
    """What stands to the right of a label of the form."""
    names = _names(key)
    for row in tab.rows:
        for column, value in enumerate(row):
            if isinstance(value, str) and fold(value) in names:
                return next((cell for cell in row[column + 1 :] if cell is not None), None)
    return None


def _header(tab: FoundTab) -> tuple[int, dict[str, int]] | None:
    """The row that names the columns of ids and answers, and where each column stands."""
    names = {key: _names(key) for key in ("id", "text", *_ANSWERS)}
    for number, row in enumerate(tab.rows):
        found = {
            key: column
            for column, value in enumerate(row)
            for key, known in names.items()
            if isinstance(value, str) and fold(value) in known
        }
        if {"id", "answer"} <= set(found):
            return number, found
    return None


def _read_rows(
    file: str,
    tab: FoundTab,
    header: tuple[int, dict[str, int]],
    known: Mapping[str, str],
    answers: dict[str, tuple[RequirementAnswer | None, str | None]],
    problems: list[Problem],
) -> None:
    first, columns = header
    for number in range(first + 1, len(tab.rows)):
        name = tab.value(number, columns["id"])
        typed, text = (tab.value(number, columns[key]) if key in columns else None for key in _ANSWERS)
        if typed is None and text is None:
            continue
        if name not in known:
            if name is not None or typed is not None:
                place = CellPlace(file, tab.name, cell_name(number, columns["id"]))
                problems.append(Problem("tender-requirement-unknown", place, {"value": str(name or "")}))
            continue
        answer = _meant(typed)
        if typed is not None and answer is None:
            place = CellPlace(file, tab.name, cell_name(number, columns["answer"]))
            problems.append(
                Problem("tender-answer-unreadable", place, {"value": str(typed), "id": str(name)})
            )
        answers[str(name)] = (answer, str(text).strip() if text is not None else None)


def _rewritten(
    file: str, tab: FoundTab, header: tuple[int, dict[str, int]], known: Mapping[str, str]
) -> Iterator[Problem]:
    """The requirements whose text is not the one that was sent."""
    first, columns = header
    for number in range(first + 1, len(tab.rows)) if "text" in columns else ():
        name, said = (tab.value(number, columns[key]) for key in ("id", "text"))
        if isinstance(name, str) and name in known and fold(str(said or "")) != fold(known[name]):
            place = CellPlace(file, tab.name, cell_name(number, columns["text"]))
            yield Problem("tender-requirement-changed", place, {"id": name, "value": str(said or "")})


def _meant(typed: Value) -> RequirementAnswer | None:

    if typed is None:
        return None
    if isinstance(typed, bool):
        return RequirementAnswer.YES if typed else RequirementAnswer.NO
    return choice_value(RequirementAnswer, str(typed))


def _amount(value: Value) -> float | None:
    """A price as a number cell, or typed as people do: «kr 780 000,-»."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(read_number(str(value)).number)
    except NotANumber:
        return None
