"""A template filled with facts and words: small Markdown in which no value becomes markup.

One template serves three languages: it asks for words by key. What it is given:

``t(key, fact=…)``      the text of a key; ``count(key, n)`` the one for one or for many; ``said(key)`` a list of texts
``{{ value }}``         as people write it: dates, numbers, choices, lists
filters                 ``long_day``, ``short_day(today)``, ``short`` (no year), ``amount``, ``decimal``,
                        ``money`` (to the øre), ``css`` (a number as style sheets write it)
``field(key, class)``    what a field of the format is called, by its key and the class it is of
``sign(name)``            a sign of ``texts.signs``: ``sign("done")``
``picture(name, alt)``  a picture that was handed over, on a line of its own
``lamp(light)``         a light as its sign and word in its colour; ``dress(text, look)`` a text in another of ``LOOKS``
"""

import json
import pickle
import re
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateSyntaxError, Undefined
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateNotFound, UndefinedError
from markupsafe import Markup

from tpn.library import find
from tpn.model.choices import Light
from tpn.problems import FilePlace, Problem, Stop, TextPlace
from tpn.reports.blocks import Look
from tpn.reports.sandbox import Sandbox
from tpn.reports.signs import SYMBOLS
from tpn.reports.small_markdown import dressed, escaped
from tpn.source import TextFile, read_file
from tpn.source.child import ChildDied, ServingChild, TooSlow
from tpn.texts import Words, amount, decimal, long_day, short_day
from tpn.texts.formats import NBSP, money
from tpn.texts.names import field_keys
from tpn.texts.signs import SIGNS

Facts = Mapping[str, object]

SECONDS = 20.0
"""A project's own template may take so long."""
OUT_OF_BOUNDS = 3
"""How a child ends whose template asks for more memory, or gives more text, than any document has."""


def filled(name: str, facts: Facts, words: Words) -> str:
    """The small Markdown of ``templates/reports/<name>.md.j2``, or of ``templates/<folder>/<name>.md.j2``.

    The project's own template wins.

    Raises:
        Stop: the project's template has a fault; it is told with file and line.
    """
    return _LIST_END.sub(
        r"\1\n", _rendered(f"{name if '/' in name else f'reports/{name}'}.md.j2", facts, words)
    )


_LIST_END = re.compile(r"(?m)^( *- [^\n]*\n)(?=[^\s\-#>:+])")
"""The last point of a list that a line of text follows: without a line between, the text is part of the point."""


def page(facts: Facts, words: Words) -> str:
    """The HTML page around a document: ``templates/reports/page.html.j2``.

    Raises:
        Stop: the project's template has a fault.
    """
    return _rendered("reports/page.html.j2", facts, words)


def dashboard_page(facts: Facts, words: Words) -> str:
    """The dashboard: ``templates/reports/dashboard.html.j2``, a whole page.

    Raises:
        Stop: the project's template has a fault.
    """
    return _rendered("reports/dashboard.html.j2", facts, words)


def _rendered(relative: str, facts: Facts, words: Words) -> str:
    """Where the project has templates of its own, a child fills them in: they may be anybody's, and never end."""
    if words.folder and any((words.folder / "templates").glob("*/*.j2")):
        return _in_child(relative, facts, words)
    return render(relative, facts, words)


_CHILD = ServingChild("tpn.reports.filler")


def _in_child(relative: str, facts: Facts, words: Words) -> str:
    place = FilePlace(str(find(relative, words.folder) or relative))
    said = words.language, words.folder, words.benefit_word
    asked = pickle.dumps((relative, dict(facts), *said, Path.cwd(), round(SECONDS) + 1))
    try:
        told = json.loads(_CHILD.ask(asked, SECONDS))
    except TooSlow:
        raise Stop(Problem("template-too-much", place, {"seconds": SECONDS})) from None
    except ChildDied as death:
        if death.code != OUT_OF_BOUNDS and death.code >= 0:
            raise
        raise Stop(Problem("template-too-much", place, {"seconds": SECONDS, "hint": "large"})) from None
    if "bug" in told:
        raise RuntimeError(told["bug"])
    if "text" in told:
        return str(told["text"])
    raise Stop(
        Problem(slug, TextPlace(file, line) if line else FilePlace(file), facts)
        for slug, file, line, facts in told["problems"]
    )


def render(relative: str, facts: Facts, words: Words) -> str:
    """A template filled in here and now.

    Raises:
        Stop: the project's template has a fault.
    """
    environment = (_html if relative.endswith(".html.j2") else _small_markdown)(words)
    try:
        return environment.get_template(relative).render(facts)
    except (Stop, MemoryError):
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a template can do wrong, it is the template's fault
        _tell(fault, words.folder)


class _Pieces(BaseLoader):
    """Templates from the library: the project's own first, then tpn's."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - its form is the loader's
        path = find(template, self.folder)
        if path is None:
            raise TemplateNotFound(template)
        file = read_file(path)
        if not isinstance(file, TextFile):
            raise Stop(file)
        return file.text, str(path), lambda: True


def _small_markdown(words: Words) -> Environment:
    def finished(value: Any) -> Any:
        return value if isinstance(value, Markup) else Markup(escaped(_plain(value, words)))  # noqa: S704 - escaped for Markdown

    # its output is small Markdown, in which HTML is text; escaping is the work of ``finished``
    return _environment(words, finished)


def _html(words: Words) -> Environment:
    def finished(value: Any) -> Any:
        return value if isinstance(value, Markup) else _plain(value, words)

    return _environment(words, finished)


class _Compiled(BytecodeCache):
    """Templates compiled once in a process, by their text; ``beside`` is what else their constants are made with."""

    kept: ClassVar[dict[tuple[object, ...], tuple[str, Any]]] = {}

    def __init__(self, *beside: object) -> None:
        self.beside = beside

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.kept.get((bucket.key, *self.beside), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, *self.beside] = bucket.checksum, bucket.code


def _environment(words: Words, finished: Callable[[Any], Any]) -> Environment:
    made = Sandbox(
        bytecode_cache=_Compiled(finished.__qualname__, words.language, words.benefit_word),
        loader=_Pieces(words.folder), autoescape=True, finalize=finished, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    language = words.language
    made.globals["language"] = language
    made.give(**_functions(words))
    made.filters |= {
        "long_day": lambda when: long_day(when, language),
        "short": lambda when: f"{when.day:02d}.{when.month:02d}." if when else "",
        "short_day": short_day,
        "amount": lambda value: amount(value, language),
        "decimal": lambda value, places=None: decimal(float(value), language, places),
        "css": lambda value: f"{float(value):.2f}",
        "money": lambda value: "–" if value is None else money(float(value), language),
    }
    return made


def _functions(words: Words) -> dict[str, Callable[..., Any]]:
    """What a template may call: functions alone, so that there is no way from them to the words' folder."""

    def t(key: str, /, **facts: object) -> str:
        return words(key, **facts)

    def count(key: str, number: int, **facts: object) -> str:
        return words.count(key, number, **facts)

    def sign(name: str) -> str:
        return SIGNS[name]

    def said(key: str) -> Any:
        return words.find(key)

    def field(key: str, of: str) -> str:
        ways = (f"fields.{way}" for way in field_keys(of, key))
        return next((words(way) for way in ways if words.find(way) is not None), key)

    def dress(value: Any, look: Look) -> Markup:
        return Markup(dressed(escaped(_plain(value, words)), look))  # noqa: S704 - escaped for Markdown

    def lamp(light: Light) -> Markup:
        return dress(f"{SYMBOLS[light]}{NBSP}{words.choice(light).capitalize()}", light.value)

    return {"t": t, "count": count, "sign": sign, "said": said, "field": field, "picture": _picture,
            "dress": dress, "lamp": lamp}  # fmt: skip


def _plain(value: Any, words: Words) -> str:
    if isinstance(value, Undefined):
        return str(value)  # a strict one tells its name
    return words.fill("{value}", {"value": value})


def _picture(name: str, alt: str) -> Markup:
    return Markup(f"![{escaped(alt)}]({name})")  # noqa: S704 - escaped for Markdown


_QUOTED = re.compile(r"'([^']*)'")
_LACKING = re.compile(r"the template '([^']*)' .*does not export the requested name '([^']*)'")


def _tell(fault: Exception, folder: Path | None) -> NoReturn:
    """The fault of a project's template as a problem with file and line; one of tpn's own is a bug."""
    file, line = _spot(fault)
    if lacking := _LACKING.match(str(fault)):  # then the one that asks is named by the traceback
        file, line = str(find(lacking[1], folder) or ""), 0
    if not folder or not file or not Path(file).is_relative_to(folder / "templates"):
        raise fault
    place = TextPlace(file, line) if line else FilePlace(file)
    if isinstance(fault, TemplateSyntaxError):
        raise Stop(Problem("template-unreadable", place)) from None
    if isinstance(fault, TemplateNotFound):
        raise Stop(Problem("template-missing-part", place, {"name": fault.name})) from None
    if lacking:
        raise Stop(Problem("template-missing-part", place, {"name": lacking[2], "hint": "asked"})) from None
    if isinstance(fault, UndefinedError | KeyError):
        named = _QUOTED.findall(str(fault))
        raise Stop(Problem("template-unknown-name", place, {"name": named[-1] if named else ""})) from None
    raise Stop(Problem("template-fails", place)) from None


def _spot(fault: Exception) -> tuple[str, int]:
    """The innermost line of a template that the fault came from."""
    if isinstance(fault, TemplateSyntaxError):
        return str(fault.filename or ""), fault.lineno
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.endswith(".j2")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)
