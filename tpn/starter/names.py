"""Names become ids, and texts in three languages become one."""

import re
import unicodedata
from collections.abc import Container, Mapping
from typing import Any

from tpn.languages import LANGUAGES
from tpn.model.choices import Language

_SPELT = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})


def slug(name: str) -> str:
    """A name as an id: small letters a–z, digits and hyphens; å and accents lose their marks, ø is o, æ is ae."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_SPELT))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def free(wanted: str, taken: Container[str]) -> str:
    """The id itself, or with the first number that makes it free."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


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
