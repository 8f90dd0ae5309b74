"""A new project: what was chosen, laid out as the files of the format. Pure: reads only the library's content."""

from tpn.starter.choices import Choices
from tpn.starter.layout import lay_out

__all__ = ["Choices", "lay_out"]
