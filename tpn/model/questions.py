"""The questions of the checklists: content, read once per phase when somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tpn.library import load
from tpn.model.choices import Answer, Phase, RequirementLevel
from tpn.model.shapes import CheckAnswer

# The light «privacy» looks at these.
PRIVACY_THEMES = frozenset({"privacy", "security", "records"})


class Question(NamedTuple):
    """One point of a checklist. ``key`` is the name by which rules ask for it; ``track`` only for services."""

    id: str
    text: Mapping[str, str]
    must: bool
    track: str | None = None
    theme: str | None = None
    key: str | None = None
    evidence: Mapping[str, str] = {}
    role: str | None = None
    advice: tuple[str, ...] = ()
    """The codes of the method that say the same is lacking."""


@dataclass(frozen=True, eq=False, repr=False)
class Questions:
    """The checklists of a project's folder: its own, or tpn's."""

    folder: Path | None = None

    @cached_property
    def _read(self) -> dict[Phase, tuple[Question, ...]]:
        return {}

    def of(self, phase: Phase) -> tuple[Question, ...]:
        """The questions of a phase; those of ``launch`` are asked for each service.

        Raises:
            Stop: a municipality's own checklist cannot be read.
        """
        if phase not in self._read:
            value = load(f"checklists/{phase}.yaml", self.folder)
            self._read[phase] = tuple(_question(item) for item in value["items"])
        return self._read[phase]

    @cached_property
    def go_live(self) -> str | None:
        """The id of the point that says the service is switched on."""
        return next((question.id for question in self.of(Phase.LAUNCH) if question.key == "go_live"), None)


def _question(item: Mapping[str, Any]) -> Question:
    return Question(
        item["id"], item["text"], item.get("level") == RequirementLevel.MUST, item.get("track"), item.get("theme"),
        item.get("key"), item.get("evidence") or {}, item.get("role"),
        tuple(item.get("advice") or ()),
    )  # fmt: skip


def settled(answer: CheckAnswer | None) -> bool:
    """Whether a point is done with: done, not relevant with its reason, or waived in writing."""
    if answer is None:
        return False
    if answer.waiver is not None or answer.answer is Answer.DONE:
        return True
    return answer.answer is Answer.NOT_RELEVANT and bool(answer.note)
