#!/usr/bin/env python3
"""Measures a scan without known values and with 1, 1,000 and 100,000 of them.

  bench/known.py REPOSITORY [ROUNDS]      default: 3 rounds

Generates random values of 16 to 48 characters (with a fixed seed), imports them into files in a
temporary folder, and scans the whole history of REPOSITORY with ./weir in turn, after a warm-up. Prints
a table with the smallest wall-clock and CPU seconds, and the times and the file size of each import.
"""
import os
import random
import resource
import string
import subprocess
import sys
import tempfile
import time

COUNTS = (1, 1_000, 100_000)
ALPHABET = string.ascii_letters + string.digits + "!#%&*+-_=@"


def timed(words, **more):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    code = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code.returncode not in (0, 1):
        sys.exit(f"{words}: exit {code.returncode}\n{code.stderr.decode()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    repository, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    weir = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "weir")
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        arguments = {0: []}
        imports = {}
        for count in COUNTS:
            values = os.path.join(folder, f"{count}.txt")
            with open(values, "w", encoding="ascii") as out:
                for _ in range(count):
                    size = chance.randint(16, 48)
                    out.write("".join(chance.choice(ALPHABET) for _ in range(size)) + "\n")
            kept = os.path.join(folder, f"{count}.known")
            places = [f"--known-file={kept}", f"--known-key={folder}/key"]
            took = timed([weir, "known", "import", "--format=lines", *places, values])
            imports[count] = (*took, os.path.getsize(kept))
            arguments[count] = ["--known", *places]
        best = {}
        for number in range(rounds + 1):
            for count, more in arguments.items():
                if not number and count:
                    continue
                took = timed([weir, "git", "--no-banner", "--no-ledger", *more, repository])
                if number:
                    best[count] = tuple(map(min, took, best.get(count, took)))
    print("| values | wall s | CPU s | against none: wall, CPU | import: wall s, CPU s | file |")
    print("|--:|--:|--:|--:|--:|--:|")
    for count, (wall, cpu) in best.items():
        row = f"| {count:,} | " if count else "| none | "
        row += f"{wall:.1f} | {cpu:.1f} | "
        if count:
            import_wall, import_cpu, size = imports[count]
            row += f"{wall / best[0][0]:.2f}, {cpu / best[0][1]:.2f} | {import_wall:.1f}, {import_cpu:.1f} | "
            row += f"{size / 1e3:.1f} kB |" if size < 100_000 else f"{size / 1e6:.1f} MB |"
        else:
            row += "| | |"
        print(row)


if __name__ == "__main__":
    main()
