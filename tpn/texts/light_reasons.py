"""The sentence of a light's reason, the same on screens, in sheets and in documents."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tpn.model.choices import Dimension, Light
from tpn.plan.lights import Because, ShownLight, limits_of
from tpn.texts.distance import apart
from tpn.texts.formats import decimal
from tpn.texts.words import Words

_MILLIONS = ("forecast", "budget")


def shown_reason(
    shown: ShownLight,
    words: Words,
    titles: Mapping[str, str],
    computed: str | None = None,
    *,
    limits: bool = True,
) -> str:
    """Why a light is as it is shown: the first fact that made it so, or who wrote otherwise and what was computed.

    Whoever shows a light says this beside it: a set light never stands with the reason of the computed one.
    ``computed`` is how the computed light is named where that is not its word; ``limits``: with those of its colours,
    which stand last, in brackets.
    """
    if shown.overruled:
        named = computed or words.choice(shown.computed).lower()
        return words("status.overruled", reason=shown.reason, computed=named)
    why = light_reason(shown.because[0], words, titles)
    if not limits and limits_of(shown.because[0]):
        why = why.rpartition(" (")[0] or why
    more = len(shown.because) - 1
    return why + (words("status.more", n=more) if more else "")


def light_reason(because: Because, words: Words, titles: Mapping[str, str]) -> str:
    """A fact of a light in words, beginning small; ``titles`` by id. Amounts (NOK excl. VAT) are told in millions."""
    facts = dict(because.facts)
    facts["title"] = titles.get(str(facts.get("id")), "")
    if "service" in facts:
        facts["service"] = titles.get(str(facts["service"]), facts["service"])
    for money in _MILLIONS:
        if money in facts:
            facts[money] = decimal(float(str(facts[money])) / 1e6, words.language, 2)
    if limits := limits_of(because):
        facts["yellow"], facts["red"] = (decimal(one, words.language) for one in limits)
    facts |= revised_facts(because.fact, because.facts, words)
    key = f"status.because.{because.fact}"
    one = facts.get("days") == 1 and words.find(f"{key}_one")
    return words(f"{key}_one" if one else key, **facts)


def revised_facts(fact: str, said: Mapping[str, object], words: Words) -> dict[str, object]:
    """Of a revised plan: by which decision, how far after the first plan, and how often it was moved, in words."""
    if fact != "revised":
        return {}
    after, moved = int(str(said["after"])), int(str(said["moved"]))
    first, last = said.get("from"), said.get("to")
    between = (first, last) if isinstance(first, date) and isinstance(last, date) else None
    far = apart(after, words, between)
    return {
        "by": f" ({said['decision']})" if said["decision"] else "",
        "far": words("status.as_original")
        if not after
        else words("status.from_original", far=far[:1].upper() + far[1:]),
        "times": words.count("status.times", moved, said=words.find(f"distance.numbers.n{moved}") or moved),
    }


class OverallPart(NamedTuple):
    """A light as far as the overall one is told by it; ``by``: the name of whoever has set it, where it is set."""

    dimension: str
    light: Light
    computed: Light
    overruled: bool
    by: str | None


def verdict(overall: Light, lights: Iterable[OverallPart], words: Words) -> str:
    """What the overall light means: the phrase of the dimension that decides, and who has set it otherwise."""
    known = tuple(lights)
    deciding = next((one.dimension for one in known if one.light is overall), Dimension.PROGRESS.value)
    by_colour = deciding == Dimension.PROGRESS or overall not in {Light.YELLOW, Light.RED}
    parts = [words(f"report.verdict.{overall.value if by_colour else deciding}")]
    parts += [
        words(
            "report.verdict.computed",
            by=one.by or words("report.verdict.somebody"),
            light=words.choice(one.computed).lower(),
            dimension=words(f"status.dimensions.{one.dimension}"),
        )
        for one in known
        if one.overruled and one.computed is not one.light and one.light is overall
    ]
    return ". ".join(part.rstrip(".") for part in parts) + ("." if len(parts) > 1 else "")
