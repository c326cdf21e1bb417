#!/usr/bin/env python3
"""Measures what docs/performance.md has, except sizes (scale.py), and writes a JSON file for report.py.

usage: all.py --json FILE [-n RUNS] [--history REPOSITORY]... [--folder FOLDER]...
              [--peer NAME=PROGRAM]... [--java NAME=HOME]... [--part PART]...

  history  each whole history: weir, git log -p -U0 --all, the peers
  threads  each history with two threads and with one
  ledger   the first history, cloned, after each of RUNS new commits; and one small file
  folder   each folder: weir, the peers
  hook     one staged file, with 100 and with 50,000 files in the index: weir, the peers

Measures all parts unless --part selects some. Times whole processes in turn and takes medians of RUNS (7)
after a warm-up. A peer is a program with gitleaks' commands and flags; the default peers are gitleaks and
betterleaks, if they are on the path. --java measures weir with each given Java; the default is the Java that
the launcher finds. Results of other parts and targets in FILE are kept, so parts can be measured separately.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import speed

sys.path.append(str(Path(__file__).parent / "hooks"))
import latency

HOME = Path(__file__).resolve().parent.parent
PARTS = ("history", "threads", "ledger", "folder", "hook")


def git(repository, *words):
    identity = ["-c", "user.name=Jane Doe", "-c", "user.email=jane@example.com", "-c", "commit.gpgSign=false"]
    done = subprocess.run(["git", "-C", str(repository), *identity, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"git {' '.join(words)} in {repository}: {done.stderr}")
    return done.stdout.strip()


class Bench:
    def __init__(self, options):
        self.options = options
        weir = str(HOME / "weir")
        self.weir = {f"weir, {name}": [f"JAVA_HOME={home}", weir] for name, home in options.java} or {"weir": [weir]}
        self.peers = {name: [os.path.abspath(program)] for name, program in options.peer}
        if not self.peers:
            self.peers = {name: [name] for name in ("gitleaks", "betterleaks") if shutil.which(name)}

    def weirs(self, *words):
        return {name: [*start, *words] for name, start in self.weir.items()}

    def others(self, *words):
        return {name: [*start, *words] for name, start in self.peers.items()}

    def measure(self, part, target, commands, about, **more):
        results = speed.measure(commands, target, self.options.n, **more)
        speed.show(part, target, results)
        speed.keep(self.options.json, part, Path(target).name, results, about)

    def history(self):
        for repository in self.options.history:
            commands = {
                **self.weirs("git", "--no-banner", "--no-ledger", "{}"),
                "git log -p -U0 --all": ["git", "-C", "{}", "log", "-p", "-U0", "--all"],
                **self.others("git", "--no-banner", "{}"),
            }
            self.measure("history", repository, commands, commits(repository))

    def threads(self):
        for repository in self.options.history:
            commands = {}
            for name, start in self.weir.items():
                for threads, label in (("2", "two threads"), ("1", "one thread")):
                    words = ("git", "--no-banner", "--no-ledger", "--threads", threads, "{}")
                    commands[f"{name}, {label}"] = [*start, *words]
            self.measure("threads", repository, commands, commits(repository))

    def ledger(self):
        """Measures runs of weir that each find one new commit."""
        for repository in self.options.history[:1]:
            with tempfile.TemporaryDirectory() as work:
                clone, small = Path(work) / "clone", Path(work) / "Small.java"
                git(work, "clone", "-q", "--no-checkout", os.path.abspath(repository), "clone")
                small.write_text('String token = lookup("key");\nif (password == null) { return api; }\n' * 20)
                commands = {}
                for name, start in self.weir.items():
                    # The first scan fills the ledger.
                    speed.run([*start, "git", "--no-banner", str(clone)])
                    commands[f"{name}, one new commit"] = [*start, "git", "--no-banner", str(clone)]
                    commands[f"{name}, one small file"] = [*start, "dir", "--no-banner", str(small)]
                self.measure("ledger", repository, commands, commits(repository), before=lambda name: name.endswith("new commit") and commit(clone))

    def folder(self):
        for folder in self.options.folder:
            commands = {**self.weirs("dir", "--no-banner", "{}"), **self.others("dir", "--no-banner", "{}")}
            self.measure("folder", folder, commands, size(folder))

    def hook(self):
        with tempfile.TemporaryDirectory() as work:
            lab = latency.Lab(work, HOME / "weir")
            for files in (100, 50_000):
                r = latency.repository(lab, files)
                commands = {**self.weirs("hook", "pre-commit"), **self.others(*latency.GITLEAKS)}
                target = f"{files:,} files in the index"
                # git sets this variable for its hooks.
                commands = {name: ["GIT_INDEX_FILE=.git/index", *words] for name, words in commands.items()}
                self.measure("hook", target, commands, "", folder=r.path)


def commit(clone):
    """Adds a commit with a new file on top of HEAD, without a work tree."""
    number = git(clone, "rev-list", "--count", "HEAD")
    tree = git(clone, "ls-tree", "HEAD")
    blob = subprocess.run(["git", "-C", str(clone), "hash-object", "-w", "--stdin"], capture_output=True, check=True,
                          input=f"class Added{number} {{\n  int number = {number};\n}}\n".encode()).stdout.decode()
    tree += f"\n100644 blob {blob.strip()}\tAdded{number}.java\n"
    made = subprocess.run(["git", "-C", str(clone), "mktree"], input=tree.encode(), capture_output=True, check=True)
    new = git(clone, "commit-tree", "-p", "HEAD", "-m", f"add {number}", made.stdout.decode().strip())
    git(clone, "update-ref", "HEAD", new)


def commits(repository):
    return f"{int(git(repository, 'rev-list', '--count', '--all')):,} commits"


def size(folder):
    files = [p for p in Path(folder).rglob("*") if p.is_file() and not p.is_symlink() and ".git" not in p.parts]
    return f"{sum(p.stat().st_size for p in files) / 1e6:.0f} MB in {len(files):,} files"


def pair(text):
    name, _, value = text.partition("=")
    if not value:
        raise argparse.ArgumentTypeError(f"{text} is not NAME=PATH")
    return name, value


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--json", required=True)
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--history", action="append", default=[])
    parser.add_argument("--folder", action="append", default=[])
    parser.add_argument("--peer", action="append", default=[], type=pair)
    parser.add_argument("--java", action="append", default=[], type=pair)
    parser.add_argument("--part", action="append", choices=PARTS)
    options = parser.parse_args()
    bench = Bench(options)
    for part in options.part or PARTS:
        getattr(bench, part)()


if __name__ == "__main__":
    main()
