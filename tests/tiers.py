"""Which tests of a law over everything the README's line runs, and which wait for ``.ci/run``.

A law that walks over every verb, style, tab, format or language is marked ``sampled``; what is not of its sample gets
the mark ``wide``, which the README's line leaves out and ``.ci/run`` runs as a step of its own: nothing is left out
of both. ``sampled("style", "form")`` keeps so many that every style and every form is seen at least once, each with
others beside it; ``sampled(every=4)`` keeps every fourth, from the first on. A law over drawn cases (hypothesis) needs
no mark: the README's line draws a tenth of them, and the wide step all.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import settings

SUITE = "not wide"
"""What the README's line runs, as pyproject.toml says it."""


def mark_wide(items: Iterable[pytest.Item]) -> None:
    """Give the mark ``wide`` to what is not of its law's sample; what is asked for alone is its own sample."""
    laws: dict[str, list[pytest.Function]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and item.get_closest_marker("sampled"):
            laws.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in laws.values():
        marker = cases[0].get_closest_marker("sampled")
        assert marker
        every = marker.kwargs.get("every")
        kept = cases[::every] if every else one_of_each(cases, marker.args)
        for case in cases:
            if case not in kept:
                case.add_marker(pytest.mark.wide)


def draw(items: Iterable[pytest.Item], wanted: str) -> None:
    """Let the laws over drawn cases draw a tenth in the suite; wherever else they are ``wide`` and draw all."""
    done: set[object] = set()
    for item in items:
        test = item.obj if isinstance(item, pytest.Function) else None
        law = test if getattr(test, "is_hypothesis_test", False) else None
        if law is None:
            continue
        if wanted != SUITE:
            item.add_marker(pytest.mark.wide)
        elif law not in done:
            done.add(law)
            own = law._hypothesis_internal_use_settings
            law._hypothesis_internal_use_settings = settings(own, max_examples=own.max_examples // 10 + 1)


def one_of_each(cases: Sequence[pytest.Function], names: Sequence[str]) -> list[pytest.Function]:
    """The cases that show every value of the named parameters; of several the one whose others are seen least."""
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[pytest.Function] = []
    while new := [case for case in cases if any(not seen[value] for value in _values(case, names))]:
        kept.append(min(new, key=lambda case: sum(seen[value] for value in _values(case, names))))
        seen.update(_values(kept[-1], names))
    return kept


def _values(case: pytest.Function, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, repr(case.callspec.params[name])) for name in names]
