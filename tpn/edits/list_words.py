"""``field+=a,b`` and ``field-=a``: a list with some more in it, or without some; the rest is not typed again."""

from collections.abc import Mapping, Sequence

from tpn.edits.typed_values import Typist
from tpn.model.index import Entry
from tpn.problems import Problem, Stop
from tpn.source.routes import value_at


def in_full(typist: Typist, entry: Entry, value: Mapping[str, object], words: Sequence[str]) -> list[str]:
    """The words of a line, those with ``+=`` and ``-=`` as the whole list that they mean (``field=a,b,c``).

    ``value``: the project as it is written. What stands there already is not put in twice, and what does not stand
    there need not be taken out.

    Raises:
        Stop: the field is no list of values, or a value cannot be one of it (exit code 2).
    """
    return [_in_full(typist, entry, value, word) for word in words]


def _in_full(typist: Typist, entry: Entry, value: Mapping[str, object], word: str) -> str:
    name, equals, text = word.partition("=")
    sign = name.rstrip()[-1:]
    if not equals or sign not in {"+", "-"}:
        return word
    field = name.rstrip()[:-1].rstrip()
    way, take = typist.way(type(entry.record), f"{field}={text}")
    if take.form != "values":
        raise Stop(Problem("field-is-no-list", None, {"field": field, "value": text}), 2)
    there = value_at(value, (*entry.route, *way), ())
    stands = [str(one) for one in (there if isinstance(there, list | tuple) else (there,))]
    typed = typist.value(take, text)
    named = [str(one) for one in typed] if isinstance(typed, list) else [str(typed)]
    if sign == "+":
        whole = [*stands, *(one for one in named if one not in stands)]
    else:
        whole = [one for one in stands if one not in named]
    return f"{field}={','.join(whole)}"
