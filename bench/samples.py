#!/usr/bin/env python3
"""Measures the default rules on sets of samples: how many are found, and by which kind of rule.

usage: samples.py LAUNCHER FOLDER [--missed FILE]

FOLDER holds *.jsonl or *.jsonl.gz, one sample per line: {"id", "source", "rule_id", "kind", "text"};
kind is "tp" (a rule must find something) or "fp" (the rule of that id must find nothing).
Samples without text are skipped. The "tp" samples include ids of clients and projects, so --identifiers is given
for them if the launcher knows it. --missed writes the failed samples, one JSON object per line.
"""
import collections
import glob
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

# Rules that depend on names and places rather than on the format of one kind of credential.
GENERIC = {
    "curl-auth-header",
    "curl-auth-user",
    "generic-api-key",
    "generic-bare-key",
    "generic-command-line-password",
    "generic-connection-string",
    "generic-password",
    "generic-sql-password",
    "http-authorization-header",
    "passphrase-with-user-name",
    "provider-key-in-text",
    "url-basic-auth",
}


def read(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl*"))):
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                sample = json.loads(line)
                if sample["text"]:
                    yield sample


def scan(launcher, samples, identifiers):
    """Returns for each sample the ids of the rules that report something in it."""
    found = [set() for _ in samples]
    with tempfile.TemporaryDirectory() as folder:
        files = os.path.join(folder, "files")
        os.mkdir(files)
        for i, sample in enumerate(samples):
            with open(os.path.join(files, f"{i}.txt"), "w", encoding="utf-8", newline="") as out:
                out.write(sample["text"])
        report = os.path.join(folder, "report.json")
        command = [launcher, "dir", files, "--no-banner", "--exit-code", "0", "-l", "error"]
        env = {k: v for k, v in os.environ.items() if not k.startswith("GITLEAKS_CONFIG")}
        command += ["--ignore-gitleaks-allow", "-f", "json", "-r", report]
        about = subprocess.run([launcher, "dir", "--help"], capture_output=True, text=True, env=env)
        if identifiers and "--identifiers" in about.stdout:
            command.append("--identifiers")
        subprocess.run(command, check=True, env=env, timeout=600)
        with open(report, encoding="utf-8") as text:
            for finding in json.load(text):
                name = os.path.basename(finding["File"])
                found[int(name.split(".")[0])].add(finding["RuleID"])
    return found


def percent(part, whole):
    return f"{part:5d}/{whole:<5d} {100 * part / whole if whole else 0:6.2f} %"


def main():
    if len(sys.argv) not in (3, 5) or (len(sys.argv) == 5 and sys.argv[3] != "--missed"):
        sys.exit(__doc__)
    launcher = os.path.abspath(sys.argv[1])
    samples = sorted(read(sys.argv[2]), key=lambda sample: sample["kind"])
    split = sum(sample["kind"] == "fp" for sample in samples)
    found = scan(launcher, samples[:split], False) + scan(launcher, samples[split:], True)
    counts = collections.Counter()
    wrong = []
    for sample, ids in zip(samples, found):
        source, kind = sample["source"], sample["kind"]
        counts[source, kind] += 1
        if kind == "tp":
            counts[source, "specific"] += bool(ids - GENERIC)
            counts[source, "any"] += bool(ids)
            failed = not ids
        else:
            # a number after a dot distinguishes rules that share a name
            failed = re.sub(r"\.\d+$", "", sample["rule_id"]) in ids
            counts[source, "false"] += failed
        if failed:
            wrong.append({**sample, "found": sorted(ids)})
    print(f"{'source':14s} {'tp by a specific rule':>21s}  {'tp by any rule':>21s}  {'fp by their rule':>21s}")
    for source in sorted({source for source, _ in counts}):
        tp, fp = counts[source, "tp"], counts[source, "fp"]
        print(
            f"{source:14s} {percent(counts[source, 'specific'], tp):>21s}"
            f"  {percent(counts[source, 'any'], tp):>21s}  {percent(counts[source, 'false'], fp):>21s}"
        )
    if len(sys.argv) == 5:
        with open(sys.argv[4], "w", encoding="utf-8") as out:
            for sample in wrong:
                out.write(json.dumps(sample) + "\n")


if __name__ == "__main__":
    main()
