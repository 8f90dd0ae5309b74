"""The Gantt chart in words: what it shows, and what its bars are called where there is no room to draw it."""

from tpn.texts import Words, day
from tpn.texts.distance import apart
from tpn.views.gantt_facts import GanttBar, GanttFacts


def told(view: GanttFacts, words: Words) -> str:
    """The chart in sentences: the finish, each service's launch, each phase, the critical line."""
    said = [words("gantt.seen", day=view.as_of), finish_said(view, words)]
    said += [f"{bar.name}: {launch_said(bar, words)}." for bar in view.services]
    said += [f"{phase_name(bar, words)}: {phase_label(bar, words)}." for bar in view.phases]
    if view.critical:
        said.append(words("gantt.critical", ids=" → ".join(view.critical)))
    return " ".join(one for one in said if one)


def finish_said(view: GanttFacts, words: Words) -> str:
    """The finish: agreed and foreseen, and how far apart."""
    if view.finish is None:
        return words("gantt.no_finish")
    if view.finish_agreed is None or view.late is None:
        return words("gantt.finish_open", day=view.finish)
    return words(
        "gantt.finish",
        day=view.finish,
        agreed=view.finish_agreed,
        apart=apart(view.late, words, (view.finish_agreed, view.finish)),
    )


def phase_name(bar: GanttBar, words: Words) -> str:
    """The name of a row."""
    return bar.name or (words(f"status.phases.{bar.phase}") if bar.phase else "")


def launch_said(bar: GanttBar, words: Words) -> str:
    """A launch: when it was, or when it is foreseen and what was agreed."""
    if bar.launch is None:
        return words("gantt.no_launch")
    if bar.launched:
        return words("gantt.launched", day=bar.launch)
    if bar.late and bar.launch_agreed:
        return words(
            "gantt.launch_moved",
            agreed=bar.launch_agreed,
            day=bar.launch,
            apart=apart(bar.late, words, (bar.launch_agreed, bar.launch)),
        )
    return words("gantt.launch", day=bar.launch)


def phase_label(bar: GanttBar, words: Words) -> str:
    """How far a phase has come, and until when it goes on."""
    if bar.end is None:
        return words("gantt.undated")
    if bar.total and bar.done == bar.total:
        return words("gantt.done", day=bar.end)
    said = words("gantt.count", done=bar.done, total=bar.total) if bar.done else ""
    if bar.late and bar.late > 0:
        said += (" · " if said else "") + words(
            "gantt.until", day=bar.end, apart=apart(bar.late, words, (bar.agreed_end, bar.end))
        )
    return said or words("gantt.to", day=bar.end)


def short_label(bar: GanttBar, words: Words) -> str:
    """For the narrow picture: the date, and the working days in brackets."""
    when = bar.launch or bar.end
    if when is None:
        return words("gantt.undated")
    return day(when) + (f" ({'+' if bar.late > 0 else '−'}{abs(bar.late)})" if bar.late else "")
