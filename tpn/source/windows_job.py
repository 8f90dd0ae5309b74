"""On Windows, a limit of memory for the process itself: a job that holds it alone."""

import ctypes

_MEMORY, _NO_BOX = 0x100, 0x400  # JOB_OBJECT_LIMIT_PROCESS_MEMORY, …_DIE_ON_UNHANDLED_EXCEPTION
_EXTENDED = 9  # JobObjectExtendedLimitInformation


class JobLimits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``: what a job sets for its processes, and what they have used."""

    _fields_ = (
        ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", ctypes.c_uint32),
        ("smallest_set", ctypes.c_size_t), ("largest_set", ctypes.c_size_t), ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t), ("priority", ctypes.c_uint32), ("scheduling", ctypes.c_uint32),
        ("counters", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t), ("job_memory", ctypes.c_size_t),
        ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t),
    )  # fmt: skip


def limit_memory(megabytes: int) -> bool:
    """Limit what this process may take from now on; whether the system has agreed.

    The job ends with the process: its handle is not closed before.
    """
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = JobLimits(flags=_MEMORY | _NO_BOX, process_memory=megabytes * 1024 * 1024)
    return bool(
        job
        and kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
        and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
    )
