"""A piece of tpn's content is copied into the project, where it can be changed and wins."""

from pathlib import Path

from tpn.actions.session import Session
from tpn.actions.write_changes import commit
from tpn.library import Piece, pieces
from tpn.model.similar import closest, fold
from tpn.source import TextFile
from tpn.texts import LANGUAGES, Words
from tpn.views.library_index import KINDS


def kind_named(session: Session, typed: str) -> str:
    """The kind of content that was meant, by its key or its name in any of the three languages.

    Raises:
        Stop: there is no such kind (exit code 2).
    """
    known = {fold(kind): kind for kind in KINDS}
    for language in LANGUAGES:
        words = Words(language, session.words.folder)
        known |= {fold(words(f"library.kinds.{kind}.name")): kind for kind in KINDS}
    if fold(typed) in known:
        return known[fold(typed)]
    meant = closest(typed, known)
    session.stop("no-such-content", name=typed, suggestion=known[meant] if meant else None,
                 hint="suggestion" if meant else None)  # fmt: skip


def copied_piece(session: Session, typed: str) -> Path:
    """Copy ``checklists/launch`` and its like into the project's own ``templates/``; the file it is – or would be.

    Raises:
        Stop: there is no such piece, or the project has its own already: nothing is written over (exit code 2).
    """
    piece = _piece_named(session, typed)
    target = session.folder / "templates" / piece.kind / f"{piece.name}{piece.path.suffix}"
    if target.exists():
        session.stop("file-exists", file=str(target))
    commit(session, [(TextFile(target, target.as_posix(), ""), piece.path.read_text("utf-8"))])
    return target


def _piece_named(session: Session, typed: str) -> Piece:
    """The piece that was meant by ``checklists/launch`` or ``services/barnehageplass``."""
    kind, _, name = typed.partition("/")
    folder = KINDS[kind_named(session, kind)]
    below = folder.partition("/")[2]
    known = {piece.name.removeprefix(f"{below}/"): piece for piece in pieces(folder, session.folder)}
    bare = name.removesuffix(".yaml").removesuffix(".j2").removesuffix(".md")
    for key, piece in known.items():
        if bare and bare in (key, key.removesuffix(".md")):
            return piece
    meant = closest(name, known) if name else None
    session.stop("no-such-content", name=typed, suggestion=f"{kind}/{meant}" if meant else None,
                 hint="suggestion" if meant else None)  # fmt: skip
