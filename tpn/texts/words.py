"""Texts by key, with facts filled in."""

import re
import string
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from tpn.library import overlaid
from tpn.problems import FilePlace, Problem, Stop
from tpn.texts.formats import day, decimal, long_day, money

_SHORT: Final = re.compile(r"[<>^]?0?[0-9]{0,2}(\.[0-9])?[a-z%]?")
_ONE_MANY: Final = re.compile(r"([^/{}]+)/([^/{}]+)")
# {benefit}, {Benefits} … in any text is the project's word for it
_BENEFIT: Final = {"benefit": "one", "benefits": "many"}


class Words:
    """The texts of one language, a municipality's own laid over tpn's.

    ``words("status.head", lead=…)``: the first part names the file ``texts/<language>/status.yaml``, the rest the
    way in it. Files are read when first asked for.
    """

    def __init__(self, language: str, folder: Path | None = None, *, benefit_word: str = "nytte") -> None:
        self.language = language
        self.folder = folder
        self.benefit_word = benefit_word
        self._files: dict[str, Any] = {}
        self._formatter = _Formatter(self, benefit_word)

    def __call__(self, key: str, /, **facts: object) -> str:
        """The text of a key with its facts filled in.

        Raises:
            KeyError: no such text: a fault of the program, held off by a test.
        """
        text = self.find(key)
        if not isinstance(text, str):
            raise KeyError(f"{self.language}:{key}")
        return self.fill(text, facts, key) if "{" in text else text

    def find(self, key: str) -> Any:
        """What stands under a key: a text, a list, a mapping; None where nothing does."""
        name, *way = key.split(".")
        if name not in self._files:
            self._files[name] = overlaid(f"texts/{self.language}/{name}.yaml", self.folder)
        found = self._files[name]
        for part in way:
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def choice(self, value: StrEnum) -> str:
        """The word for a choice: Pågår, grønn, foresatte."""
        return self(f"choices.{choice_key(type(value))}.{value.value}")

    def count(self, key: str, number: int, **facts: object) -> str:
        """The text ``key.one`` or ``key.many`` by the number."""
        return self(f"{key}.{'one' if number == 1 else 'many'}", n=number, **facts)

    def fill(self, text: str, facts: Mapping[str, object], key: str = "") -> str:
        """A text that is at hand, with facts filled in.

        Raises:
            Stop: a municipality's own text has braces that cannot be filled in.
        """
        try:
            return self._formatter.vformat(text, (), facts)
        except (ValueError, LookupError, AttributeError):
            if self.folder is None:
                raise
            file = f"templates/texts/{self.language}/{key.partition('.')[0]}.yaml"
            facts = {"key": key.rpartition(".")[2], "text": text}
            raise Stop(Problem("text-braces", FilePlace(file), facts)) from None


@cache
def choice_key(kind: type[StrEnum]) -> str:
    """The name of a list of choices in ``choices.yaml``: ``StakeholderGroup`` is ``stakeholder_group``."""
    name = kind.__name__
    return "".join("_" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


class _Formatter(string.Formatter):
    """Fills in facts as people write them: dates, numbers, choices, lists; ``{benefit}`` is the project's word.

    ``{sum:money}`` is an amount to the øre, ``{date:long}`` a day with its weekday, ``{n:dag/dager}`` a number with its
    word, one form of it for 1.
    """

    def __init__(self, words: Words, benefit_word: str) -> None:
        self._words = words
        self._benefit = benefit_word

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002 - its form is string.Formatter's
        form = _BENEFIT.get(str(key).lower())
        if form and key not in kwargs:
            word = self._words(f"benefit.{self._benefit}.{form}")
            return word.capitalize() if str(key)[0].isupper() else word
        value = kwargs.get(str(key))
        return "" if value is None else value

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        """A fact by its name, and no way into it: texts are anybody's.

        Raises:
            ValueError: the braces ask for a part of a fact.
        """
        if not field_name.isidentifier():
            raise ValueError(field_name)
        return self.get_value(field_name, args, kwargs), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "money":
            return money(float(value), self._words.language)
        if format_spec == "long":
            return long_day(value, self._words.language)
        if one_many := _ONE_MANY.fullmatch(format_spec):
            return f"{self._plain(value)} {one_many[1 if str(value) == '1' else 2]}"
        if format_spec:
            if not _SHORT.fullmatch(format_spec):
                raise ValueError(format_spec)
            return str(super().format_field(value, format_spec))
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, StrEnum):
            return self._words.choice(value)
        if isinstance(value, date):
            return day(value)
        if isinstance(value, float):
            return decimal(value, self._words.language)
        if isinstance(value, list | tuple):
            return ", ".join(self._plain(item) for item in value)
        return str(value)
