#!/usr/bin/env python3
"""calibrate.py LABELLED ... --classpath PATH [--negative FOLDER ...]: finds the weights of the score of values.

LABELLED is FOLDER:LABELS. LABELS has a line for each judged line of a file: path, line, T for a secret or F for
another value, separated by tabs. recipes.py makes one such folder; bench/creddata.py makes another from CredData, of whose
repositories only the half with even numbers may be used here. In the folders of --negative nothing is a secret:
packages of npm, Go, Python and the sources of the JDK.

Candidates.java tells which values generic rules match there and what ValueFeatures measures of each; logistic
regression, apart for names of passwords and all others, finds the weights. A weight whose sign contradicts what it
is for (SIGNS) is left out and the rest fitted again. A third of the repositories, and a fifth of everything else,
is held out and only counted. What no label can teach is set by hand (FIXED): how much weaker a value counts in a
test, in a translation, in a lock file, and the words and names that people write in place of secrets: a scan of
code meets them a thousand times as often as the labelled data do.
"""
import argparse
import collections
import os
import re
import subprocess
import tempfile
import zlib

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = os.path.join(HERE, "../../scanner-core/src/main/resources/dev/weir/core/check/weights.tsv")
SIGNS = {name: 1 for name in "random random-each size even digits mixed-case symbols base64-end uuid".split()}
SIGNS.update((name, -1) for name in (
    "no-digit short-no-digit words short separators one-digit one-case unquoted code-name dotted attribute "
    "digest-name no-name weak-name loose argument listed data few-letters").split())
# Weights for passwords and for other names: the weight itself for places, the most that it may be for the rest.
PLACES = {"test": (-0.5, -0.5), "weak-in-test": (-3.5, -3), "bare-key-in-test": (-3, -3), "sample": (-1.5, -1.5),
          "comment": (-0.5, -0.5), "translation": (-3, -2), "lock": (-6, -6), "page-token": (0, -2)}
FIXED = {"one-case": (-1, -0.8), "attribute": (-3, -4), "code-name": (-1, -4), "counted": (-3, -1), "uneven": (-5, -15),
         "short-no-digit": (0, -4), "loose": (0, -0.5), "loose-weak": (0, -4)}
# A scan of code meets fewer secrets than the labelled data do.
SHIFT = -0.5


def weights():
    with open(WEIGHTS, encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]


def candidates(folders, classpath):
    """Yields folder, path, line, value and features of what generic rules match."""
    with tempfile.TemporaryDirectory() as ones:
        place = os.path.join(ones, "dev/weir/core/check")
        os.makedirs(place)
        with open(os.path.join(place, "weights.tsv"), "w", encoding="utf-8") as f:
            for name, *_ in weights():
                f.write(f"{name}\t{2 if name == 'base' else 1}\t1\t{name}\n")
        command = ["java", "-cp", ones + os.pathsep + classpath, os.path.join(HERE, "Candidates.java"), *folders]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace") as run:
            for line in run.stdout:
                folder, path, number, value, parts = line.rstrip("\n").split("\t")
                features = dict((k, float(v)) for k, v in (part.split("=") for part in parts.split(";") if part))
                yield folder, path, int(number), value, features


def labels(path):
    found = collections.defaultdict(dict)
    with open(path, encoding="utf-8") as f:
        for line in f:
            name, number, label = line.rstrip("\n").split("\t")[:3]
            found[name][int(number)] = label
    return found


def examples(given):
    labelled = dict(pair.split(":", 1) for pair in given.labelled)
    known = {folder: labels(path) for folder, path in labelled.items()}
    seen = collections.Counter()
    for folder, path, line, value, features in candidates([*labelled, *given.negative], given.classpath):
        label = known[folder].get(path, {}).get(line) if folder in known else "F"
        repository = path.split("/")[1] if path.startswith("data/") else None
        if repository is None and label is None:
            continue
        seen[folder, path, value] += 1
        if label == "X" or seen[folder, path, value] > 2:
            continue
        part = zlib.crc32((repository or path).encode())
        held = part % 3 == 0 if repository else part % 5 == 0
        weight = 1.0 if repository else 0.7 if folder not in known else 0.35
        yield features.pop("base") == 2, features, label == "T", weight, held


def fit(rows, names):
    a = np.array([[row[1].get(name, 0.0) for name in names] + [1.0] for row in rows])
    y = np.array([row[2] for row in rows], dtype=float)
    w = np.array([row[3] for row in rows])
    ridge = np.eye(a.shape[1])
    ridge[-1, -1] = 1e-3
    b = np.zeros(a.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(a @ b, -30, 30)))
        b += np.linalg.solve((a * (w * p * (1 - p))[:, None]).T @ a + ridge, a.T @ (w * (y - p)) - ridge @ b)
    return dict(zip(names + ["base"], b))


def fitted(rows, column):
    names = [name for name, *_ in weights() if name != "base"]
    while True:
        found = fit(rows, names)
        wrong = [name for name in names if SIGNS.get(name, 0) * found[name] < 0]
        if not wrong:
            break
        names.remove(max(wrong, key=lambda name: abs(found[name])))
    found.update({name: pair[column] for name, pair in PLACES.items()})
    found.update({name: min(pair[column], found.get(name, 0)) for name, pair in FIXED.items()})
    found["base"] += SHIFT
    return found


def main():
    args = argparse.ArgumentParser()
    args.add_argument("labelled", nargs="+")
    args.add_argument("--negative", nargs="*", default=[])
    args.add_argument("--classpath", required=True)
    given = args.parse_args()
    rows = list(examples(given))
    columns = []
    for column, password in enumerate((True, False)):
        own = [row for row in rows if row[0] == password]
        found = fitted([row for row in own if not row[4]], column)
        columns.append(found)
        for held in (False, True):
            counts = collections.Counter()
            for _, features, secret, _, is_held in own:
                if is_held == held:
                    score = found["base"] + sum(found.get(name, 0) * x for name, x in features.items())
                    counts[bool(secret), bool(score >= 0)] += 1
            print(f"{'password' if password else 'key'} {'held out' if held else 'fitted'}: secrets"
                  f" {counts[True, True]} of {counts[True, True] + counts[True, False]} accepted, others"
                  f" {counts[False, True]} of {counts[False, True] + counts[False, False]}")
    known = weights()
    with open(WEIGHTS, encoding="utf-8") as f:
        head = re.match(r"(?:#.*\n)*", f.read()).group()
    with open(WEIGHTS, "w", encoding="utf-8") as f:
        f.write(head)
        for name, _, _, what in known:
            f.write(f"{name}\t{columns[0].get(name, 0):.2f}\t{columns[1].get(name, 0):.2f}\t{what}\n")


if __name__ == "__main__":
    main()
