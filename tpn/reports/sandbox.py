"""What a template may do: read the facts it is handed, and call the functions that it is given by name.

A template may come from a stranger. It gets plain values: of an object only its data, never a method of it, never a
path, a class or a module. The few methods that values have are listed; nothing grows beyond measure.
"""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from pathlib import PurePath
from types import ModuleType
from typing import Any, Final

from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

MOST: Final = 1_000_000
"""Characters or items at most in what a template puts together at once."""

_POWER: Final = 8

_METHODS: Final[Mapping[type, frozenset[str]]] = {
    str: frozenset({"upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "split", "splitlines",
                    "startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "find",
                    "count", "isdigit", "isalpha", "isupper", "islower", "join"}),
    Mapping: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"index", "count"}),
    tuple: frozenset({"index", "count"}),
    date: frozenset({"isoformat", "isoweekday", "isocalendar", "weekday", "strftime", "toordinal"}),
    time: frozenset({"isoformat", "strftime"}),
    timedelta: frozenset({"total_seconds"}),
    LoopContext: frozenset({"cycle", "changed"}),
    Cycler: frozenset({"next", "reset"}),
}  # fmt: skip
_MAKERS: Final = (Cycler, Joiner, Namespace, dict)
_LEFT_OUT: Final = ("lipsum",)
_FILTERS_LEFT_OUT: Final = (
    "center",
    "format",
    "pprint",
    "urlize",
    "xmlattr",
    "wordwrap",
    "indent",
    "filesizeformat",
)


class Sandbox(SandboxedEnvironment):
    """The environment of every template; ``give`` hands over a function by its name."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._given: set[int] = {id(self.globals["range"])}
        for name in _LEFT_OUT:
            del self.globals[name]
        for name in _FILTERS_LEFT_OUT:
            del self.filters[name]
        self.filters["replace"] = _replaced

    def give(self, **functions: Callable[..., Any]) -> None:
        """Functions that templates may call."""
        self.globals |= functions
        self._given |= {id(function) for function in functions.values()}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Data of what it was handed: no method but those listed, no path, no class, no module."""
        if isinstance(obj, PurePath | ModuleType | type) or isinstance(value, PurePath | ModuleType | type):
            return False
        if callable(value) and not self.is_safe_callable(value):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """A function that was given, a macro or a loop's own, or a listed method of a plain value."""
        if (
            id(obj) in self._given
            or isinstance(obj, Macro | BlockReference | Joiner | LoopContext)
            or obj in _MAKERS
        ):
            return True
        holder, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if not isinstance(holder, type) and name in getattr(type(holder), "SPOKEN", ()):
            return True  # an object made to be asked by templates says which of its methods they may call
        return any(isinstance(holder, kind) and name in names for kind, names in _METHODS.items())

    def call_binop(self, context: Any, operator_: str, left: Any, right: Any) -> Any:
        """Numbers are reckoned with, texts and lists put together – within measure."""
        if operator_ == "%" and not isinstance(left, int | float):
            raise SecurityError(operator_)
        if operator_ == "**" and not _small(left, right):
            raise SecurityError(operator_)
        if operator_ in "*+" and _size(operator_, left, right) > MOST:
            raise SecurityError(operator_)
        return super().call_binop(context, operator_, left, right)


def _small(base: Any, power: Any) -> bool:
    return (
        isinstance(base, int | float)
        and isinstance(power, int | float)
        and abs(base) <= MOST
        and abs(power) <= _POWER
    )


def _size(sign: str, left: Any, right: Any) -> int:
    """How long a text or a list becomes, or how many bits a number has."""
    lengths = [len(one) if hasattr(one, "__len__") else 0 for one in (left, right)]
    if sign == "+":
        return sum(lengths)
    if any(lengths):
        times = [one for one in (left, right) if isinstance(one, int)]
        return max(lengths) * max(times, default=0)
    return sum(one.bit_length() for one in (left, right) if isinstance(one, int))


def _replaced(text: Any, old: str, new: str, count: int | None = None) -> Any:
    """The filter ``replace``, within measure."""
    held = str(text)
    if held.count(old) * len(new) > MOST:
        raise SecurityError("replace")
    return (
        type(text)(held.replace(old, new, -1 if count is None else count)) if isinstance(text, str) else held
    )
