"""Words, dates and numbers in a language: the only room that knows how things are said."""

from tpn.languages import LANGUAGES
from tpn.texts.formats import amount, day, decimal, long_day, short_day
from tpn.texts.words import Words

__all__ = ["LANGUAGES", "Words", "amount", "day", "decimal", "long_day", "short_day"]
