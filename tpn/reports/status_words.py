"""The status in words: what the screen and the document both say of it."""

from collections.abc import Mapping, Sequence

from tpn.model.choices import Light
from tpn.plan.rounding import whole_percent
from tpn.reports.signs import SYMBOLS, cut
from tpn.texts import Words, short_day
from tpn.texts.distance import apart
from tpn.texts.formats import NBSP, day_pair
from tpn.texts.gone import gone
from tpn.texts.light_reasons import shown_reason
from tpn.views.changes import Changes
from tpn.views.status import Deadline, LightLine, StatusView

_TITLE = 12


class StatusWords:
    """The words of one status, in one language."""

    def __init__(self, view: StatusView, words: Words, changes: Changes | None = None) -> None:
        self.view = view
        self.words = words
        self.changes = changes

    def people(self, room: int | None = None) -> str:
        """Who leads it and who owns it; the owner in fewer letters where there is no room for all."""
        text = self._people("owner")
        return text if room is None or len(text) <= room else self._people("owner_short")

    def _people(self, owner: str) -> str:
        said = (("lead", "lead", self.view.lead), ("owner", owner, self.view.owner))
        text = " · ".join(self._person(role, key, name) for role, key, name in said if name)
        return text[:1].upper() + text[1:]

    def _person(self, role: str, key: str, name: str) -> str:
        """Somebody in a role; a role that waits for a name is called by itself in a new project."""
        called = self.words(f"status.{role}", name="").strip()
        if name.casefold() == called.casefold():
            return self.words("status.not_named", role=called)
        return self.words(f"status.{key}", name=name)

    def about(self) -> str:
        """What it is the status of: the project, or one service of it."""
        return f"{self.view.of_service} · {self.view.name}" if self.view.of_service else self.view.name

    def count(self) -> str:
        """How many are done, of how many, and how many should be; and whether a light was overruled."""
        view, words = self.view, self.words
        done, total, planned = view.progress.done, view.progress.total, view.planned
        said = {
            "percent": whole_percent(done, total),
            "planned": planned,
            "planned_percent": whole_percent(planned, total),
        }
        first = words("status.count" if total else "status.nothing_to_count", done=done, total=total, **said)
        overruled = sum(line.shown.overruled for line in view.lights)
        return first + (f" · {words.count('status.some_overruled', overruled)}" if overruled else "")

    def forecast(self, *, printed: bool = False) -> str:
        """When the project will be finished – a service launched – beside what was agreed, wished or planned.

        On the screen with what it hangs on, by its id; ``printed``: for those who know no ids.
        """
        view, words, ends = self.view, self.words, self.view.ends
        of_service = view.asked.startswith(" --service")
        finish = ends.forecast if ends and of_service else view.finish
        if finish is None:
            return words("status.no_forecast")
        text = words("status.launch_forecast" if of_service else "status.forecast", finish=finish)
        if ends and ends.binding and view.finish_late is not None:
            late = apart(view.finish_late, words, (ends.binding, finish))
            key = "agreed_finish" if ends.agreed else "wished_finish" if view.wished else "planned_finish"
            text += words(f"status.{key}", binding=ends.binding, late=late)
            if ends.original and ends.original != ends.binding:
                text += words("status.original_finish", original=ends.original)
        if view.hanging and not printed:
            more = words("status.more", n=len(view.hanging) - 1) if len(view.hanging) > 1 else ""
            text += words("status.hanging", what=view.hanging[0] + more)
        return text

    def reason(self, line: LightLine, *, most: int = 0, limits: bool = True, printed: bool = False) -> str:
        """Why a light has its colour, in one line; its title ``most`` characters shorter.

        ``limits``: with the limits of its colours, which ``tpn explain`` tells too.
        ``printed``: in a paper, where there is room for the word of a light and nobody explains its sign.
        """
        shown = line.shown
        titles = self._shortened(str(shown.because[0].facts.get("id", "")), most)
        computed = None if printed else SYMBOLS[shown.computed]
        why = shown_reason(shown, self.words, titles, computed, limits=limits)
        unknown = shown.light is Light.GREY and not (shown.overruled or printed)
        return self.words("status.unknown", why=why) if unknown else why

    def _shortened(self, name: str, most: int) -> Mapping[str, str]:
        """The titles, one of them so many characters shorter, but not below a few words."""
        titles = self.view.titles
        if not most or name not in titles:
            return titles
        return {**titles, name: cut(titles[name], max(_TITLE, len(titles[name]) - most))}

    def when(self, one: Deadline) -> str:
        """The day of a milestone: agreed, else planned, and the forecast where it is another."""
        timing = one.timing
        binding = (timing.binding if timing else None) or one.due
        return day_pair(binding, (timing.forecast if timing else None) or binding, self.view.as_of)

    def gone(self) -> str:
        """The services that are on hold or have left the plan; empty where all of them are in it."""
        return gone(self.view.gone, self.words)

    def refused(self) -> str:
        """The gates that were put off or stopped, each with its decision and day."""
        said = (
            self.words(
                "status.refused",
                id=one.id,
                title=one.title,
                outcome=self.words.choice(one.outcome).lower(),
                day=one.day,
                decision=one.decision,
            )
            for one in self.view.refused
        )
        return " ".join(said)

    def since(self, room: int | None = None) -> str:
        """What has changed since the last snapshot, as much of it as there is room for; empty without one."""
        changes = self.changes
        if changes is None:
            return ""
        parts = [
            self.words.count(f"status.since.{name}", number) for name, number in changes.counts if number
        ]
        parts += [
            f"{self.words(f'status.dimensions.{turn.dimension}')}{NBSP}"
            f"{SYMBOLS[turn.before]}{NBSP}→{NBSP}{SYMBOLS[turn.now]}"
            for turn in changes.lights
        ]
        date = short_day(changes.since, self.view.as_of)
        taken = len(self.words("status.since.title", date=date, what=""))
        what = fitting(parts, ", ", self.words, None if room is None else room - taken)
        return self.words("status.since.title", date=date, what=what or self.words("status.since.nothing"))


def fitting(parts: Sequence[str], between: str, words: Words, room: int | None) -> str:
    """The first of some parts that fit on a line, and how many more there are; at least one."""
    for number in range(len(parts), 0, -1):
        left = len(parts) - number
        text = between.join(parts[:number]) + (words("status.more", n=left) if left else "")
        if room is None or len(text) <= room or number == 1:
            return text
    return ""
