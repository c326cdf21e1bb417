#!/usr/bin/env python3
"""Compares the findings of the default rules when weir runs them and when gitleaks does.

usage: gitleaks-rules.py WEIR GITLEAKS FOLDER...

Joins all rule files into one configuration and scans each FOLDER three times: gitleaks with this
configuration, weir with its built-in rules, and weir with the configuration without the tables that only
weir reads ([rules.weir]). The first and the third scan must agree to the column. If the second has fewer
findings, the reason is a check of the rule or a more confident rule at the same place. Prints a Markdown
table and each difference with its reason, but no secrets. Exits with 1 if a difference has no reason.
Ignores any .gitleaks.toml, ignore file and environment variable.
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

RULES = pathlib.Path(__file__).resolve().parent.parent / "rules" / "src" / "main" / "rules"
FIELDS = ("RuleID", "File", "StartLine", "StartColumn", "EndLine", "EndColumn", "Secret", "Match")


def combined():
    """Returns the default rules as the build joins them."""
    files = sorted(RULES.glob("*.toml"), key=lambda path: path.name)
    return 'title = "The default rules of weir"\n' + "".join("\n" + f.read_text(encoding="utf-8") for f in files)


def about(toml):
    """Returns for each rule its confidence and the check that its findings must pass, or None."""
    told = {}
    for text in re.split(r"(?m)^\[\[rules\]\]\s*$", toml)[1:]:
        rule, _, weir = text.partition("\n[rules.weir]")
        weir = re.split(r"(?m)^\[", weir)[0]
        get = lambda key, where: (re.search(rf'(?m)^{key}\s*=\s*"(.*)"', where) or [None, None])[1]
        check = get("check", weir)
        told[get("id", rule)] = (get("confidence", weir), None if check is None or check[0] == "?" else check)
    return told


def stripped(toml):
    return re.sub(r"(?ms)^\[rules\.weir\]$.*?(?=^\[|\Z)", "", toml)


def scan(program, folder, config, work):
    report = os.path.join(work, "report.json")
    empty = os.path.join(work, "empty")
    os.makedirs(empty, exist_ok=True)
    # request the built-in rules explicitly, to ignore a .gitleaks.toml of the folder
    if config is None:
        config = os.path.join(work, "default.toml")
        pathlib.Path(config).write_text("[extend]\nuseDefault = true\n")
    command = [program, "dir", folder, "-c", config, "-i", empty, "-f", "json", "-r", report, "--no-banner"]
    env = {k: os.environ[k] for k in ("PATH", "JAVA_HOME") if k in os.environ}
    done = subprocess.run(
        command + ["--exit-code", "0"], cwd=empty, env={**env, "HOME": empty}, capture_output=True, text=True,
        timeout=1800)
    if done.returncode != 0 or not os.path.exists(report):
        sys.exit(f"{program} on {folder}: exit {done.returncode}\n{done.stderr}")
    found = json.loads(pathlib.Path(report).read_text(encoding="utf-8")) or []
    os.remove(report)
    return collections.Counter(tuple(f[field] for field in FIELDS) for f in found)


def overlap(a, b):
    # each starts before the other ends, by line and column
    return a[1] == b[1] and a[2:4] < b[4:6] and b[2:4] < a[4:6]


def reason(finding, kept, told):
    """Returns why weir does not report a finding of gitleaks, or None."""
    confidence, check = told[finding[0]]
    surer = [
        other[0] for other in kept
        if other[0] != finding[0] and overlap(finding, other) and told[other[0]][0] in ("high", "medium")
    ]
    if confidence == "low" and surer:
        return f"found by the surer rule {surer[0]}"
    if check:
        return f"dismissed by the check {check}"
    return None


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    weir, gitleaks = (os.path.abspath(program) for program in sys.argv[1:3])
    toml = combined()
    told = about(toml)
    unexplained = 0
    details = []
    print("| folder | gitleaks | weir, stripped rules | equal | weir | not reported, with a reason | unexplained |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for folder in map(os.path.abspath, sys.argv[3:]):
        if os.path.exists(os.path.join(folder, ".gitleaksignore")):
            sys.exit(f"{folder} has a .gitleaksignore, which both tools would read")
        with tempfile.TemporaryDirectory() as work:
            all_rules, bare = os.path.join(work, "all.toml"), os.path.join(work, "bare.toml")
            pathlib.Path(all_rules).write_text(toml, encoding="utf-8")
            pathlib.Path(bare).write_text(stripped(toml), encoding="utf-8")
            theirs = scan(gitleaks, folder, all_rules, work)
            plain = scan(weir, folder, bare, work)
            ours = scan(weir, folder, None, work)
        reasons = collections.Counter()
        odd = [("only gitleaks", f) for f in (theirs - plain).elements()]
        odd += [("only weir", f) for f in (plain - theirs).elements()]
        odd += [("only weir's built-in rules", f) for f in (ours - plain).elements()]
        for finding in (plain - ours).elements():
            why = reason(finding, ours, told)
            if why is None:
                odd.append(("left out by weir", finding))
            else:
                reasons[finding[0], why] += 1
        unexplained += len(odd)
        name = os.path.basename(folder)
        print(
            f"| {name} | {sum(theirs.values())} | {sum(plain.values())} | {sum((theirs & plain).values())} "
            f"| {sum(ours.values())} | {sum(reasons.values())} | {len(odd)} |")
        for (rule, why), count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
            details.append(f"{name}: {rule}: {count} {why}")
        for where, f in odd:
            place = os.path.relpath(f[1], folder)
            details.append(f"{name}: {f[0]}: {where}: {place}:{f[2]}:{f[3]}, NO REASON KNOWN")
    print()
    print("\n".join(details) or "no differences")
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
