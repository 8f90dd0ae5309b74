"""Facts with a date: what holds on a day, how well it is known, and whether it must be looked up again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tpn.library.pieces import chain, load

STALE_AFTER_MONTHS = 24
# read at the source, or our own proposal; all else is to be checked before it is relied on
SECOND_HAND = frozenset({"K", "V2"})
"""Known from others than the source, or not looked up at all."""


@dataclass(frozen=True)
class DatedFact:
    """One fact of ``templates/facts``: it holds from ``valid_from`` to ``valid_to``, both included.

    ``evidence``: V read at the source, V2 second-hand, K not looked up, O our own proposal. ``values`` are the
    fact's own fields, such as ``amount`` (NOK excl. VAT) or ``days``; ``title`` and ``note`` are by language.
    """

    id: str
    name: str
    valid_from: date | None
    valid_to: date | None
    source: str
    checked: date | None
    evidence: str
    title: Mapping[str, str] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    @property
    def next_change(self) -> date | None:
        """The first day on which a new value is due, where that is known."""
        return _day(self.values.get("next_change"))

    def due(self, day: date) -> bool:
        """Whether its next value should have come by a day: whether this one still holds is not known then."""
        return self.valid_to is None and self.next_change is not None and day >= self.next_change

    def second_hand(self) -> bool:
        """Whether it is known from others than the source, or not looked up at all."""
        return self.evidence in SECOND_HAND

    def unsure_since(self) -> bool:
        """Whether the fact is better known than the day from which it holds."""
        return not self.second_hand() and self.values.get("valid_from_evidence", "V") in SECOND_HAND

    def old(self, today: date, months: int = STALE_AFTER_MONTHS) -> bool:
        """Whether it was looked up more than so many months ago."""
        if self.checked is None:
            return True
        passed = (today.year - self.checked.year) * 12 + today.month - self.checked.month
        return passed > months or (passed == months and today.day > self.checked.day)


def dated_facts(piece: str, group: str, folder: Path | None = None) -> tuple[DatedFact, ...]:
    """The facts of one group of ``facts/<piece>.yaml``.

    A municipality's own file that ``extends`` ours adds to our facts, and replaces those whose id it uses; of several
    that hold on a day its own stand last.

    Raises:
        Stop: the municipality's own file cannot be read.
    """
    content = load(f"facts/{piece}.yaml", folder)
    titles = content.get("titles", {})
    return tuple(
        _fact({"title": titles.get(row["name"]) if isinstance(row["name"], str) else None, **row})
        for row in _rows(f"facts/{piece}.yaml", group, folder, content[group])
    )


def _rows(relative: str, group: str, folder: Path | None, own: Any) -> list[Mapping[str, Any]]:
    """The rows of a group in all the files that extend one another, those of the last word last."""
    found: dict[str, Mapping[str, Any]] = {}
    documents = chain(relative, folder)
    if len(documents) == 1:
        return list(own)
    for document in reversed(documents):
        for row in document.value.get(group) or ():
            found.pop(str(row["id"]), None)
            found[str(row["id"])] = row
    return list(found.values())


_OWN = ("id", "name", "valid_from", "valid_to", "source", "checked", "evidence", "title", "note")


def _fact(row: Mapping[str, Any]) -> DatedFact:
    name = row["name"]
    spoken = name if isinstance(name, Mapping) else row.get("title") or {}
    return DatedFact(
        id=str(row["id"]), name=str(row["id"] if spoken is name else name),
        valid_from=_day(row.get("valid_from")), valid_to=_day(row.get("valid_to")),
        source=str(row["source"]), checked=_day(row.get("checked")), evidence=str(row["evidence"]),
        title=spoken, note=row.get("note") or {},
        values={key: value for key, value in row.items() if key not in _OWN},
    )  # fmt: skip


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) else None


def holding(facts: Iterable[DatedFact], day: date) -> tuple[DatedFact, ...]:
    """Those that hold on a day."""
    return tuple(fact for fact in facts if fact.holds(day))
