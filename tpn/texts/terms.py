"""The words and signs of the screens, explained: what a colour means and its limits in this project.

What each says is content (``texts/<language>/terms.yaml``); the rules are those of docs/rules.md, «Lights» and «Dates
and their words».
"""

from collections.abc import Mapping
from typing import NamedTuple

from tpn.model.about import Tolerances
from tpn.model.similar import fold
from tpn.plan.lights import Because, limits_of
from tpn.plan.service_steps import STEPS
from tpn.texts.formats import decimal
from tpn.texts.signs import SIGNS
from tpn.texts.words import Words


class Term(NamedTuple):
    """A word of the screens and what it means. ``key``: the same in every language."""

    key: str
    word: str
    text: str


def term(typed: str, words: Words, tolerances: Tolerances | None = None) -> Term | None:
    """The word or sign that was meant, with the limits of a project; without one, those of a new project."""
    names, bare = _names(words), typed.strip("«» ")
    key = names.get(fold(bare)) or names.get(bare)
    if key is None:
        return None
    facts = _limits(tolerances or Tolerances(), words)
    facts["steps"] = [words(f"status.steps.{step}") for step in STEPS]
    return Term(key, words(f"terms.{key}.word"), words(f"terms.{key}.text", **facts))


def all_terms(words: Words) -> list[str]:
    """What can be asked for, each as it is typed: without its sign."""
    return [_without_sign(words(f"terms.{key}.word")) for key in words.find("terms")]


def _names(words: Words) -> Mapping[str, str]:
    """Everything that a word may be called, and the signs themselves."""
    steps = (words(f"status.steps.{step}") for step in STEPS)
    found = {fold(step): "steps" for step in steps} | {sign: name for name, sign in SIGNS.items()}
    for key in words.find("terms"):
        names = (key, *words(f"terms.{key}.also").split(", "), _without_sign(words(f"terms.{key}.word")))
        found |= dict.fromkeys(map(fold, names), key) | {words(f"terms.{key}.word"): key}
    return {name: key for name, key in found.items() if name and words.find(f"terms.{key}")}


def _without_sign(word: str) -> str:
    return word.split(" ", 1)[1] if word[:1] in SIGNS.values() else word


def _limits(said: Tolerances, words: Words) -> dict[str, object]:
    """The limits of the lights as numbers of this language, from the rules that the lights themselves go by."""
    asked = {
        "milestone_late": (said.days, ("third", "days")),
        "over_budget": (said.cost_percent, ("", "cost")),
        "largest_risk": (said.risk, ("calm", "risk")),
        "behind_line": (said.benefit_percent, ("behind", "behind_red")),
    }
    facts: dict[str, object] = {}
    for fact, (tolerance, names) in asked.items():
        limits = limits_of(Because(fact, {"tolerance": tolerance})) or ()
        facts |= {name: decimal(limit, words.language) for name, limit in zip(names, limits, strict=False)}
    return facts | {"days": said.days}
