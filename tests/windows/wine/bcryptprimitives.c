/* Wine before 9 has no bcryptprimitives.dll; Rust's standard library asks it for random bytes. Windows has its own. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID into, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE into, SIZE_T length) {
    const ULONG most = 1 << 28;
    for (; length > most; into += most, length -= most)
        if (!SystemFunction036(into, most)) return FALSE;
    return SystemFunction036(into, (ULONG)length);
}
