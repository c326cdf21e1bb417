#!/usr/bin/env python3
"""Times whole processes of several scanners on the same targets, in alternation.

usage: speed.py [-n RUNS] [--json FILE [--part PART]] NAME=COMMAND... -- TARGET...

COMMAND is split as a shell splits words; {} in it is the target, and words like JAVA_HOME=/opt/jdk
before the program are its environment. Prints medians of wall time, CPU time and peak memory, and the
ratio of the first command's wall time to each. One run of each is not counted. An exit code of more than
2 ends the comparison: what did not scan is not fast.

FILE keeps what it has of other parts and targets; report.py makes the table and the plot of it. A part is
history, which it is unless it is said, or folder; bench/all.py measures those and more.

  bench/speed.py -n 7 'weir=./weir git --no-banner --no-ledger {}' \\
      'gitleaks=gitleaks git --no-banner {}' 'git log=git -C {} log -p -U0 --all' -- ~/src/spotless
"""
import argparse
import json
import os
import re
import shlex
import statistics
import subprocess
import sys
import time
from pathlib import Path

# A configuration of the user's would be another scan.
CONFIGURATION = re.compile("(GIT|BETTER)LEAKS_CONFIG(_TOML)?")


def run(command, target="", folder=None):
    """Runs a command, given as text or as words; returns wall seconds, CPU seconds and megabytes."""
    words = shlex.split(command) if isinstance(command, str) else list(command)
    words = [word.replace("{}", target) for word in words]
    env = {k: v for k, v in os.environ.items() if not CONFIGURATION.fullmatch(k)}
    while re.match(r"\w+=", words[0]):
        name, value = words.pop(0).split("=", 1)
        env[name] = value
    start = time.perf_counter()
    process = subprocess.Popen(words, cwd=folder, env=env, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code > 2 or code < 0:
        sys.exit(f"{' '.join(words)}: exit code {code}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(commands, target, runs, folder=None, before=lambda name: None):
    """Runs commands in turn, each after `before` with its name; returns for each the figures of report.py."""
    taken = {name: [] for name in commands}
    for round_number in range(runs + 1):
        for name, command in commands.items():
            before(name)
            figures = run(command, target, folder)
            if round_number:
                taken[name].append(figures)
    return {name: summary(figures) for name, figures in taken.items()}


def summary(figures):
    wall, cpu, megabytes = zip(*figures)
    return {"wall": statistics.median(wall), "cpu": statistics.median(cpu),
            "megabytes": statistics.median(megabytes), "least": min(wall), "most": max(wall), "runs": len(wall)}


def show(part, target, results):
    first = next(iter(results.values()))["wall"]
    print(f"{part}: {target}")
    for name, f in results.items():
        print(f"  {name:28} {f['wall']:8.3f} s wall {f['cpu']:8.3f} s CPU {f['megabytes']:6.0f} MB "
              f"  {first / f['wall']:5.2f}", flush=True)


def keep(file, part, target, results, about=""):
    """Puts the figures of one target into a file, in place of what it has of them."""
    path = Path(file)
    parts = json.loads(path.read_text()) if path.exists() else {}
    parts.setdefault(part, {})[target] = {"about": about, "commands": results}
    path.write_text(json.dumps(parts, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--json")
    parser.add_argument("--part", default="history", choices=("history", "folder"))
    parser.add_argument("words", nargs="+")
    split = sys.argv.index("--") if "--" in sys.argv else sys.exit(__doc__)
    options = parser.parse_args(sys.argv[1:split])
    commands = dict(word.split("=", 1) for word in options.words)
    for target in sys.argv[split + 1:]:
        results = measure(commands, target, options.n)
        show(options.part, target, results)
        if options.json:
            keep(options.json, options.part, Path(target).name, results)


if __name__ == "__main__":
    main()
