"""``tpn explain`` on a terminal: one code in full, or all of them by what they concern."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from tpn.reports.ansi import Paint, clip
from tpn.texts import Words
from tpn.texts.explained import PHASES, Explained

WIDTH = 80
_MOST = 5
_STYLES = {"error": "red", "warning": "yellow", "advice": "accent"}


def one_code(one: Explained, words: Words, paint: Paint, here: Sequence[tuple[str, str]] = ()) -> str:
    """What it is, why the method or the program asks it, how it is put right, and where the project has it."""
    level = words(f"common.{one.level}")
    head = f"{one.code}  {one.title}"
    gap = " " * max(2, WIDTH - len(head) - len(level))
    lines = [paint(head, "bold") + gap + paint(level, _STYLES[one.level]), "", *_filled(one.message, "")]
    for title, texts in (("why", (one.why,)), ("remedy", one.hints)):
        said = [line for text in texts if text for line in _filled(text)]
        lines += ["", paint(words(f"explain.{title}"), "bold"), *said] if said else []
    if here:
        lines += ["", paint(words.count("explain.here", len(here)), "bold")]
        lines += [line for place, text in here[:_MOST] for line in _place(place, text)]
        lines += [f"  {words('explain.more', n=len(here) - _MOST)}"] if len(here) > _MOST else []
    if one.level == "advice":
        lines += ["", paint(words("explain.silence"), "quiet"), f'  tpn set project advice.{one.code}="…"']
    return "\n".join(lines)


def _place(place: str, text: str) -> list[str]:
    return textwrap.wrap(
        f"{place}  {text}", WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
    )


def _filled(text: str, indent: str = "  ") -> list[str]:
    text = " ".join(text.split())
    text = text if text.endswith((".", "?", "!", "…")) else f"{text}."
    return textwrap.wrap(
        text[0].upper() + text[1:],
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def all_codes(groups: Mapping[str, Sequence[Explained]], words: Words, paint: Paint) -> str:
    """Every code with its title, advice first."""
    lines = [words("explain.all"), ""]
    for group, some in groups.items():
        phase = words(f"choices.phase.{group}") if group in PHASES.values() else ""
        title = words("explain.advice", phase=phase) if phase else words(f"explain.groups.{group}")
        lines += [paint(title, "bold"), *_rows(some), ""]
    return "\n".join(lines).rstrip()


def _rows(some: Sequence[Explained]) -> Iterator[str]:
    wide = max(len(one.code) for one in some)
    for one in some:
        yield "  " + clip(f"{one.code:<{wide}}  {one.title}", WIDTH - 2)
