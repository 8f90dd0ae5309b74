"""Somebody is taken out of texts and values: name, mail, telephone, and what was noted about them.

Ids stay, so that what somebody did is still one person's work. Rules: docs/rules.md, «Who may read».
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tpn.model.traces import PersonalTraces
from tpn.source import Edit, Remove, Route, apply, parse

OF_PERSON = ("initials", "email", "phone", "away", "x")
_ASSESSED = ("interest", "influence", "attitude", "expectation", "needs", "strategy")
_OF_MEMBER = ("function", "critical")


class NeutralWords(NamedTuple):
    """What stands afterwards: ``person`` in the place of the name, ``gone`` of the rest."""

    person: str
    gone: str


def without_person(text: str, name: str, traces: PersonalTraces, words: NeutralWords) -> str:
    """A YAML file without somebody: the fields about them go, and what tells them in any text, comments too.

    Raises:
        Stop: a field cannot be taken out as the file is written.
    """
    read = parse(text, name)
    value = None if read.problems else read.value
    edits = list(_edits(value, (), traces)) if isinstance(value, Mapping) else []
    # the last of a list first, so that the numbers of the others stay
    made = apply(text, edits, name) if edits else text
    return traces.without(made, words.person, words.gone)


def _edits(value: Any, route: Route, traces: PersonalTraces) -> Iterator[Edit]:
    if isinstance(value, Mapping):
        gone = _taken_out(value, route, traces)
        for key in gone:
            yield Remove((*route, key))
        for key, one in value.items():
            if key not in gone:
                yield from _edits(one, (*route, key), traces)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _edits(one, (*route, number), traces)


def _taken_out(record: Mapping[str, Any], route: Route, traces: PersonalTraces) -> tuple[str, ...]:
    """The fields of a record that say something about the person, not about the work."""
    kind = next((step for step in reversed(route) if isinstance(step, str)), "")
    if kind == "people" and record.get("id") == traces.id:
        wanted: tuple[str, ...] = OF_PERSON
    elif kind == "stakeholders" and traces.tells(str(record.get("name", ""))):
        wanted = _ASSESSED
    elif traces.id and record.get("person") == traces.id:
        wanted = _OF_MEMBER
    else:
        return ()
    return tuple(key for key in wanted if key in record)


def json_without(text: str, traces: PersonalTraces, words: NeutralWords) -> str:
    """A file of ``history/`` without somebody: values that are notes about them, and what tells them in any text.

    Raises:
        ValueError: it is no JSON.
    """
    value = json.loads(text)
    made = _plain_without(value, (), traces, words)
    if made == value:
        return text
    return json.dumps(made, ensure_ascii=False, indent=1) + ("\n" if text.endswith("\n") else "")


def _plain_without(value: Any, route: Route, traces: PersonalTraces, words: NeutralWords) -> Any:
    if isinstance(value, str):
        return traces.without(value, words.person, words.gone)
    if isinstance(value, list):
        return [_plain_without(one, (*route, n), traces, words) for n, one in enumerate(value)]
    if not isinstance(value, Mapping):
        return value
    if value.keys() >= {"id", "field", "old", "new"}:
        return _change_without(value, traces, words)
    out = _taken_out(value, route, traces)
    return {
        traces.without(key, words.person, words.gone): _plain_without(one, (*route, key), traces, words)
        for key, one in value.items()
        if key not in out
    }


def _change_without(change: Mapping[str, Any], traces: PersonalTraces, words: NeutralWords) -> Any:
    """A change of the log: of the person's own record nothing but that it was changed."""
    about = traces.id and str(change["id"]) == traces.id and str(change["field"]).split(".")[0] in OF_PERSON
    return {
        key: words.gone if about and one is not None and key in {"old", "new"}
        else _plain_without(one, ("people",) if change["id"] == traces.id else (), traces, words)
        for key, one in change.items()
    }  # fmt: skip
