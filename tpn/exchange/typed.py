r"""What people may type for a day, a duration and a link, as patterns for editors: the forms that the loader reads.

Numbers alone are held to the calendar (but for 29 February); a text with words in it is held to its form. The words
are those of ``templates/words/dates.yaml``, in any case, since what editors read knows no flags. Nor does it know
every letter: ``\w`` is written out.
"""

from collections.abc import Iterable
from functools import cache

from tpn.library import overlaid
from tpn.model.wording import fold

LETTERS = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u1fff"
DURATION = r"^\s*[0-9]{1,4} ?[dDwWuUvV]\s*$"
LINK = rf"^\s*[{LETTERS}0-9_.\-]+(\s+([Ff][SsFf]|[Ss][SsFf]))?(\s*[+\-]\s*[0-9]{{1,4}}\s?[dDwWuUvV])?\s*$"

_DASH = "[\\-\u2010-\u2014\u2212]"
_DOT, _SLASH, _DOT_OR_SLASH = r"[.]\s*", r"/\s*", r"[./]\s*"
_ENDS = r"[\s,;*?()\[\]]*"
_YEAR = "(19|20|21)[0-9]{2}"
_SHORT = "'?[0-6][0-9]"  # from 70 on it may be of the last century
_ANY_YEAR = f"({_YEAR}|{_SHORT})"
_DAY = "(0?[1-9]|[12][0-9]|3[01])"
_MONTH = "(0?[1-9]|1[0-2])"
_WEEK = "(0?[1-9]|[1-4][0-9]|5[0-3])"
_CLOCK = r"[0-9]{1,2}[:.][0-9]{2}(:[0-9]{2})?([.,][0-9]+)?"
_AFTER = r"\s*([AaPp]\.?[Mm]\.?|[Uu][Hh][Rr]|[Zz]|[Uu][Tt][Cc]|[+\-][0-9]{2}:?[0-9]{2})?"
_TIME = rf"((,?\s*([Kk][Ll]\.?|[Aa][Tt]|[Uu][Mm])\s*|[\s,Tt\-]+){_CLOCK}{_AFTER})?"


@cache
def date_pattern() -> str:
    """Every form of a day, or of a stretch whose end is meant."""
    said = overlaid("words/dates.yaml", None)
    days = [word for name in ("days", "short_days") for some in said[name].values() for word in some]
    lead = _one_of([*days, *said["fillers"], *said["about"]])
    weekday = _one_of(days)
    stretch = "|".join([*_numbers(), *_by_month(said), *_periods(said)])
    piece = rf"({lead}[.,:;]*[\s,]+)*({stretch}){_TIME}([\s,]+{weekday}\.?)?"
    between = rf"(\s*{_DASH}\s*|\s+{_one_of(said['until'])}\s+|/)"
    moved = rf"({_one_of(said['moved'])}\s.*\s{_one_of(said['until'])}\s+)?"
    hint = rf"{_ENDS}(\([^()]*\))?{_ENDS}"
    return rf"^{_ENDS}{moved}({_DAY}\.?{between})?({piece}({between}(?!$)|{hint}$)){{1,2}}$"


def _any_case(word: str) -> str:
    """A word in any case; where it has a space, any space."""
    return "".join(
        r"\s+" if one == " " else f"[{one.upper()}{one}]" if one.isalpha() else _escaped(one)
        for one in word.lower()
    )


def _escaped(mark: str) -> str:
    r"""A mark as itself; an editor takes no ``\&``."""
    return f"\\{mark}" if mark in r".^$*+?{}[]\|()" else mark


def _one_of(words: Iterable[object]) -> str:
    """One of some words, as they are written and as they are compared; longer ones first."""
    spelled = {spelling for word in words for spelling in (str(word), fold(str(word))) if spelling}
    return f"({'|'.join(_any_case(word) for word in sorted(spelled, key=lambda one: (-len(one), one)))})"


def _begun(name: str) -> str:
    """A word or a beginning of it, of three letters or more."""
    rest = ""
    for one in reversed(name[3:]):
        rest = f"({_any_case(one)}{rest})?"
    return _any_case(name[:3]) + rest


def _pairs(mark: str, days: str = "(0?[1-9]|[12][0-9])") -> tuple[str, str]:
    """Day and month with a mark between, and month and day: of the days that there are."""
    some = ((days, _MONTH), ("30", "(0?[13-9]|1[0-2])"), ("31", "(0?[13578]|1[02])"))
    return (
        f"({'|'.join(f'{day}{mark}{month}' for day, month in some)})",
        f"({'|'.join(f'{month}{mark}{day}' for day, month in some)})",
    )


def _numbers() -> list[str]:
    """Days and months in figures alone."""
    made = [f"{_YEAR}{mark}{_pairs(mark)[1]}" for mark in ("-", r"\.", "/")]
    made.append(f"20[0-9]{{2}}{_pairs('')[1]}")
    made.append(rf"{_pairs(_DOT)[0]}((\.?\s*{_YEAR})|((\.\s*|\s){_SHORT}))?\.?")
    for mark in "/-":  # where only one order gives a day, or both the same
        late = _pairs(mark, "(1[3-9]|2[0-9])")
        same = "|".join(f"0?{n}{mark}0?{n}" for n in range(1, 13))
        made.append(f"({late[0]}|{late[1]}|{same}){mark}({_YEAR}|[0-9]{{2}})")
    made.append(rf"{_pairs(_DOT_OR_SLASH)[0]}\.?\s*['\-]\s*{_ANY_YEAR}")
    made.append(rf"{_pairs(_SLASH)[0]}\.?")
    return [*made, rf"{_MONTH}[./\-]{_YEAR}", rf"{_YEAR}[\-/]{_MONTH}"]


def _by_month(said: dict[str, object]) -> list[str]:
    """Days, months and parts of months by the name of the month: three letters of it or more."""
    names = [word for group in ("months", "short_months") for some in said[group].values() for word in some]  # type: ignore[attr-defined]
    month = rf"({'|'.join(sorted({_begun(one) for name in names for one in (name, fold(name))}))})\.?"
    day, gap = rf"{_DAY}(\.|[SsNnRrTt][TtDdHh]|:[AaEe])?", r"[\s.,/\-]*"
    parts = _one_of(word for name in ("early", "middle", "late", "last") for word in said[name])  # type: ignore[attr-defined]
    return [
        rf"{day}{gap}([Oo][Ff]\s)?{month}({gap}{_ANY_YEAR})?",
        rf"{month}\s*{day}({gap}{_ANY_YEAR})?",
        rf"({parts}[\s\-]+)?{month}([\s,./'\-]*{_ANY_YEAR})?",
        rf"{_YEAR}{gap}{month}({gap}{_DAY}\.?)?",
    ]


def _periods(said: dict[str, object]) -> list[str]:
    """Weeks, quarters and halves of years."""
    week = rf"{_one_of(said['week'])}\.?"  # type: ignore[arg-type]
    year, gap = rf"'?{_YEAR}", r"[\s,./\-]*"
    more = rf"\s*({_DASH}|,|&|{_one_of(said['until'])}|{_one_of(said['two'])})\s*({week}\s*)?{_WEEK}"  # type: ignore[arg-type]
    made = [
        rf"{week}\s*{_WEEK}\.?({more})?(\s*([Ii][Nn]?|[Aa][Vv])?{gap}{year}|\s*/\s*'?[0-9]{{2}})?",
        rf"{_WEEK}\.?\s*{week}({gap}{year})?",
        rf"{_YEAR}[\s\-]?{week}\s*{_WEEK}(-[1-7])?",
    ]
    for words, numbers in (("quarter", "[1-4]"), ("half", "[12]")):
        name = _one_of(said[words])  # type: ignore[arg-type]
        made.append(rf"({numbers}\.?\s*{name}|{name}\.?\s*{numbers})\.?({gap}{_ANY_YEAR})?")
        made.append(rf"{_YEAR}[\s\-/.,]?{name}{numbers}")
    return made
