#!/usr/bin/env python3
"""Times whole processes of several scanners on the same targets, in alternation.

usage: speed.py [-n RUNS] [--json FILE [--part PART]] NAME=COMMAND... -- TARGET...

COMMAND is split into words as a shell does; {} stands for the target, and words such as
JAVA_HOME=/opt/jdk before the program set its environment. Prints medians of wall time, CPU time and peak
memory, and the ratio of the first command's wall time to each. Each command has one warm-up run. An exit
code above 2 aborts the comparison, because a failed scan is not a fast one.

Results of other parts and targets in FILE are kept; report.py makes the table and the plot from FILE. PART
is history (the default) or folder; bench/all.py measures these and more.

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

# A user's configuration would change the scan.
CONFIGURATION = re.compile("(GIT|BETTER)LEAKS_CONFIG(_TOML)?")


def run(command, target="", folder=None):
    """Runs a command, given as text or as words; returns wall seconds, CPU seconds and peak megabytes."""
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
    """Runs commands in turn, each after a call of `before` with its name; returns the figures for report.py."""
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


def keep(file, part, target, results, about="", **more):
    """Writes the figures of one target, and more facts about it, to a file; replaces its earlier figures."""
    path = Path(file)
    parts = json.loads(path.read_text()) if path.exists() else {}
    parts.setdefault(part, {})[target] = {"about": about, "commands": results, **more}
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
