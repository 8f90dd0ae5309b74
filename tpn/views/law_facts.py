"""The laws that a service of the catalogue rests on, each as a dated fact: source, when checked, how well known."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tpn.library import find, load
from tpn.library.dated import DatedFact
from tpn.model.about import Service
from tpn.views.fact_lines import FactLine, fact_line


@dataclass(frozen=True)
class LawLine:
    """A law with the paragraphs that concern the service and what they say."""

    line: FactLine
    section: str
    text: str


def laws_of(service: Service, folder: Path | None, language: str, today: date) -> tuple[LawLine, ...]:
    """The laws of the catalogue's service that this one came from; none where it came from nowhere.

    Raises:
        Stop: the municipality's own file cannot be read.
    """
    piece = f"catalogue/services/{service.catalogue}.yaml"
    if not service.catalogue or find(piece, folder) is None:
        return ()
    names = {row["id"]: row["name"] for row in load("facts/laws.yaml", folder)["laws"]}
    return tuple(_law(row, names, language, today) for row in load(piece, folder).get("laws", ()))


def _law(row: dict[str, Any], names: dict[str, dict[str, str]], language: str, today: date) -> LawLine:
    fact = DatedFact(
        id=row["law"], name=row["law"], valid_from=None, valid_to=None, source=str(row["source"]),
        checked=_day(row.get("checked")), evidence=str(row["evidence"]), title=names.get(row["law"], {}),
        values={"section": row.get("section", "")},
    )  # fmt: skip
    return LawLine(
        fact_line(fact, language, today), row.get("section", ""), row.get("text", {}).get(language, "")
    )


def _day(said: object) -> date | None:
    return said if isinstance(said, date) else None
