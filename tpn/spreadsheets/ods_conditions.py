"""Conditional rules in OpenDocument, as LibreOffice writes them."""

import re
from xml.sax.saxutils import quoteattr

from tpn.spreadsheets.book import BarRule, Rule, Tab, WordRule
from tpn.spreadsheets.cell_style import bar_formula, word_formula
from tpn.spreadsheets.found_book import CellRange, cell_name


def conditional_formats(tab: Tab, name: str) -> str:
    """The rules of a tab; rules over the same cells stand together, the first that holds wins."""
    by_place: dict[CellRange, list[str]] = {}
    for rule in tab.rules:
        first, last = (isinstance(rule, WordRule) and rule.rows) or tab.body
        if last < first or (tab.header is None and isinstance(rule, BarRule)):
            continue
        place = CellRange(first, rule.columns[0], last, rule.columns[1])
        by_place.setdefault(place, []).append(_condition(rule, tab, place, name))
    formats = "".join(
        f"<calcext:conditional-format calcext:target-range-address={quoteattr(_range(place, name))}>"
        f"{''.join(conditions)}</calcext:conditional-format>"
        for place, conditions in by_place.items()
    )
    return f"<calcext:conditional-formats>{formats}</calcext:conditional-formats>" if formats else ""


def _condition(rule: Rule, tab: Tab, place: CellRange, name: str) -> str:
    if isinstance(rule, BarRule):
        formula = bar_formula(rule, tab.header or 0, place.top)
    else:
        formula = word_formula(rule, place.top)
    return (
        f"<calcext:condition calcext:apply-style-name={quoteattr(rule_style(rule.look))}"
        f" calcext:value={quoteattr(f'formula-is({open_formula(formula)})')}"
        f" calcext:base-cell-address={quoteattr(f'{name}.{cell_name(place.top, place.left)}')}/>"
    )


def rule_style(look: str) -> str:
    """The name of the style that a rule lays over a cell."""
    return f"tpn_{look}"


def _range(place: CellRange, name: str) -> str:
    return f"{name}.{cell_name(place.top, place.left)}:{name}.{cell_name(place.bottom, place.right)}"


_PARTS = re.compile(r'"(?:[^"]|"")*"|\$?[A-Z]{1,3}\$?[0-9]+|,')


def open_formula(formula: str) -> str:
    """A formula of Excel's spelling in OpenFormula's: references in brackets, semicolons between arguments."""
    return _PARTS.sub(
        lambda part: part[0] if part[0][0] == '"' else ";" if part[0] == "," else f"[.{part[0]}]", formula
    )
