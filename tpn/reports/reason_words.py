"""Why a light is what it is, as a sentence: for reports, and for screens that tell of one service."""

from collections.abc import Iterator
from datetime import date

from tpn.texts import Words, decimal, short_day
from tpn.texts.light_reasons import revised_facts
from tpn.views.report_facts import Reason

_MONEY = frozenset({"forecast", "budget"})
_MILLION = 1e6


def because(reason: Reason, words: Words, today: date) -> str:
    """A fact that made a light what it is, as a sentence that names record, number and limit."""
    facts = facts_said(reason, words, today)
    if isinstance(percent := reason.facts.get("percent"), int | float):
        facts["under"] = decimal(abs(float(percent)), words.language)
    facts |= revised_facts(reason.fact, reason.facts, words)
    key = f"report.because.{fact_word(reason)}"
    key = next((way for way in ways_to_say(key, reason) if words.find(way)), key)
    if words.find(key) is None:  # a fact that only the screen has words for
        text = words(f"status.because.{reason.fact}", **facts)
        return text[:1].upper() + text[1:].rstrip(".") + "."
    return words(key, **facts).replace("..", ".")  # a short date ends in a full stop of its own


def fact_word(reason: Reason) -> str:
    """The word of a fact: what nobody has agreed a day for is late by the plan."""
    return f"{reason.fact}_by_plan" if reason.facts.get("by_plan") else reason.fact


def because_shortly(reason: Reason, words: Words, today: date) -> str:
    """The same of a service, as short as a cell has room for."""
    key = f"report.services.because.{fact_word(reason)}"
    found = next((way for way in ways_to_say(key, reason) if words.find(way)), key)
    if words.find(found):
        return words(found, **facts_said(reason, words, today))
    return because(reason, words, today)


def millions(value: float, words: Words) -> str:
    """1,81: millions of NOK with two decimals."""
    return decimal(value / _MILLION, words.language, 2)


def facts_said(reason: Reason, words: Words, today: date) -> dict[str, object]:
    """What a sentence about a reason is filled with: money in millions, days short."""
    return {name: _fact(name, value, words, today) for name, value in reason.facts.items()}


def _fact(name: str, value: object, words: Words, today: date) -> object:
    if name in _MONEY and isinstance(value, int | float):
        return millions(float(value), words)
    return short_day(value, today) if isinstance(value, date) else value


def ways_to_say(key: str, reason: Reason) -> Iterator[str]:
    """The sentence for a launch day that has come, for one day, and for one of what is counted."""
    if reason.facts.get("days") == 0:
        yield f"{key}_reached"
    if 1 in {reason.facts.get("days"), reason.facts.get("count")}:
        yield f"{key}_one"
