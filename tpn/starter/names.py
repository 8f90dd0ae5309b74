"""Texts in three languages become one, and get the names that stand for blanks in them."""

from collections.abc import Mapping
from typing import Any

from tpn.languages import LANGUAGES
from tpn.model.choices import Language


def said(value: Any, language: Language) -> Any:
    """A value with every text by language replaced by the text in that language, all the way down."""
    if isinstance(value, Mapping):
        if value.keys() == set(LANGUAGES):
            return value[language.value]
        return {key: said(one, language) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [said(one, language) for one in value]
    return value


def filled(text: str, **names: str) -> str:
    """The text with ``{service}`` and its like filled in; other braces stay."""
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text
