"""What carries a system that a step names: the systems of the step library, and the kinds of component behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tpn.library import load
from tpn.model.choices import ComponentKind
from tpn.model.wording import words_of as fold


class System(NamedTuple):
    """A system of the library: its key there, and the kind of component that carries it, if one does."""

    key: str
    kind: ComponentKind | None


@dataclass(frozen=True)
class Systems:
    """The systems that a project's folder knows: its own content, or tpn's."""

    folder: Path | None = None

    @cached_property
    def _known(self) -> Mapping[str, System]:
        found: dict[str, System] = {}
        for key, said in load("catalogue/steps.yaml", self.folder)["systems"].items():
            kind = ComponentKind(said["component"]) if said.get("component") else None
            found |= {fold(name): System(key, kind) for name in said["name"].values()}
        return found

    def of(self, said: str | None) -> System | None:
        """The system that a text means: by its name, or where the text holds one («Fagsystem oppvekst»)."""
        if not said:
            return None
        words = fold(said)
        if words in self._known:
            return self._known[words]
        held = [name for name in self._known if name in words]
        return self._known[max(held, key=len)] if held else None
