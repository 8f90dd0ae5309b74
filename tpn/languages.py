"""The languages that everything is said in, in the order they are asked for. Known to all rooms."""

from typing import Final

LANGUAGES: Final = ("nb", "nn", "en")
LOCALES: Final = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
"""As documents and sheets name them, with the country whose dates and numbers go with them."""
