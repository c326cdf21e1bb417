#!/usr/bin/env python3
"""Shows that scan time grows only linearly with the length of a text, for texts that are hard to scan.

usage: adversarial.py [WEIR [NAME...]]     default: the checkout's launcher, all texts

Scans each text with 1, 2, 4 and 8 MB. Prints CPU times of the whole process: the minimum of three runs,
minus the time for an empty file. The last column is the ratio of 8 MB to 4 MB; 2 means linear.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TEXTS = {
    "a": b"a",
    "word characters": b"aZ9_bY8x",
    "BEGIN": b"-----BEGIN RSA PRIVATE KEY-----\n",
    "BEGIN in one line": b"-----BEGIN ",
    "key=": b"key=",
    "api_key = in one line": b"api_key = abcdefghijkl; ",
    "password in lines": b'password = "x";\n',
    "base64": b"QUJDREVGR0hJSktMTU5P",
    "percent escapes": b"%41%42",
    "newlines": b"\n",
    "Kelvin signs": "api_\u212aey = \u212a\u017f ".encode(),
    "eyJ.": b"eyJ.",
    "://": b"a://b:c@",
}


def cpu(weir, file):
    best = None
    for _ in range(3):
        process = subprocess.Popen([weir, "dir", "--no-banner", "--max-memory=4g", file],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"exit code {os.waitstatus_to_exitcode(status)}")
        seconds = usage.ru_utime + usage.ru_stime
        best = seconds if best is None else min(best, seconds)
    return best


def main():
    weir = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent.parent / "weir")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_bytes(b"nothing\n")
        base = cpu(weir, file)
        for name in sys.argv[2:] or TEXTS:
            piece = TEXTS[name]
            times = []
            for megabytes in (1, 2, 4, 8):
                file.write_bytes(piece * (megabytes * 1_000_000 // len(piece)))
                times.append(max(0.001, cpu(weir, file) - base))
            shown = " ".join(f"{t:8.2f}" for t in times)
            print(f"{name:24} {shown}   {times[3] / times[2]:5.2f}", flush=True)


if __name__ == "__main__":
    main()
