"""The languages that everything is said in, in the order they are asked for. Known to all rooms."""

from typing import Final

LANGUAGES: Final = ("nb", "nn", "en")
