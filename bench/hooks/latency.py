#!/usr/bin/env python3
"""Measures a hook with one staged file, as a whole process, in alternation with gitleaks.

usage: latency.py WEIR GITLEAKS [--runs N] [--files N]

Prints wall time and CPU time in milliseconds, median and minimum of N runs (20), for `weir hook pre-commit`,
for the hook that `weir install` writes, for `weir git --staged`, and for gitleaks. The repository has as many
files in its index as --files says, by default 100.
"""
import argparse, os, pathlib, resource, statistics, subprocess, sys, tempfile, time

from lab import Lab, Repository

GITLEAKS = ["git", "--pre-commit", "--redact", "--staged", "--verbose", "--no-banner"]


def repository(lab, files):
    """Makes a repository with one changed file staged among committed ones."""
    r = Repository(lab, f"r{files}")
    for number in range(files):
        r.write(f"src/p{number // 1000}/part{number}.py", f"def f{number}(x):\n    return x + {number}\n" * 20)
    r.do("add", ".")
    r.do("commit", "-q", "-m", "start")
    r.add("src/p0/part7.py", "def changed(name):\n    return name.strip()\n" * 20)
    return r


def measure(words, repository, env):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(words, cwd=repository.path, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{words} failed: {done.stdout}")
    return 1000 * wall, 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weir")
    parser.add_argument("gitleaks")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--files", type=int, default=100)
    args = parser.parse_args()
    weir, gitleaks = (str(pathlib.Path(os.path.abspath(p))) for p in (args.weir, args.gitleaks))
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(folder, weir)
        r = repository(lab, args.files)
        r.run(weir, "install", "--hooks", "pre-commit")
        contenders = {
            "weir hook pre-commit": [weir, "hook", "pre-commit"],
            "hook of weir install": [".git/hooks/pre-commit"],
            "weir git --staged": [weir, "git", "--staged", "--no-banner"],
            "gitleaks git --pre-commit --staged": [gitleaks, *GITLEAKS],
        }
        env = {**lab.env, "GIT_INDEX_FILE": ".git/index"}
        taken = {name: [] for name in contenders}
        for words in contenders.values():
            measure(words, r, env)
        for _ in range(args.runs):
            for name, words in contenders.items():
                taken[name].append(measure(words, r, env))
    print("| command | wall, median ms | fastest | processor, median ms | fastest |\n|---|--:|--:|--:|--:|")
    for name, times in taken.items():
        wall, cpu = zip(*times)
        print(f"| `{name}` | {statistics.median(wall):.0f} | {min(wall):.0f} | {statistics.median(cpu):.0f}"
              f" | {min(cpu):.0f} |")


if __name__ == "__main__":
    main()
