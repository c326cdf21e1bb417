#!/usr/bin/env python3
"""Makes an organisation: a folder of bare repositories such as a platform team has.

  make_fleet.py FOLDER [--repositories 500] [--seed 1]
  make_fleet.py FOLDER --change 10           adds three commits to each of ten repositories, spread over all

Equal arguments make equal objects. The sizes have a long tail: half of the repositories have fewer than 30
commits, one in a hundred more than 1,000. One in eight is a fork that has most of the history of another
one. One in three has vendored libraries, which others have too. One in six has secrets, which are made when
this runs; half of them are still in the newest commit. FOLDER.json has the counts.
"""
import argparse
import json
import math
import random
import shutil
import statistics
import string
import subprocess
import sys
import time
from pathlib import Path

MEDIAN_COMMITS = 30
SPREAD = 1.6  # of the logarithm of the number of commits
MOST_COMMITS = 5_000
FORKS = 1 / 8
VENDORING = 1 / 3
LEAKING = 1 / 6
LIBRARIES = 30
START = 1_420_000_000
WORDS = ("user value index parser buffer request stream offset length config result handler path count node table "
         "entry column record state cache view shape color width margin event source target group order price "
         "total first last parent child session client server worker queue topic message account invoice region "
         "zone image bucket policy role scope audit metric trace span label probe").split()
NAMES = "Ada Bo Cleo Dan Eve Finn Gus Hana Ivo Jun Kai Lea Max Nora Omar Pia Quinn Rosa Sam Tess".split()
KINDS = {"java": 5, "py": 4, "js": 4, "yaml": 2, "md": 1, "json": 1, "sh": 1, "properties": 1}
LINES = {
    "java": ("    {a}.{b}({c}, {n});", "  private final String {a}{n} = \"{b}-{c}\";", "    return {a}.{b}();", "",
             "    if ({a}.{b} == null) {{ throw new {c}Exception(\"{b}\"); }}", "  // The {a} of each {b} ends {c}."),
    "py": ("    {a} = self.{b}({c}, {n})", "def {a}_{b}({c}):", "    \"\"\"Returns the {a} of a {b}.\"\"\"", "",
           "    token = os.environ[\"{a}_TOKEN\"]", "    for {a} in {b}.{c}():"),
    "js": ("  const {a} = await {b}.{c}({n});", "export function {a}{b}({c}) {{", "}}", "  // {a}: {b} {c}",
           "  headers.set('Authorization', `Bearer ${{{a}.token}}`);", "  return {a}.map(({b}) => {b}.{c});"),
    "yaml": ("  {a}: {b}-{c}", "- name: {a}", "    {a}_{b}: {n}", "  password: ${{{a}_PASSWORD}}", "# {a} {b}"),
    "md": ("The {a} of a {b} is its {c}.", "", "## {a} and {b}", "- `{a}.{b}`: {c}", "See {a} #{n}."),
    "json": ("  \"{a}{n}\": \"{b}-{c}\",", "  \"{a}\": {n},", "  \"id\": \"{h}\","),
    "sh": ("{a}=$({b} --{c} {n})", "export {a}_{b}=\"${{{c}:-}}\"", "[ -n \"${a}\" ] || exit {n}", "# {a} {b}"),
    "properties": ("{a}.{b}={c}{n}", "{a}.{b}.{c}=true", "# {a}", "{a}.digest={h}"),
}


class Recipe:
    """What all repositories have in common: lines, people, libraries and secrets."""

    def __init__(self, seed, repositories):
        self.random = random.Random(f"recipe {seed}")
        self.lines = {kind: [self.line(kind) for _ in range(4_000)] for kind in KINDS}
        self.people = [b"%s %s <%s.%d@example.com>" % (name.encode(), other.encode(), name.lower().encode(), i)
                       for i, (name, other) in enumerate((self.random.choice(NAMES), self.random.choice(NAMES))
                                                         for _ in range(60))]
        self.libraries = [self.library(i) for i in range(LIBRARIES)]
        self.secrets = [self.secret() for _ in range(max(8, repositories // 8))]

    def line(self, kind):
        chance = self.random
        a, b, c = chance.choices(WORDS, k=3)
        text = chance.choice(LINES[kind]).format(a=a, b=b, c=c, n=chance.randrange(100_000),
                                                 h=f"{chance.getrandbits(128):032x}")
        return text.encode() + b"\n"

    def library(self, number):
        """Returns two versions of a library; the second differs in a tenth of its files."""
        chance = self.random
        name = f"vendor/{WORDS[number]}-{chance.choice(WORDS)}"
        files = {}
        for i in range(min(300, round(chance.lognormvariate(3.2, 0.9)))):
            kind = chance.choice(("js", "js", "py", "java"))
            files[f"{name}/lib/{chance.choice(WORDS)}{i}.{kind}"] = text(chance, self.lines[kind], 60)
        files[f"{name}/dist/all.min.js"] = b"".join(
            line.strip() + b";" for line in chance.choices(self.lines["js"], k=1_500)) + b"\n"
        newer = {path: text(chance, self.lines["js"], 60) if chance.random() < 0.1 else content
                 for path, content in files.items()}
        return files, newer

    def secret(self):
        """Returns a line with a made-up secret. The formats are put together here, not in this file's text."""
        chance = self.random
        letters = string.ascii_letters + string.digits
        pick = lambda alphabet, count: "".join(chance.choices(alphabet, k=count))
        return chance.choice((
            lambda: "token = '" + "gl" + "pat-" + pick(letters, 20) + "'",
            lambda: "aws_access_key_id = " + "AK" + "IA" + pick(string.ascii_uppercase + "234567", 16),
            lambda: "slack: xo" + "xb-" + pick(string.digits, 12) + "-" + pick(string.digits, 12) + "-" + pick(letters, 24),
            lambda: "stripe_key = \"sk" + "_live_" + pick(letters, 24) + "\"",
            lambda: "db_" + "password = \"" + pick(letters + "!#%+", 22) + "\"",
        ))().encode() + b"\n"


def text(chance, lines, median):
    """Returns lines, about `median` of them."""
    return b"".join(chance.choices(lines, k=max(3, min(2_000, round(median * chance.lognormvariate(0, 0.9))))))


class History:
    """One repository while its commits are made, each as input of git fast-import."""

    def __init__(self, recipe, seed, start):
        self.recipe, self.random = recipe, random.Random(seed)
        self.chunks, self.files, self.paths = [], {}, []
        self.mark, self.time = 0, start
        self.leaks = []

    def fork(self, seed, kept):
        """Returns a repository that has the first commits of this one, as a clone of then has."""
        other = History(self.recipe, seed, self.time)
        other.chunks, other.files, other.mark = self.chunks[:kept], self.snapshots[kept], kept * 2
        other.paths = sorted(path for path in other.files if path.startswith("src/"))
        other.time = START + 90_000_000
        return other

    def grow(self, commits, vendors=(), leaks=(), snapshots=()):
        """Adds commits. `vendors` and `leaks` are (share of the way, ...) in order."""
        self.snapshots = {}
        self.leaks = list(leaks)
        due = [(int(at * commits), self.vendor, library) for at, library in vendors]
        for at, secret, gone in leaks:
            path = f"deploy/{self.random.choice(WORDS)}{len(due)}.conf"
            due.append((int(at * commits), self.leak, (path, secret)))
            if gone is not None:
                due.append((max(int(at * commits) + 1, int(gone * commits)), self.leak, (path, b"# moved\n")))
        due.sort(key=lambda one: one[0])
        for i in range(commits):
            changes = {}
            while due and (due[0][0] <= i or i == commits - 1):
                _, change, value = due.pop(0)
                changes.update(change(value))
            self.commit({**self.edits(first=not self.paths), **changes}, i)
            if len(self.chunks) in snapshots:
                self.snapshots[len(self.chunks)] = dict(self.files)

    def vendor(self, library):
        return dict(library)

    def leak(self, one):
        path, line = one
        own = self.random.choices(self.recipe.lines["properties"], k=6)
        return {path: b"".join(own[:3]) + line + b"".join(own[3:])}

    def edits(self, first):
        """Returns changed and new files: as many new ones as a project starts with, later few."""
        chance = self.random
        changes = {}
        edited = set() if first else {chance.choice(self.paths) for _ in range(chance.choice((1, 1, 2, 3)))}
        new = round(chance.lognormvariate(2.3, 0.9)) + 1 if first else int(chance.random() < 0.3)
        for _ in range(min(new, 400)):
            kind = chance.choices(list(KINDS), weights=KINDS.values())[0]
            path = f"src/{chance.choice(WORDS)}/{chance.choice(WORDS)}{len(self.paths)}.{kind}"
            self.paths.append(path)
            changes[path] = text(chance, self.recipe.lines[kind], 45)
        if first and chance.random() < 0.15:
            changes["docs/logo.png"] = b"\x89PNG\r\n\x1a\n\0" + chance.randbytes(chance.randrange(5_000, 150_000))
        for path in sorted(edited):
            lines = self.files[path].splitlines(keepends=True)
            place = chance.randrange(len(lines))
            kind = path.rpartition(".")[2]
            lines[place:place + chance.randrange(3)] = chance.choices(self.recipe.lines[kind], k=chance.randrange(1, 8))
            changes[path] = b"".join(lines)
        return changes

    def commit(self, changes, number):
        """Adds a commit; one in twenty is a merge of a branch with one commit."""
        self.files.update(changes)
        chance = self.random
        self.time += int(chance.expovariate(1 / 40_000)) + 60
        self.mark += 2
        body = b"".join(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)
                        for path, content in changes.items())
        if number and chance.random() < 0.05:
            chunk = (self.head("topic", self.mark - 1) + b"from :%d\n" % (self.mark - 2) + body
                     + self.head("main", self.mark) + b"from :%d\nmerge :%d\n" % (self.mark - 2, self.mark - 1) + body)
        else:
            parent = b"" if self.mark == 2 else b"from :%d\n" % (self.mark - 2)
            chunk = self.head("main", self.mark) + parent + body
        if number % 50 == 49:
            chunk += b"reset refs/tags/v%d\nfrom :%d\n" % (number // 50, self.mark)
        self.chunks.append(chunk)

    def head(self, branch, mark):
        a, b = self.random.choices(WORDS, k=2)
        message = f"{a}: change the {b}\n".encode()
        who = self.random.choice(self.recipe.people)
        return (b"commit refs/heads/%s\nmark :%d\nauthor %s %d +0000\ncommitter %s %d +0000\ndata %d\n%s"
                % (branch.encode(), mark, who, self.time, who, self.time, len(message), message))


def sizes(count, chance):
    """Returns numbers of commits: the same distribution for each count, so that costs can be compared."""
    normal = statistics.NormalDist()
    all_sizes = [max(1, min(MOST_COMMITS, round(MEDIAN_COMMITS * math.exp(SPREAD * normal.inv_cdf((i + 0.5) / count)))))
                 for i in range(count)]
    chance.shuffle(all_sizes)
    return all_sizes


def make(folder, count, seed):
    """Makes the repositories and returns their counts."""
    recipe = Recipe(seed, count)
    chance = random.Random(f"fleet {seed}")
    forks = int(count * FORKS)
    originals = sizes(count - forks, chance)
    parents = sorted(range(len(originals)), key=lambda i: -originals[i])[: max(1, len(originals) // 4)]
    children = {}
    for number in range(forks):
        children.setdefault(chance.choice(parents), []).append(number)
    folder.mkdir(parents=True)
    template = folder.parent / (folder.name + ".template")
    subprocess.run(["git", "init", "-q", "--bare", "--template=", "-b", "main", str(template)], check=True)
    commits = 0
    leaking = set()
    for i, size in enumerate(originals):
        history = History(recipe, f"{seed} {i}", START + chance.randrange(80_000_000))
        kept = [max(1, int(size * min(1, chance.betavariate(8, 1)))) for _ in children.get(i, [])]
        history.grow(size, vendors(recipe, chance), leaks(recipe, chance), snapshots=kept)
        name = f"{chance.choice(WORDS)}-{chance.choice(WORDS)}-{i}"
        write(template, folder / f"{name}.git", history.chunks)
        commits += len(history.chunks)
        leaking.update([name] if history.leaks else [])
        for number, first in zip(children.get(i, []), kept):
            fork = history.fork(f"{seed} fork {number}", first)
            fork.grow(min(200, int(chance.lognormvariate(1, 1))), leaks=leaks(recipe, chance, LEAKING / 3))
            write(template, folder / f"fork{number}-{name}.git", fork.chunks)
            commits += len(fork.chunks)
    shutil.rmtree(template)
    packed = sum(p.stat().st_size for p in folder.glob("*/objects/pack/*.pack"))
    return {"repositories": count, "forks": forks, "commits": commits, "packed_bytes": packed,
            "repositories_with_secrets": len(leaking), "seed": seed}


def vendors(recipe, chance):
    if chance.random() >= VENDORING:
        return []
    taken = []
    for library in chance.sample(recipe.libraries, chance.randrange(1, 4)):
        at = chance.random()
        taken.append((at, library[0]))
        if chance.random() < 0.3:
            taken.append((min(0.99, at + 0.2), library[1]))
    return taken


def leaks(recipe, chance, share=LEAKING):
    if chance.random() >= share:
        return []
    # The first secrets of the list are in many repositories.
    return [(chance.random(), recipe.secrets[int(len(recipe.secrets) * chance.random() ** 2)],
             chance.random() if chance.random() < 0.5 else None) for _ in range(chance.randrange(1, 4))]


def write(template, repository, chunks):
    shutil.copytree(template, repository)
    fast_import(repository, b"".join(chunks))


def fast_import(repository, stream):
    settings = ["-c", "core.compression=1", "-c", "fastimport.unpackLimit=0"]
    subprocess.run(["git", "-C", str(repository), *settings, "fast-import", "--quiet"], input=stream, check=True)


def change(folder, count):
    """Adds three commits to each of `count` repositories, in order of their names, spread over all."""
    repositories = sorted(folder.glob("*.git"))
    chance = random.Random(f"change {len(repositories)}")
    for repository in repositories[:: max(1, len(repositories) // count)][:count]:
        stream = b""
        for number in range(3):
            content = "".join(chance.choice(WORDS) + "\n" for _ in range(30)).encode()
            message = b"change again\n"
            parent = b"from refs/heads/main^0\n" if number == 0 else b""
            stream += (b"commit refs/heads/main\ncommitter Jo <jo@example.com> %d +0000\ndata %d\n%s%s"
                       b"M 100644 inline new/%d.txt\ndata %d\n%s\n"
                       % (int(time.time()), len(message), message, parent, chance.getrandbits(40), len(content), content))
        fast_import(repository, stream)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repositories", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--change", type=int, default=0)
    options = parser.parse_args()
    if options.change:
        change(options.folder, options.change)
        return
    if options.folder.exists():
        sys.exit(f"{options.folder} exists")
    counts = make(options.folder, options.repositories, options.seed)
    Path(f"{options.folder}.json").write_text(json.dumps(counts, indent=1) + "\n")
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
