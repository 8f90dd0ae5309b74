"""A pattern that is compiled when it is first asked.

To compile all that a date may look like takes longer than to read a small project, and most write dates in one way.
"""

import re
from collections.abc import Iterator
from functools import cached_property


class LatePattern:
    """As ``re.Pattern``, compiled at its first use."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def made(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.pattern, self.flags)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole text, if it fits."""
        return self.made.fullmatch(text)

    def match(self, text: str) -> re.Match[str] | None:
        """The beginning of the text, if it fits."""
        return self.made.match(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place that fits."""
        return self.made.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place that fits."""
        return self.made.finditer(text)

    def sub(self, new: str, text: str) -> str:
        """The text with something else in every place that fits."""
        return self.made.sub(new, text)
