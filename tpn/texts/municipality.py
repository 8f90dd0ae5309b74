"""What a municipality calls itself on its papers."""

from tpn.texts.words import Words


def municipality_said(name: str | None, words: Words) -> str:
    """«Halden kommune»; a name that says itself what it is stands as it is; empty where there is none."""
    if not name:
        return ""
    low = name.lower()
    own = "kommune" in low or "fylke" in low or "municipality" in low
    return name if own else words("common.municipality", name=name)
