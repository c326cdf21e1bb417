#!/usr/bin/env python3
"""Measures time and peak memory of weir and of git against the size of made-up histories.

usage: scale.py --json FILE [-n RUNS] [--part PART]... [--size N]... [--java NAME=HOME]... [--work FOLDER]

  commits  histories of 10,000, 50,000 and 200,000 commits; each changes two of 2,000 files
  files    histories whose first commit adds 10,000, 100,000 and 300,000 files; 100 commits change ten each
  pack     packs of 100, 1,000 and 5,000 MB, four fifths of it binary files

Measures all parts and sizes unless --part and --size select some: `--part pack --size 100`. Each history is
made by git fast-import, always with the same objects, scanned RUNS times (1) by weir and by
`git log -p -U0 --all` in turn, and deleted. The largest one takes 5 GB in FOLDER, by default the system's
folder for temporary files; sizes that do not fit there are left out with a message. Other figures in FILE
are kept; report.py makes table and plot from FILE. --java measures weir with each given Java.
"""
import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import speed
from all import HOME, pair

SIZES = {"commits": (10_000, 50_000, 200_000), "files": (10_000, 100_000, 300_000), "pack": (100, 1_000, 5_000)}
UNITS = {"commits": "commits", "files": "files", "pack": "MB"}
MEGABYTE = 1_000_000
WORDS = ("user value index parser buffer request stream offset length config result handler path count node table "
         "entry column record state cache view shape color width margin event source target group order price "
         "total first last parent child token").split()


class Maker:
    """Writes the input of git fast-import. Equal seeds make equal histories."""

    def __init__(self, out, seed):
        self.out = out
        self.random = random.Random(seed)
        self.commits = 0
        self.lines = [self.line() for _ in range(20_000)]

    def line(self):
        a, b, c = self.random.choices(WORDS, k=3)
        number = self.random.randrange(100_000)
        return self.random.choice((
            f'    {a}.{b}({c}, {number});\n', f'  private final String {a}{number} = "{b}-{c}";\n',
            f'    if ({a}.{b} == null) {{ return {c}{number}; }}\n', f'{a}_{b}: {c}{number}\n',
            f'  // The {a} of each {b} is kept in {number} until the {c} ends.\n')).encode()

    def text(self, lines):
        return self.random.choices(self.lines, k=lines)

    def commit(self, files):
        """Adds a commit with these paths and contents."""
        self.commits += 1
        message = f"change {self.commits}\n".encode()
        write = self.out.write
        write(b"commit refs/heads/main\ncommitter Jane Doe <jane@example.com> %d +0000\ndata %d\n%s"
              % (1_500_000_000 + 60 * self.commits, len(message), message))
        for path, content in files:
            write(b"M 100644 inline %s\ndata %d\n" % (path.encode(), len(content)))
            write(content)
            write(b"\n")

    def make_commits(self, count):
        """Each commit changes three lines of one file, and adds some to another one or makes it anew."""
        files = [[] for _ in range(2_000)]
        for _ in range(count):
            changed, grown = self.random.sample(range(len(files)), 2)
            lines = files[changed] or self.text(60)
            for _ in range(3):
                lines[self.random.randrange(len(lines))] = self.random.choice(self.lines)
            files[changed] = lines
            files[grown] = files[grown] + self.text(5) if len(files[grown]) < 300 else self.text(60)
            self.commit((path(i), b"".join(files[i])) for i in (changed, grown))

    def make_files(self, count):
        self.commit((path(i), b"".join(self.text(8))) for i in range(count))
        for _ in range(100):
            self.commit([(path(self.random.randrange(count)), b"".join(self.text(9))) for _ in range(10)])

    def make_pack(self, megabytes):
        """Text takes about a third of its size in the pack, binary files their size."""
        for i in range(megabytes):
            self.commit([(f"data/{i // 100}/{i}.bin", b"\0" + self.random.randbytes(800_000)),
                         (f"text/{i // 100}/{i}.txt", b"".join(self.text(14_000)))])


def path(number):
    return f"src/m{number // 2_000}/p{number // 40}/Part{number}.java"


def make(part, size, repository):
    subprocess.run(["git", "init", "-q", "-b", "main", str(repository)], check=True)
    settings = ["-c", "core.compression=1", "-c", "fastimport.unpackLimit=0"]
    command = ["git", "-C", str(repository), *settings, "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        getattr(Maker(process.stdin, seed=part), f"make_{part}")(size)
    if process.returncode:
        sys.exit(f"git fast-import failed: {process.returncode}")


def measure(commands, repository, runs):
    taken = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(speed.run(command, str(repository)))
    return {name: speed.summary(figures) for name, figures in taken.items()}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--json", required=True)
    parser.add_argument("-n", type=int, default=1)
    parser.add_argument("--part", action="append", choices=SIZES)
    parser.add_argument("--size", action="append", type=int, default=[])
    parser.add_argument("--java", action="append", default=[], type=pair)
    parser.add_argument("--work", default=tempfile.gettempdir())
    options = parser.parse_args()
    weir = str(HOME / "weir")
    commands = {f"weir, {name}": [f"JAVA_HOME={home}", weir] for name, home in options.java} or {"weir": [weir]}
    commands = {name: [*start, "git", "--no-banner", "--no-ledger", "{}"] for name, start in commands.items()}
    commands["git log -p -U0 --all"] = ["git", "-C", "{}", "log", "-p", "-U0", "--all"]
    for part in options.part or SIZES:
        for size in options.size or SIZES[part]:
            needed = 1.1 * size * MEGABYTE if part == "pack" else 4_000 * size
            if shutil.disk_usage(options.work).free < 2 * needed:
                print(f"{part} {size:,}: left out, {options.work} has too little space", file=sys.stderr)
                continue
            with tempfile.TemporaryDirectory(dir=options.work) as work:
                repository = Path(work) / "history"
                start = time.perf_counter()
                make(part, size, repository)
                packed = sum(p.stat().st_size for p in repository.glob(".git/objects/pack/*.pack")) / MEGABYTE
                print(f"made in {time.perf_counter() - start:.0f} s: {packed:,.0f} MB", flush=True)
                results = measure(commands, repository, options.n)
            name = f"{size:,} {UNITS[part]}"
            speed.show(part, name, results)
            about = "" if part == "pack" else f"pack of {packed:,.0f} MB"
            speed.keep(options.json, part, name, results, about, size=size)


if __name__ == "__main__":
    main()
