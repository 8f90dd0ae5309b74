"""What ``tpn init`` asks when nothing was said: municipality, services, start; seen and corrected before it counts."""

import re
from dataclasses import replace
from datetime import date
from functools import cached_property

from rich.prompt import InvalidResponse

from tpn.actions.new_project import NewProject
from tpn.cli.keyboard import Dialog
from tpn.cli.run import Run
from tpn.library import load, pieces
from tpn.model.similar import closest, fold
from tpn.model.wording import whole_number
from tpn.reports.blocks import listed

_AND = re.compile(r"\s+(?:og|and|&|\+)\s+", re.IGNORECASE)
_LEAST = 3
"""Letters of a name that are taken for it."""
# «1 og 11», «1 11», «1; 11»: between numbers anything but a number parts them
_NUMBERS = re.compile(r"(?:\d|[\s,;.+&]|og|and)+", re.IGNORECASE)


def ask_new_project(run: Run) -> NewProject:
    """The answers to all questions, once the person is content with them.

    Raises:
        LeftKeyboard: the person has left; nothing is made then.
    """
    run.converse()
    return _NewProjectDialog(run).all()


class _NewProjectDialog:
    def __init__(self, run: Run) -> None:
        self.run = run
        self.words = run.words
        self.dialog = Dialog(run)
        self.catalogue = {
            name: str(load(f"catalogue/services/{name}.yaml")["name"][run.language])
            for name in sorted(piece.name.rpartition("/")[2] for piece in pieces("catalogue/services"))
        }

    def all(self) -> NewProject:
        """Each question once; then what was answered, to be corrected by its number."""
        said = self.start(self.services(self.municipality(NewProject())))
        steps = (self.municipality, self.services, self.start)
        while number := self._content(said):
            said = steps[number - 1](said)
        return said

    def municipality(self, said: NewProject) -> NewProject:
        """Which municipality; it may be left open."""
        return replace(
            said, municipality=self.dialog.text(self.words("init.ask.municipality"), before=said.municipality)
        )

    def services(self, said: NewProject) -> NewProject:
        """Which services: by number, id or name; what is not in the catalogue is asked about, one by one."""
        self.run.say(self.words("init.catalogue"))
        self.run.show(
            [listed((f"{number:>2}", title) for number, title in enumerate(self.catalogue.values(), 1))]
        )
        before = ", ".join(self.catalogue.get(one, one) for one in said.services)
        while True:
            typed = self.dialog.text(self.words("init.ask.services"), before=before)
            # what was agreed to before is not asked about again
            meant = (one if one in said.services else self._service(one) for one in self._each(typed))
            chosen = [one for one in meant if one]
            if chosen or not typed:  # where all of it was a slip, it is asked again
                return replace(said, services=tuple(dict.fromkeys(chosen)))

    def _each(self, typed: str) -> list[str]:
        """The services of a line, also with «og» between them where each side of it is like one of the catalogue."""
        found: list[str] = []
        for part in _parts(typed):
            sides = [side for side in _AND.split(part) if side]
            several = fold(part) not in self._known and all(
                side.isdecimal() or self._meant(side) for side in sides
            )
            found += sides if several else [part]
        return found

    @cached_property
    def _known(self) -> dict[str, str]:
        return {fold(word): name for name, title in self.catalogue.items() for word in (name, title)}

    def _meant(self, typed: str) -> str | None:
        """The name or the title of the catalogue that begins with what was typed, or is like it."""
        begun = {name for word, name in self._known.items() if word.startswith(fold(typed))}
        if len(begun) == 1 and len(typed) >= _LEAST:
            return begun.pop()
        return closest(typed, [*self.catalogue, *self.catalogue.values()])

    def _service(self, typed: str) -> str | None:
        """One service that was typed; None where it was a slip that nothing was meant by."""
        names = list(self.catalogue)
        if 1 <= (number := whole_number(typed) or 0) <= len(names):
            return names[number - 1]
        if fold(typed) in self._known:
            return self._known[fold(typed)]
        meant = self._meant(typed)
        if meant and self.dialog.agreed(
            self.words("init.ask.meant", typed=typed, meant=self.catalogue.get(meant, meant)), otherwise=True
        ):
            return self._known[fold(meant)]
        return typed if self.dialog.agreed(self.words("init.ask.own", typed=typed), otherwise=True) else None

    def start(self, said: NewProject) -> NewProject:
        """The first day; today unless another is said."""
        before = f"{said.start or self.run.today:%d.%m.%Y}"
        return replace(said, start=self.dialog.ask(self.words("init.ask.start"), self._day, before=before))

    def _day(self, typed: str) -> date:
        return self.run.date(typed, self.words("init.start"))

    def _content(self, said: NewProject) -> int:
        """0 where what was answered is right, else the number of what is to be answered anew."""
        titles = tuple(self.catalogue.get(one, one) for one in said.services)
        told = (("municipality", said.municipality), ("services", titles), ("start", said.start))
        none = self.words("init.told.none")
        self.run.show(
            [
                listed(
                    (str(number), self.words(f"init.told.{key}", value=value or none))
                    for number, (key, value) in enumerate(told, 1)
                )
            ]
        )

        def understood(typed: str) -> int:
            if typed not in {"", "1", "2", "3"}:
                raise InvalidResponse(self.words("init.needs_number"))
            return int(typed or 0)

        return self.dialog.ask(self.words("init.ask.right"), understood)


def _parts(typed: str) -> list[str]:
    """The services of a line: with commas between, and numbers with anything between."""
    found = re.findall(r"\d+", typed) if _NUMBERS.fullmatch(typed) else typed.split(",")
    return [part.strip() for part in found if part.strip()]
