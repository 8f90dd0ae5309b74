"""Ready content: styles, checklists, catalogues, texts, facts – the municipality's own first, then tpn's.

One rule: the same relative path under the project's ``templates/`` wins over tpn's; ``extends: NAME`` says only
what differs. The library does not know what is in a piece.
"""

from tpn.library.pieces import Piece, data_dir, find, load, overlaid, pieces

__all__ = ["Piece", "data_dir", "find", "load", "overlaid", "pieces"]
