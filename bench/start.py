#!/usr/bin/env python3
"""Measures how much the number of default rules costs at the program's start.

usage: start.py [RUNS]

Packs a second program with 40 of the rules and times both in alternation on one small file: whole
processes, medians of RUNS (20). Needs a built checkout and `java` on the path.
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
JAR = HOME / "scanner-cli/target/weir.jar"
JAVA = ["java", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"]
WANTED = 40
# Generic rules come first, since they apply to all code; the others need their provider's name.
FIRST = ["_global", "generic", "aws", "github", "slack", "stripe", "npm"]
RULES = "dev/weir/rules/default.rules"


def few_rules(folder):
    """Copies provider files until they contain 40 rules."""
    count = 0
    source = HOME / "rules/src/main/rules"
    first = [source / f"{name}.toml" for name in FIRST]
    for file in first + sorted(set(source.glob("*.toml")) - set(first)):
        rules = file.read_text().count("[[rules]]")
        if count + rules <= WANTED:
            shutil.copy(file, folder)
            count += rules
    return count


def pack(jar, rules, work):
    subprocess.run(
        ["java", "-cp", JAR, "dev.weir.rules.RuleSetCompiler", rules, work / "compiled"], check=True)
    with zipfile.ZipFile(JAR) as whole, zipfile.ZipFile(jar, "w") as small:
        for entry in whole.infolist():
            data = whole.read(entry)
            if entry.filename == RULES:
                data = (work / "compiled/default.rules").read_bytes()
            small.writestr(entry, data)


def seconds(jar, file):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [*JAVA, "-jar", jar, "dir", "--no-banner", file], capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "rules").mkdir()
        count = few_rules(work / "rules")
        small = work / "small.jar"
        pack(small, work / "rules", work)
        file = work / "Service.java"
        file.write_text('String token = lookup("key");\nif (password == null) { return api; }\n' * 20)
        times = {small: [], JAR: []}
        for _ in range(runs):
            for jar, measured in times.items():
                measured.append(seconds(jar, file))
        wall = {jar: statistics.median(t[0] for t in measured) for jar, measured in times.items()}
        cpu = {jar: statistics.median(t[1] for t in measured) for jar, measured in times.items()}
        for jar, label in ((small, f"{count} rules"), (JAR, "all rules")):
            print(f"{label:10} {wall[jar] * 1000:6.0f} ms wall {cpu[jar] * 1000:6.0f} ms CPU")
        print(f"ratio      {wall[JAR] / wall[small]:6.2f}         {cpu[JAR] / cpu[small]:6.2f}")


if __name__ == "__main__":
    os.environ.pop("GITLEAKS_CONFIG", None)
    main()
