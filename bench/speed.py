#!/usr/bin/env python3
"""Times whole processes of several scanners on the same targets, in alternation.

usage: speed.py [-n RUNS] [--plot FILE.svg] [--json FILE] NAME=COMMAND... -- TARGET...

COMMAND is split as a shell splits words; {} in it is the target. Prints medians of wall time, CPU
time and peak memory, and the ratio of each wall time to the first command's. One run of each is
not counted. An exit code of more than 2 ends the comparison: what did not scan is not fast.

  bench/speed.py -n 7 'weir=./weir git --no-banner --no-ledger {}' \\
      'gitleaks=gitleaks git --no-banner {}' 'git log=git -C {} log -p -U0 --all' -- ~/src/spotless
"""
import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import time
from pathlib import Path
from xml.sax.saxutils import escape


def run(command, target):
    words = [word.replace("{}", target) for word in shlex.split(command)]
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code > 2 or code < 0:
        sys.exit(f"{' '.join(words)}: exit code {code}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(commands, target, runs):
    times = {name: [] for name in commands}
    for round_number in range(runs + 1):
        for name, command in commands.items():
            figures = run(command, target)
            if round_number:
                times[name].append(figures)
    return {
        name: [statistics.median(f[i] for f in figures) for i in range(3)]
        for name, figures in times.items()
    }


def plot(results, file):
    """Draws a bar of wall time for each command, a group for each target."""
    rows = [(t, name, f[0]) for t, names in results.items() for name, f in names.items()]
    longest = max(wall for _, _, wall in rows)
    height = 22 * len(rows) + 26 * len(results) + 10
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{height}" '
           'font-family="sans-serif" font-size="12">']
    y = 18
    for target, names in results.items():
        out.append(f'<text x="8" y="{y}" font-weight="bold">{escape(Path(target).name)}</text>')
        for name, (wall, _, _) in names.items():
            y += 22
            width = max(1, 380 * wall / longest)
            color = "#2b6cb0" if name.startswith("weir") else "#a0aec0"
            out.append(f'<text x="150" y="{y}" text-anchor="end">{escape(name)}</text>')
            out.append(f'<rect x="158" y="{y - 12}" width="{width:.0f}" height="15" fill="{color}"/>')
            out.append(f'<text x="{162 + width:.0f}" y="{y}">{wall:.2f} s</text>')
        y += 26
    out.append("</svg>\n")
    Path(file).write_text("\n".join(out))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--plot")
    parser.add_argument("--json")
    parser.add_argument("words", nargs="+")
    split = sys.argv.index("--") if "--" in sys.argv else sys.exit(__doc__)
    options = parser.parse_args(sys.argv[1:split])
    commands = dict(word.split("=", 1) for word in options.words)
    results = {}
    for target in sys.argv[split + 1:]:
        results[target] = measure(commands, target, options.n)
        first = next(iter(results[target].values()))
        print(target)
        for name, (wall, cpu, peak) in results[target].items():
            print(f"  {name:24} {wall:8.3f} s wall {cpu:8.3f} s CPU {peak:6.0f} MB "
                  f"  {first[0] / wall:5.2f}", flush=True)
    if options.plot:
        plot(results, options.plot)
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
