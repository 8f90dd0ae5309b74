"""What Wine lacks and Windows has, hidden from the standard library, so that it takes its older way round."""

import _winapi
import os

if hasattr(_winapi, "CopyFile2"):  # Wine 8 has not written it
    del _winapi.CopyFile2
os.getppid = lambda: 1  # asks a function that Wine 8 has not written
