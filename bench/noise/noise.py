#!/usr/bin/env python3
"""Counts the findings of weir's and gitleaks' default rules in the trees of well-known repositories.

usage: noise.py WEIR GITLEAKS TREES [--config-b FILE] [--out FILE] [--reuse FILE] [--draw N --seed S]

WEIR and GITLEAKS are launchers, TREES is a folder with one checked-out tree for each line of
repositories.tsv, named after the part of the repository behind the slash. The scans ignore any
.gitleaks.toml and environment variable; a tree with a .gitleaksignore is an error, since both tools would
read that file. --reuse takes gitleaks' findings from the file of an earlier run.
Prints a Markdown table, writes all findings to FILE, and prints a sample of places to judge with --draw.
"""
import argparse, collections, json, os, pathlib, random, re, subprocess, sys, tempfile

GENERIC = {"generic-api-key", "generic-bare-key", "generic-command-line-password", "generic-connection-string",
           "generic-password", "generic-sql-password"}
# Path segments, or words of a segment, of files that are not production code.
ASIDE = re.compile(
    r"(?:^|[/._-])(?:tests?|testing|testdata|testutils?|test-?support|specs?|fixtures?|mocks?|__tests__|e2e|cypress|"
    r"examples?|samples?|demos?|docs?|documentation|guides?|tutorials?|changelog|changes|readme)(?=[/._-]|$)"
    r"|(?:Tests?|TestCase|Spec|Mock|Fixtures?)\d*(?=[/.])|\.(?:mdx?|rst|adoc|txt)$|(?:^|/)Test[A-Z]|Tests?/")
ASIDE_LOWER = re.compile(r"(?:^|/)(?:CHANGE(?:S|LOG)|README|NEWS|SECURITY)(?:[._]|$)")
DEFAULT = "[extend]\nuseDefault = true\n"
TOOLS = ("gitleaks", "weir")


def aside(path):
    return bool(ASIDE.search(path) or ASIDE_LOWER.search(path))


def scan(program, trees, name, config):
    """Returns the findings in one tree, with paths from the tree's root."""
    with tempfile.TemporaryDirectory() as work:
        if config is None:
            config = os.path.join(work, "default.toml")
            pathlib.Path(config).write_text(DEFAULT)
        report = os.path.join(work, "report.json")
        env = {k: os.environ[k] for k in ("PATH", "JAVA_HOME") if k in os.environ}
        done = subprocess.run(
            [program, "dir", name, "-c", config, "-i", work, "-f", "json", "-r", report, "--no-banner",
             "--exit-code", "0"],
            cwd=trees, env={**env, "HOME": work}, capture_output=True, text=True, timeout=1800)
        if done.returncode != 0 or not os.path.exists(report):
            sys.exit(f"{program} on {name}: exit {done.returncode}\n{done.stderr}")
        found = json.loads(pathlib.Path(report).read_text() or "[]") or []
    for f in found:
        f["File"] = f["File"].split("/", 1)[1]
        f["Generic"] = f["RuleID"] in GENERIC
        f["Aside"] = aside(f["File"])
    return sorted(found, key=lambda f: (f["File"], f["StartLine"], f["StartColumn"], f["RuleID"], f["Secret"]))


def line_of(trees, repo, finding):
    path = pathlib.Path(trees, repo, finding["File"])
    try:
        return path.read_text(errors="replace").split("\n")[finding["StartLine"] - 1].strip()[:300]
    except (OSError, IndexError):
        return finding["Match"][:300]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weir")
    parser.add_argument("gitleaks")
    parser.add_argument("trees")
    parser.add_argument("--config-b", help="configuration for gitleaks instead of its built-in one")
    parser.add_argument("--out", default="noise.json")
    parser.add_argument("--reuse", help="file of an earlier run")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    listed = pathlib.Path(__file__).with_name("repositories.tsv").read_text().splitlines()
    repos = [line.split("\t")[0].split("/")[1] for line in listed if line and not line.startswith("repository\t")]
    programs = {"gitleaks": os.path.abspath(args.gitleaks), "weir": os.path.abspath(args.weir)}
    configs = {"gitleaks": args.config_b and os.path.abspath(args.config_b), "weir": None}
    for name in repos:
        if pathlib.Path(args.trees, name, ".gitleaksignore").exists():
            sys.exit(f"{name} has a .gitleaksignore, which would be honoured")

    found = {tool: {} for tool in TOOLS}
    if args.reuse:
        found["gitleaks"] = json.loads(pathlib.Path(args.reuse).read_text())["gitleaks"]
    for name in repos:
        for tool in TOOLS[1:] if args.reuse else TOOLS:
            found[tool][name] = scan(programs[tool], args.trees, name, configs[tool])
    pathlib.Path(args.out).write_text(json.dumps(found, indent=1))

    def row(name, lists):
        cells = []
        for fs in lists:
            c = collections.Counter((f["Generic"], f["Aside"]) for f in fs)
            cells += [c[True, False], c[True, True], c[False, False], c[False, True]]
        return f"| {name} | " + " | ".join(map(str, cells)) + " |"

    print("| repository | " + " | ".join(f"{t}: {k}, {w}" for t in TOOLS for k in ("generic", "specific")
                                         for w in ("code", "tests and docs")) + " |")
    print("|---|" + "--:|" * 8)
    for name in repos:
        print(row(name, [found[t][name] for t in TOOLS]))
    print(row("all", [[f for fs in found[t].values() for f in fs] for t in TOOLS]))

    for tool in TOOLS if args.draw else ():
        everything = [(n, f) for n, fs in found[tool].items() for f in fs if f["Generic"]]
        pool = [nf for nf in everything if not nf[1]["Aside"]]
        # If too few are in code, take all of them and fill up with the others.
        more = [nf for nf in everything if nf[1]["Aside"]]
        rng = random.Random(args.seed)
        drawn = rng.sample(pool, min(args.draw, len(pool)))
        drawn += rng.sample(more, min(args.draw - len(drawn), len(more)))
        print(f"\n{tool}: {len(drawn)} of {len(pool)} in code and {len(more)} elsewhere, seed {args.seed}")
        for n, f in sorted(drawn, key=lambda nf: (repos.index(nf[0]), nf[1]["File"], nf[1]["StartLine"])):
            print(f"{n} {f['File']}:{f['StartLine']} [{f['RuleID']}] {line_of(args.trees, n, f)}")


if __name__ == "__main__":
    main()
