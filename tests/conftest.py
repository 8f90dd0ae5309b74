"""What all tests share: the program as a user meets it, copies of the examples, golden files."""

import atexit
import contextlib
import gc
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from tempfile import gettempdir, mkdtemp

import pytest
from hypothesis import HealthCheck, settings

from tests.tiers import draw, mark_wide
from tpn.actions import load_plan
from tpn.actions.session import Session
from tpn.cli.app import run
from tpn.model.load import Loaded
from tpn.plan.plan import Plan

if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    # hundreds of children do not each compile the program anew: what may not be kept is kept till the end
    os.environ["PYTHONPYCACHEPREFIX"] = mkdtemp(prefix="tpn-compiled-")
    atexit.register(shutil.rmtree, os.environ["PYTHONPYCACHEPREFIX"], ignore_errors=True)


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


def _work_in_memory() -> None:
    """Thousands of projects are laid out and taken away: where the system lends memory as a disk, they lie there."""
    place = Path("/dev/shm")  # noqa: S108 - the system's own name of it
    if os.name == "nt" or "TMPDIR" in os.environ or not place.is_dir():
        return
    disk = os.statvfs(place)
    if disk.f_bavail * disk.f_frsize > 4_000_000_000 and not disk.f_flag & (os.ST_NOEXEC | os.ST_RDONLY):
        os.environ["TMPDIR"], tempfile.tempdir = str(place), None


_work_in_memory()

# a busy machine is no fault of the law that is tested
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 10, 5, 8, 0, 0)  # noqa: DTZ001 - a clock on the wall, as the program's


@pytest.fixture(autouse=True, scope="session")
def no_waiting_for_the_disk() -> Iterator[None]:
    """What a write waits for can be seen only when the power goes: the tests' thousands of projects need not wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of settings of its own: the projects of a test are none that the user has opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        yield


@dataclass(frozen=True)
class Result:
    """What one run of the program gave."""

    code: int
    out: str
    err: str


Tpn = Callable[..., Result]


def called(*words: object) -> Result:
    """What the program gives for these words, in the environment as it is."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(word) for word in words], clock=lambda: NOW)
    return Result(code, out.getvalue(), err.getvalue())


@pytest.fixture
def tpn(monkeypatch: pytest.MonkeyPatch) -> Tpn:
    """The program: ``tpn("status", "-p", folder)``, Monday 5 October 2026, in bokmål unless the project says else."""
    for name in ("TPN_LANG", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "nb_NO.UTF-8")

    return called


@pytest.fixture
def halden(tmp_path: Path) -> Path:
    """A copy of the example Halden, before its first report was published: a test publishes its own."""
    unpublished = shutil.ignore_patterns("reports", ".gitattributes")
    return Path(shutil.copytree(ROOT / "examples" / "halden", tmp_path / "halden", ignore=unpublished))


@pytest.fixture
def sandnes(tmp_path: Path) -> Path:
    """A copy of the example Sandnes."""
    return Path(shutil.copytree(ROOT / "examples" / "sandnes", tmp_path / "sandnes"))


_PROJECTS: dict[Path, Loaded] = {}
_PLANS: dict[tuple[int, date, bool], Plan] = {}


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For laws that only look: a project of the repository's own is read and worked out once for all of them."""
    read: Callable[[Session], Loaded] = Session.__dict__["loaded"].func
    work_out: Callable[..., Plan] = load_plan.__dict__["work_out"]

    def loaded(session: Session) -> Loaded:
        folder = session.folder.resolve()
        if not folder.is_relative_to(ROOT):
            return read(session)
        if folder not in _PROJECTS:
            _PROJECTS[folder] = read(session)
        return _PROJECTS[folder]

    def worked_out(project: object, today: date, **rest: object) -> Plan:
        if not any(known.project is project for known in _PROJECTS.values()):
            return work_out(project, today, **rest)
        key = (id(project), today, "reported" in rest)
        if key not in _PLANS:
            _PLANS[key] = work_out(project, today, **rest)
        return _PLANS[key]

    monkeypatch.setattr(load_plan, "work_out", worked_out)
    monkeypatch.setattr(Session, "loaded", property(loaded))


def widest(text: str) -> int:
    """The columns of the widest line, but for the folder of a test: it is of any length, and never cut."""
    return max((len(line) for line in text.splitlines() if gettempdir() not in line), default=0)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Of the whole suite every second worker reads the tests from the end: what one has compiled the other need not."""
    gc.disable()  # nothing that is collected goes away
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    if int(worker.removeprefix("gw")) % 2 and session.config.args == session.config.getini("testpaths"):
        for path in sorted(ROOT.glob("tests/**/test_*.py"), reverse=True):
            with contextlib.suppress(Exception, pytest.skip.Exception):  # told when it is collected
                import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Before pytest chooses by mark: what is not of its law's sample is ``wide``."""
    mark_wide(items)
    draw(items, config.option.markexpr)


def pytest_collection_finish() -> None:
    """Thousands of collected tests are not looked through for garbage again and again; the program does not either."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 20, 100)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew", action="store_true", help="write the golden files anew; look at the difference"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name; ``pytest --renew`` writes it."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--renew"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8")

    return compare
