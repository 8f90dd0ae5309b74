"""The styles of a Word document, each found once: the library looks through all of them for every paragraph."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE

from tpn.reports.word_elements import wear


class Wardrobe:
    """What the paragraphs and tables of one document can wear, by the name that a reader of Word sees."""

    def __init__(self, document: Document) -> None:
        self._part: Any = document.part
        self._ids: dict[tuple[str, Any], str | None] = {}

    def dress(self, paragraph: Any, name: str) -> Any:
        """The paragraph in that style; the document's plain one needs no mark."""
        wear(paragraph, self._id(name, WD_STYLE_TYPE.PARAGRAPH))
        return paragraph

    def dress_table(self, table: Any, name: str) -> None:
        """The table in that style."""
        table._tbl.tblStyle_val = self._id(name, WD_STYLE_TYPE.TABLE)  # noqa: SLF001

    def _id(self, name: str, kind: Any) -> str | None:
        if (name, kind) not in self._ids:
            self._ids[name, kind] = self._part.get_style_id(name, kind)
        return self._ids[name, kind]
