"""One worker of a mutation run: forks for each set of tests, with the libraries already imported and tpn not.

It is started as a file in a copy of the project, so that neither ``tpn`` nor ``tests`` is imported before the fork.
A line of JSON in – the tests, and how many seconds of machine time they may take – and one out: how it ended.
"""

import contextlib
import importlib
import json
import os
import resource
import signal
import sys

LIBRARIES = ("pytest", "hypothesis.strategies", "pydantic", "yaml", "typer", "rich.console", "rich.table", "jinja2",
             "openpyxl", "xlsxwriter", "docx", "pptx", "icalendar", "markdown_it", "holidays")  # fmt: skip
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", "--no-header",
           "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip


def main() -> int:
    """Answer until there are no more questions."""
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - a string, as the path has them
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = os.fork()
        if child == 0:
            _run(asked["tests"], asked["seconds"])
        _, status = os.waitpid(child, 0)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        code = os.waitstatus_to_exitcode(status)
        said = {"code": code, "slow": code == -signal.SIGXCPU, "seconds": used}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
    return 0


def _run(tests: list[str], seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.alarm(20 * seconds + 60)  # one that waits for ever works no time
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    import pytest  # noqa: PLC0415 - imported before the fork

    code = 1
    with contextlib.suppress(BaseException):
        code = int(pytest.main([*OPTIONS, *tests]))
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
