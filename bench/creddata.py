#!/usr/bin/env python3
"""Scores secret scanners on CredData (github.com/Samsung/CredData): precision, recall and F1 by line.

usage: creddata.py make CREDDATA REPOSITORIES OUT [--without OWNER/NAME ...]
       creddata.py score OUT HALF NAME=LAUNCHER ... [--keep FOLDER]

CREDDATA is a checkout of CredData. REPOSITORIES holds git directories of the repositories that its
snapshot.json names: OWNER+NAME/repo, OWNER/NAME or NAME; those that are not there, or lack the commit or a
labelled file, are left out, and so are those --without, which another measurement keeps apart. "make" copies the labelled files into OUT/HALF/original, and the same files with
the true values replaced by CredData's own script, which needs the package pybase62, into OUT/HALF/replaced.
HALF is "even" or "odd", by the first hexadecimal digit of a repository's id in CredData: the rules are made
with the even half at hand, and the odd half is only scored.

CredData labels lines (of a key in PEM: its lines) as true or not. As in its benchmark, a finding counts where
a label starts, and findings elsewhere are neither right nor wrong; a line is true if one of its labels is.
"score" prints a Markdown table; --keep writes each tool's lines, by their outcome, into a folder, without values.
"""
import argparse
import binascii
import collections
import csv
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

from scanners import scan

MODES = ("replaced", "original")


def git(repository, *args):
    return subprocess.run(["git", "-C", repository, *args], check=True, capture_output=True).stdout


def find(repositories, url):
    owner, name = url.removesuffix(".git").split("/")[-2:]
    for path in (f"{owner}+{name}/repo", f"{owner}/{name}", name):
        if (repositories / path).exists():
            return repositories / path
    return None


def labels(path):
    with open(path, newline="", encoding="utf-8") as text:
        return list(csv.DictReader(text))


def copy(repository, commit, rows, out):
    """Copies the labelled files of one repository; returns those that it lacks."""
    wanted = {row["FileID"]: row["FilePath"] for row in rows}
    for line in git(repository, "ls-tree", "-r", "-z", commit).split(b"\0"):
        if not line:
            continue
        about, path = line.split(b"\t", 1)
        mode, _, blob = about.decode().split()
        to = wanted.get(hashlib.sha256(path).hexdigest()[:8])
        if to and mode in ("100644", "100755"):
            try:
                text = git(repository, "cat-file", "blob", blob)
            except subprocess.CalledProcessError:
                continue  # a partial copy of the repository
            (out / to).parent.mkdir(parents=True, exist_ok=True)
            (out / to).write_bytes(text)
    return [path for path in wanted.values() if not (out / path).exists()]


def make(creddata, repositories, out, without):
    snapshot = json.loads((creddata / "snapshot.json").read_text())
    used = collections.Counter()
    for key, url in sorted(snapshot.items()):
        name = f"{binascii.crc32(binascii.unhexlify(key)):08x}"
        repository, commit = find(repositories, url), key[:40]
        rows = labels(creddata / "meta" / f"{name}.csv")
        if not repository or not rows or "/".join(url.split("/")[-2:]) in without:
            continue
        if subprocess.run(["git", "-C", repository, "cat-file", "-e", commit], capture_output=True).returncode:
            print(f"{url}: no commit {commit}")
            continue
        half = out / ("odd" if int(name[0], 16) % 2 else "even")
        for mode in MODES:
            missing = copy(repository, commit, rows, half / mode)
        if missing:
            print(f"{url}: lacks {len(missing)} of its files")
            for mode in MODES:
                shutil.rmtree(half / mode / "data" / name, ignore_errors=True)
            continue
        (half / "meta").mkdir(exist_ok=True)
        (half / "meta" / f"{name}.csv").write_bytes((creddata / "meta" / f"{name}.csv").read_bytes())
        used[half.name] += 1
    sys.path.insert(0, str(creddata))
    from obfuscate_creds import obfuscate_creds

    for half in sorted(used):
        # It replaces the first "data" of each path by the folder that it is given.
        obfuscate_creds(str(out / half / "meta"), str(out / half / "replaced" / "data"))
        print(f"{half}: {used[half]} repositories")


def lines(meta):
    """The labelled places: path, and first and last line, to whether one of their labels is true."""
    places = {}
    for path in sorted(meta.glob("*.csv")):
        for row in labels(path):
            place = (row["FilePath"], int(row["LineStart"]), int(row["LineEnd"]))
            places[place] = places.get(place, False) or row["GroundTruth"] == "T"
    return places


def outcome(places, found):
    """The labelled places that a scanner's findings meet, and the number of its findings elsewhere."""
    at = collections.defaultdict(list)
    for place in places:
        at[place[0]].append(place)
    hit, elsewhere = set(), 0
    for finding in found:
        path, line = finding["File"], finding["StartLine"]
        met = [p for p in at[path] if p[1] <= line <= p[2]]
        # The match may start lines before its value.
        met = met or sorted(p for p in at[path] if line <= p[1] <= p[2] <= finding["EndLine"])[-1:]
        hit.update(met)
        elsewhere += not met
    return hit, elsewhere


def score(out, tools, keep):
    places = lines(out / "meta")
    true = {place for place, label in places.items() if label}
    print(f"{len(list((out / 'meta').glob('*.csv')))} repositories, {len(places)} labelled places, {len(true)} true\n")
    print("| values | tool | found, true | found, not true | precision | recall | F1 | elsewhere |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    for mode in MODES:
        for name, launcher in tools:
            found = [f for f in scan(launcher, out / mode)]
            hit, elsewhere = outcome(places, found)
            right, wrong = len(hit & true), len(hit - true)
            precision = 100 * right / max(1, right + wrong)
            recall = 100 * right / max(1, len(true))
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(f"| {mode} | {name} | {right} | {wrong} | {precision:.1f} | {recall:.1f} | {f1:.1f} | {elsewhere} |")
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                with open(keep / f"{mode}-{name}.tsv", "w", encoding="utf-8") as text:
                    for place in sorted(places):
                        label = "true" if place in true else "not true"
                        text.write("\t".join([*map(str, place), label, "found" if place in hit else "missed"]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    making = verbs.add_parser("make")
    for name in ("creddata", "repositories", "out"):
        making.add_argument(name, type=pathlib.Path)
    making.add_argument("--without", nargs="*", default=(), metavar="OWNER/NAME")
    scoring = verbs.add_parser("score")
    scoring.add_argument("out", type=pathlib.Path)
    scoring.add_argument("half", choices=("even", "odd"))
    scoring.add_argument("tools", nargs="+", metavar="NAME=LAUNCHER")
    scoring.add_argument("--keep", type=pathlib.Path)
    args = parser.parse_args()
    if args.verb == "make":
        make(args.creddata.resolve(), args.repositories.resolve(), args.out.resolve(), args.without)
    else:
        score(args.out / args.half, [tool.split("=", 1) for tool in args.tools], args.keep)


if __name__ == "__main__":
    main()
