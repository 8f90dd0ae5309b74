"""Text to values in one pass, for text without faults; at the first doubt ``faults`` looks closely."""

import re
from typing import Any

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from tpn.source.characters import leading_tabs, looks_odd
from tpn.source.events import MOST_DEPTH, collector_off, reader
from tpn.source.scalars import OutOfRange, resolve

_UNSEEN = object()
_MAYBE_ANCHOR_OR_TAG = re.compile(r"(?:^|[\s\[\]{},:?-])[&!]", re.MULTILINE)


class Doubt(Exception):
    """Something in the text needs the careful pass."""


def read(text: str) -> Any:
    """The value of a text without faults: dicts, lists, scalars.

    Raises:
        Doubt: the text may have a fault (syntax, anchor, tag, duplicate key, second document, …).
    """
    if looks_odd(text) or next(leading_tabs(text), None):
        raise Doubt
    if ("&" in text or "!" in text) and _MAYBE_ANCHOR_OR_TAG.search(text):
        raise Doubt
    with collector_off():
        try:
            return _Builder(text).document()
        except (yaml.YAMLError, UnicodeError, OutOfRange) as error:
            raise Doubt from error


class _Builder:
    """Recursion over the events; every text is kept once, however often it is said."""

    def __init__(self, text: str) -> None:
        self._next = reader(text)
        self._plain: dict[str, Any] = {}
        self._keys: dict[str, str] = {}
        self._depth = 0

    def document(self) -> Any:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        value = self._value(self._next())
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise Doubt
        return value

    def _value(self, event: Any) -> Any:
        kind = event.__class__
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is not MappingStartEvent and kind is not SequenceStartEvent:
            raise Doubt
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise Doubt
        value = self._mapping() if kind is MappingStartEvent else self._sequence()
        self._depth -= 1
        return value

    def _scalar(self, event: Any) -> Any:
        text = event.value
        if event.style:
            if event.style in "'\"" and event.start_mark.line != event.end_mark.line:
                raise Doubt
            return text
        value = self._plain.get(text, _UNSEEN)
        if value is _UNSEEN:
            value = self._plain[text] = resolve(text)
        return value

    def _sequence(self) -> list[Any]:
        items: list[Any] = []
        following, value, append = self._next, self._value, items.append
        while (event := following()).__class__ is not SequenceEndEvent:
            append(value(event))
        return items

    def _mapping(self) -> dict[str, Any]:
        # the hot loop: the commonest scalar is handled here, without a call
        entries: dict[str, Any] = {}
        following, plain, keys = self._next, self._plain, self._keys
        while (event := following()).__class__ is not MappingEndEvent:
            if event.__class__ is not ScalarEvent:
                raise Doubt
            key = keys.get(event.value) or self._key(event)
            if key in entries:
                raise Doubt
            event = following()
            if event.__class__ is ScalarEvent and not event.style:
                text = event.value
                value = plain.get(text, _UNSEEN)
                if value is _UNSEEN:
                    value = plain[text] = resolve(text)
            else:
                value = self._value(event)
            entries[key] = value
        return entries

    def _key(self, event: Any) -> str:
        if event.style:  # rare, and `"1"` must not vouch for a plain `1`
            return str(self._scalar(event))
        text: str = event.value
        if text == "<<" or not isinstance(resolve(text), str):
            raise Doubt
        self._keys[text] = text
        return text


def of_node(node: Any) -> Any:
    """The value of a node, for text that has been read without a problem."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: of_node(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [of_node(value) for value in node.value]
    return node.value if node.style else resolve(node.value)
