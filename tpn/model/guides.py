"""Guides for talks with stakeholders and for the workshop that makes the nyttekart: content, read when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tpn.library import load
from tpn.model.choices import StakeholderGroup

Texts = Mapping[str, str]
_LINES = 2


class GuideQuestion(NamedTuple):
    """A question, and how many lines a form leaves for the answer."""

    text: Texts
    lines: int


class Guide(NamedTuple):
    """What is asked of one group, and why."""

    group: StakeholderGroup
    aim: Texts
    questions: tuple[GuideQuestion, ...]


class WorkshopPart(NamedTuple):
    """A part of the workshop: what is done, and the table that is filled in by hand."""

    title: Texts
    minutes: int
    how: Texts
    columns: tuple[str, ...]
    rows: int
    begins_with: str | None


@dataclass(frozen=True)
class Guides:
    """The guides of a project's folder: its own, or tpn's."""

    folder: Path | None = None

    @cached_property
    def _content(self) -> Mapping[str, Any]:
        return load("catalogue/interviews.yaml", self.folder)  # type: ignore[no-any-return]

    @cached_property
    def advice(self) -> tuple[Texts, ...]:
        """How to hold a talk.

        Raises:
            Stop: a municipality's own guide cannot be read.
        """
        return tuple(self._content["advice"])

    def of(self, group: StakeholderGroup) -> Guide:
        """What is asked of a group: what everyone is asked first and last, its own between."""
        own, all_ = self._content["groups"][group.value], self._content["everyone"]
        questions = [*all_["before"], *own["questions"], *all_["after"]]
        return Guide(group, own["aim"], tuple(map(_asked, questions)))

    @cached_property
    def workshop(self) -> tuple[WorkshopPart, ...]:
        """The parts of the workshop, in order."""
        return tuple(
            WorkshopPart(
                one["title"],
                one["minutes"],
                one["how"],
                tuple(one["columns"]),
                one.get("rows", 0),
                one.get("from"),
            )
            for one in self._content["workshop"]
        )


def _asked(item: Mapping[str, Any]) -> GuideQuestion:
    return GuideQuestion(item["text"], item.get("lines", _LINES))
