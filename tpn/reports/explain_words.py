"""``tpn explain`` in words: one code in full, or all of them by what they concern."""

from collections.abc import Mapping, Sequence
from typing import Any

from tpn.model.about import About
from tpn.texts import Words
from tpn.texts.explained import PHASES, Explained
from tpn.texts.names import field_name
from tpn.texts.terms import all_terms

_MOST = 5


def one_code(one: Explained, words: Words, here: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """What it is, why the method or the program asks it, how it is put right, and where the project has it."""
    said = (("why", (one.why,)), ("remedy", one.hints))
    parts = [
        (words(f"explain.{title}"), [_sentence(text) for text in texts if text])
        for title, texts in said
        if any(texts)
    ]
    return {
        "one": one, "message": _sentence(one.message), "parts": parts, "here": list(here), "most": _MOST,
        "silence": f'tpn set project {_silenced(words)}.{one.code}="…"',
    }  # fmt: skip


def _silenced(words: Words) -> str:
    """The field of the project where advice is laid aside, as it is typed."""
    return field_name(About, "advice", words).lower().replace(" ", "-")


def all_codes(groups: Mapping[str, Sequence[Explained]], words: Words) -> dict[str, Any]:
    """What the words of the screens are, then every code with its title, advice first."""
    return {
        "terms": all_terms(words),
        "groups": [(_group(name, words), list(some)) for name, some in groups.items()],
    }


def _group(name: str, words: Words) -> str:
    phase = words(f"choices.phase.{name}") if name in PHASES.values() else ""
    return words("explain.advice", phase=phase) if phase else words(f"explain.groups.{name}")


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    first = text[0] if text.startswith("tpn ") else text[0].upper()  # a command is typed in small letters
    return first + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")
