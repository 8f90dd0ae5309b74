"""The register of benefits as a plain table, for those who go on in a spreadsheet. NOK a year at full effect."""

from collections.abc import Sequence

from tpn.plan.rounding import shown
from tpn.spreadsheets.book import Book, Cell, Content, Tab
from tpn.texts import Words
from tpn.views.benefits import BenefitLine

_COLUMNS = (
    "id", "title", "kind", "for", "services", "owner", "indicator", "unit", "baseline", "target", "by", "date", "value",
    "attained", "municipal", "users", "hours", "fte", "not_budget",
)  # fmt: skip


def table(lines: Sequence[BenefitLine], words: Words) -> Book:
    """One row for each benefit, numbers as numbers; what is missing is empty, never zero."""
    head = tuple(Cell(words(f"benefits.table.{name}")) for name in _COLUMNS)
    rows = (head, *(tuple(Cell(value) for value in _row(line, words)) for line in lines))
    return Book((Tab(words("benefits.table.tab"), rows, header=0),))


def _row(line: BenefitLine, words: Words) -> tuple[Content, ...]:
    worth, one, last = line.worth, line.worth.benefit, line.attained.last
    said = one.indicator
    return (
        one.id, one.title, words.choice(one.kind) if one.kind else None,
        ", ".join(item.title for item in line.gains), ", ".join(item.title for item in line.services), line.owner,
        said.name if said else None, said.unit if said else None, said.baseline if said else None,
        said.target if said else None, said.by if said else None,
        last.date if last else None, last.value if last else None, line.attained.percent,
        shown(worth.municipal), shown(worth.users), shown(worth.hours), shown(line.fte), shown(worth.not_budget),
    )  # fmt: skip
