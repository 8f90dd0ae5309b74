"""Ready content: styles, checklists, catalogues, texts, facts – the municipality's own first, then tpn's.

One rule: the same relative path under the project's ``templates/`` wins over tpn's; ``extends: NAME`` says only
what differs. The library does not know what is in a piece.
"""

from tpn.library.pieces import Piece, chain, data_dir, filled_in, find, is_own, load, overlaid, pieces

__all__ = ["Piece", "chain", "data_dir", "filled_in", "find", "is_own", "load", "overlaid", "pieces"]
