"""The kinds of benefits and the figures of their arithmetic: content, read when somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tpn.library import load
from tpn.model.choices import BenefitKind

Texts = Mapping[str, str]


class Counts(StrEnum):
    """What of a kind may enter the municipal sum: its NOK, the realisable share of its hours, or nothing."""

    BUDGET = "budget"
    TIME = "time"
    NONE = "none"


class KindFacts(NamedTuple):
    """One kind: its place in three Norwegian methods, a usual indicator, and which way the indicator should move."""

    kind: BenefitKind
    name: Texts
    counts: Counts
    better: str
    indicator: Texts
    unit: Texts
    method: Texts
    kommit: Texts
    shades: tuple[Texts, ...]


class DefaultFigure(NamedTuple):
    """A number that is used where the project says none. ``example``: it must be shown as an example."""

    id: str
    value: float
    source: str
    example: bool


@dataclass(frozen=True)
class Taxonomy:
    """The kinds and figures of a project's folder: its own, or tpn's."""

    folder: Path | None = None

    @cached_property
    def kinds(self) -> Mapping[BenefitKind, KindFacts]:
        """The kinds in the order of the taxonomy.

        Raises:
            Stop: a municipality's own catalogue cannot be read.
        """
        content = load("catalogue/benefits.yaml", self.folder)
        return {
            BenefitKind(name): _kind(BenefitKind(name), item, content)
            for name, item in content["benefits"].items()
        }

    @cached_property
    def figures(self) -> Mapping[str, DefaultFigure]:
        """The figures by name, those that count when nothing else is said.

        Raises:
            Stop: a municipality's own facts cannot be read.
        """
        content = load("facts/benefits.yaml", self.folder)
        return {
            item["id"]: DefaultFigure(item["id"], item["value"], item["source"], bool(item["example"]))
            for item in content["figures"]
            if item["default"]
        }


def _kind(kind: BenefitKind, item: Mapping[str, Any], content: Mapping[str, Any]) -> KindFacts:
    return KindFacts(
        kind, item["name"], Counts(item["counts"]), item["better"], item["indicator"], item["unit"], item["method"],
        content["types"]["kommit"][item["kommit"]], tuple(content["shades"][shade] for shade in item["shades"]),
    )  # fmt: skip
