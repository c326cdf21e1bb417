#!/usr/bin/env python3
"""Measures how long a commit waits for the hook, next to other programs.

usage: start.py [-n RUNS] [--files N] [--java NAME=HOME]... [--weir PROGRAM] [--old PROGRAM]
                [--gitleaks PROGRAM]

One file is staged, in an index of 100 files and in one of N (50,000). The hook of this checkout, that of an
older one (--old, the launcher of another checkout) and gitleaks run in turn, RUNS times (20) after two
warm-ups; the weirs with each --java, by default the one that the launcher finds. Times are of whole
processes. Prints medians, and then the median over the rounds of each ratio. On a busy machine only the
ratios of processor time mean anything.

  bench/start.py --java 'Java 17'=/usr/lib/jvm/java-17-openjdk-amd64 --old ../a323d73/weir --gitleaks gitleaks
"""
import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import speed

sys.path.append(str(Path(__file__).parent / "hooks"))
import latency

HOME = Path(__file__).resolve().parent.parent
SMALL = 100
WALL, CPU, MEMORY = range(3)


def pair(text):
    name, _, value = text.partition("=")
    if not value:
        raise argparse.ArgumentTypeError(f"{text} is not NAME=HOME")
    return name, value


def program(text):
    return os.path.abspath(text) if os.sep in text else shutil.which(text) or sys.exit(f"{text} is not on the PATH")


def commands(options):
    """Returns the command of each contender; the names are (what, name of the Java)."""
    found = {}
    for name, home in options.java or [("Java", None)]:
        environment = ["GIT_INDEX_FILE=.git/index", *([f"JAVA_HOME={home}"] if home else [])]
        found["weir", name] = [*environment, program(options.weir), "hook", "pre-commit"]
        if options.old:
            found["old weir", name] = [*environment, program(options.old), "hook", "pre-commit"]
    if options.gitleaks:
        found["gitleaks", ""] = ["GIT_INDEX_FILE=.git/index", program(options.gitleaks), *latency.GITLEAKS]
    return found


def measure(contenders, repositories, runs):
    """Runs all commands in all repositories in turn; returns the figures of each round by (files, contender)."""
    taken = {(files, who): [] for files in repositories for who in contenders}
    for round_number in range(-2, runs):
        keys = list(taken)
        # Every other round goes backwards, so no one always runs after the same other.
        for files, who in keys if round_number % 2 else reversed(keys):
            figures = speed.run(contenders[who], folder=repositories[files].path)
            if round_number >= 0:
                taken[files, who].append(figures)
    return taken


def median(figures, what):
    return statistics.median(f[what] for f in figures)


def ratio(first, second, what):
    return statistics.median(a[what] / b[what] for a, b in zip(first, second))


def show(taken, files):
    for (count, (what, java)), figures in taken.items():
        label = f"{what}, {java}" if java else what
        print(f"{count:>7,} files  {label:20} {1000 * median(figures, WALL):5.0f} ms wall"
              f" {1000 * median(figures, CPU):5.0f} ms CPU {median(figures, MEMORY):4.0f} MB")
    for what, java in [who for count, who in taken if count == SMALL and who[0] == "weir"]:
        own = taken[SMALL, (what, java)]
        large = taken[files, (what, java)]
        print(f"\n{java}:")
        for other in ("gitleaks", "old weir"):
            peer = taken.get((SMALL, (other, "" if other == "gitleaks" else java)))
            if peer:
                print(f"  one staged file            {ratio(own, peer, WALL):.2f} x the wall time of {other},"
                      f" {ratio(own, peer, CPU):.2f} x its processor time")
        print(f"  {files:,} files in the index {ratio(large, own, WALL):.2f} x the wall time of {SMALL},"
              f" {ratio(large, own, CPU):.2f} x its processor time")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=20)
    parser.add_argument("--files", type=int, default=50_000)
    parser.add_argument("--java", action="append", default=[], type=pair)
    parser.add_argument("--weir", default=str(HOME / "weir"))
    parser.add_argument("--old")
    parser.add_argument("--gitleaks", default=shutil.which("gitleaks"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        lab = latency.Lab(work, options.weir)
        # Nobody's own settings of git.
        os.environ.update(lab.env)
        repositories = {files: latency.repository(lab, files) for files in (SMALL, options.files)}
        show(measure(commands(options), repositories, options.n), options.files)


if __name__ == "__main__":
    main()
