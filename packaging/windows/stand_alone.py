"""The folder wants nothing of a PC but Windows itself, and holds nothing of the machine that it was built on."""

from pathlib import Path

from windows_python import CannotBuild, said

# libraries that every Windows 10 and 11 has
_WINDOWS = frozenset({
    "advapi32", "bcrypt", "bcryptprimitives", "combase", "comctl32", "comdlg32", "crypt32", "d2d1", "dwrite", "gdi32",
    "iphlpapi", "kernel32", "msvcrt", "netapi32", "ntdll", "ole32", "oleaut32", "powrprof", "propsys", "psapi",
    "rpcrt4", "secur32", "shell32", "shlwapi", "ucrtbase", "user32", "userenv", "uuid", "version", "winmm", "ws2_32",
})  # fmt: skip
_BEGIN = ("api-ms-win-", "ext-ms-win-")
# Wine's own help stands in the tests; some names would mean that it has come along
_FOREIGN = frozenset({"bcryptprimitives.dll", "sitecustomize.py", "usercustomize.py", "direct_url.json"})


def imports_of(program: Path) -> set[str]:
    """The libraries that a program or library asks for when it is loaded, in small letters without ``.dll``."""
    lines = said("objdump", "-p", program).splitlines()
    return {line.split()[-1].lower().removesuffix(".dll") for line in lines if "DLL Name:" in line}


def must_stand_alone(folder: Path) -> None:
    """Make sure that every library asked for lies where Windows looks: beside the one who asks, or beside python.exe.

    Raises:
        CannotBuild: one does not, or something of the building machine's lies in the folder.
    """
    faults = []
    beside_python = {path.stem.lower() for path in (folder / "python").glob("*.dll")}
    for path in sorted(folder.rglob("*")):
        if path.name in _FOREIGN:
            faults.append(f"{path.name} does not belong in it")
        if path.suffix in {".dll", ".exe", ".pyd"}:
            there = beside_python | {one.stem.lower() for one in path.parent.glob("*.dll")}
            faults += [
                f"{path.relative_to(folder)} asks for {name}.dll"
                for name in sorted(imports_of(path) - there - _WINDOWS)
                if not name.startswith(_BEGIN)
            ]
    if faults:
        raise CannotBuild("; ".join(faults))
