#!/usr/bin/env python3
"""Measures how noisy scanners with their own rules are on the trees of well-known repositories.

usage: noise.py scan LIST TREES FINDINGS NAME=LAUNCHER ...
       noise.py sheet FINDINGS TREES SHEET [--judged FILE] [--draw N --seed S]
       noise.py tables FINDINGS JUDGED [--lines]

LIST is one of the files repositories*.tsv beside this script: a repository and its commit on each line. TREES
is a folder with the checked-out trees, each named after the part of the repository behind the slash, and
nothing else. "scan" writes the findings of each scanner, without their values, to the file FINDINGS, and
prints how many there are. No configuration or ignore file of a tree applies.

"sheet" writes the places outside tests that are yet to be judged, with their lines of text, to the file SHEET,
or N of them, drawn with the seed S. JUDGED holds the judgements: repository, path, line, judgement and why,
separated by tabs, and never a value. "tables" makes the tables of docs/accuracy.md from it; --lines prints
the judged lines, too. A place is a line of a file. Its judgement counts for all findings there:

true                   running code or a service takes it, or took it, as a credential, or signs with it
sample                 such a value in tests, examples or documents, for made-up users, or a default to be changed
placeholder or public  stands for a value, or is given to everyone: a public key, a client id
not a secret           everything else: names, paths, translations, hashes, ids
"""
import argparse
import collections
import json
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from scanners import scan

JUDGEMENTS = ("true", "sample", "placeholder or public", "not a secret")
# Path segments, or words of a segment, of files that are not production code.
ASIDE = re.compile(
    r"(?:^|[/._-])(?:tests?|testing|testdata|testutils?|test-?support|specs?|fixtures?|mocks?|__tests__|e2e|cypress|"
    r"examples?|samples?|demos?|docs?|documentation|guides?|tutorials?|changelog|changes|readme)(?=[/._-]|$)"
    r"|(?:Tests?|TestCase|Spec|Mock|Fixtures?)\d*(?=[/.])|\.(?:mdx?|rst|adoc|txt)$|(?:^|/)Test[A-Z]|Tests?/")
ASIDE_LOWER = re.compile(r"(?:^|/)(?:CHANGE(?:S|LOG)|README|NEWS|SECURITY)(?:[._]|$)")


def aside(path):
    """Whether a file is a test, a fixture, an example, a document or a text file, by its path."""
    return bool(ASIDE.search(path) or ASIDE_LOWER.search(path))


def generic(rule):
    """Whether a rule judges a value by its name and look, and not by the form of one kind of credential."""
    return rule.startswith("generic-")


def rows(path):
    """The rows of a file of tab-separated values below its header."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line]


def place(finding):
    return finding["repository"], finding["path"], finding["line"]


def scan_all(args):
    names = {row[0].split("/")[1]: row[0] for row in rows(args.list)}
    missing = [name for name in names if not (args.trees / name).is_dir()]
    if missing:
        sys.exit(f"{args.trees} lacks {', '.join(missing)}")
    findings = {}
    for tool, launcher in (tool.split("=", 1) for tool in args.tools):
        findings[tool] = []
        for found in scan(launcher, args.trees):
            tree, _, path = found["File"].partition("/")
            if tree in names:
                findings[tool].append({"repository": names[tree], "path": path, "line": found["StartLine"],
                                       "column": found["StartColumn"], "rule": found["RuleID"]})
        findings[tool].sort(key=lambda f: (*place(f), f["column"], f["rule"]))
        print(f"{tool}: {len(findings[tool])} findings", file=sys.stderr)
    args.findings.write_text(json.dumps(findings, indent=0), encoding="utf-8")
    counts(findings, list(names.values()))


def counts(findings, names):
    kinds = [(kind, where) for kind in ("generic", "specific") for where in ("code", "tests")]
    print("| repository | " + " | ".join(f"{t} {k}, {w}" for t in findings for k, w in kinds) + " |")
    print("|---" + "|--:" * len(kinds) * len(findings) + "|")
    table = {name: [] for name in [*names, "all"]}
    for found in findings.values():
        count = collections.Counter()
        for f in found:
            key = ("generic" if generic(f["rule"]) else "specific", "tests" if aside(f["path"]) else "code")
            count[f["repository"], key] += 1
            count["all", key] += 1
        for name, cells in table.items():
            cells += [count[name, kind] for kind in kinds]
    for name, cells in table.items():
        print(f"| {name.split('/')[-1]} | " + " | ".join(map(str, cells)) + " |")


def judged(path):
    judgements = {}
    for repository, file, line, judgement, *_ in rows(path):
        if judgement not in JUDGEMENTS:
            sys.exit(f"{path}: {file}:{line} is judged {judgement!r}")
        judgements[repository, file, int(line)] = judgement
    return judgements


def sheet(args):
    findings = json.loads(args.findings.read_text(encoding="utf-8"))
    known = judged(args.judged) if args.judged else {}
    by = collections.defaultdict(list)
    for tool, found in findings.items():
        for f in found:
            if not aside(f["path"]):
                by[place(f)].append((tool, f["rule"]))
    places = sorted(by)
    if args.draw:
        places = sorted(random.Random(args.seed).sample(places, min(args.draw, len(places))))
    places = [p for p in places if p not in known]
    with open(args.sheet, "w", encoding="utf-8") as out:
        out.write("repository\tpath\tline\tjudgement\twhy\ttools and rules\ttext\n")
        for repository, path, line in places:
            file = args.trees / repository.split("/")[1] / path.split("!")[0]
            text = file.read_text(encoding="utf-8", errors="replace").split("\n") if file.is_file() else []
            text = text[line - 1].strip()[:300] if line <= len(text) else ""
            said = ", ".join(f"{tool}: {rule}" for tool, rule in by[repository, path, line])
            out.write("\t".join([repository, path, str(line), "", "", said, text.replace("\t", " ")]) + "\n")
    print(f"{len(places)} places to judge")


def tables(args):
    findings = json.loads(args.findings.read_text(encoding="utf-8"))
    counts(findings, list(dict.fromkeys(f["repository"] for found in findings.values() for f in found)))
    judgements = judged(args.judged)
    print("\n| outside tests | judged | " + " | ".join(JUDGEMENTS) + " | not a secret, % | not judged |")
    print("|---" + "|--:" * (len(JUDGEMENTS) + 3) + "|")
    true = {}
    for tool, found in findings.items():
        code = [f for f in found if not aside(f["path"])]
        true[tool] = {place(f) for f in code if judgements.get(place(f)) == "true"}
        for name, some in (("", code), (", generic", [f for f in code if generic(f["rule"])]),
                           (", specific", [f for f in code if not generic(f["rule"])])):
            count = collections.Counter(judgements.get(place(f), "not judged") for f in some)
            known = len(some) - count["not judged"]
            share = f"{100 * count['not a secret'] / known:.1f}" if known else "–"
            cells = [known, *(count[j] for j in JUDGEMENTS), share, count["not judged"]]
            print(f"| {tool}{name} | " + " | ".join(map(str, cells)) + " |")
    pool = set().union(*true.values())
    print(f"\n| true places, of {len(pool)} | found |\n|---|--:|")
    for tool, places in true.items():
        print(f"| {tool} | {len(places)} |")
    others = set().union(*(places for tool, places in true.items() if tool != "weir"))
    print(f"| all but weir together | {len(others)} |")
    for p in sorted(others - true.get("weir", set())):
        print(f"weir misses {p[0]} {p[1]}:{p[2]}", file=sys.stderr)
    if args.lines:
        print("\n| repository | path | line | judgement | why | found by |\n|---|---|--:|---|---|---|")
        for repository, path, line, judgement, *why in sorted(rows(args.judged), key=lambda r: (r[0], r[1], int(r[2]))):
            at = (repository, path, int(line))
            by = [tool for tool, found in findings.items() if any(place(f) == at for f in found)]
            print(f"| {repository} | `{path}` | {line} | {judgement} | {' '.join(why[:1])} | {', '.join(by)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)

    def verb(name, run, *paths):
        added = verbs.add_parser(name)
        added.set_defaults(run=run)
        for path in paths:
            added.add_argument(path, type=pathlib.Path)
        return added

    verb("scan", scan_all, "list", "trees", "findings").add_argument("tools", nargs="+", metavar="NAME=LAUNCHER")
    draw = verb("sheet", sheet, "findings", "trees", "sheet")
    draw.add_argument("--judged", type=pathlib.Path)
    draw.add_argument("--draw", type=int, default=0)
    draw.add_argument("--seed", type=int, default=1)
    verb("tables", tables, "findings", "judged").add_argument("--lines", action="store_true")
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
