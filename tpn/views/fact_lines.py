"""A dated fact as it is shown wherever it is used: its source, when it was checked, how well it is known."""

from dataclasses import dataclass
from datetime import date

from tpn.library.dated import DatedFact


@dataclass(frozen=True)
class FactLine:
    """What is shown of a fact. ``second_hand``, ``unsure_since`` and ``old`` each ask for a warning."""

    fact: DatedFact
    title: str
    note: str
    second_hand: bool
    unsure_since: bool
    old: bool
    checked: date | None
    """When it was checked; None in a paper that is older than that."""

    @property
    def doubtful(self) -> bool:
        """Whether it must be checked before anybody relies on it."""
        return self.second_hand or self.unsure_since or self.old


def fact_line(fact: DatedFact, language: str, today: date) -> FactLine:
    """A fact in one language, seen from ``today``."""
    return FactLine(
        fact,
        fact.title.get(language, fact.name),
        fact.note.get(language, ""),
        fact.second_hand(),
        fact.unsure_since(),
        fact.old(today),
        fact.checked if fact.checked and fact.checked <= today else None,
    )


def fact_json(fact: DatedFact) -> dict[str, object]:
    """A fact as facts: dates ISO, amounts NOK excl. VAT, days calendar days."""
    own = {key: fact.values[key] for key in ("amount", "others", "days", "section") if key in fact.values}
    return {
        "id": fact.id, "name": fact.name, **own, "valid_from": fact.valid_from, "valid_to": fact.valid_to,
        "next_change": fact.next_change, "source": fact.source, "checked": fact.checked, "evidence": fact.evidence,
    }  # fmt: skip
