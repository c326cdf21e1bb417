#!/usr/bin/env python3
"""Measures in which surroundings a scanner finds a credential: each kind in each place.

usage: surroundings.py LAUNCHER... [--seeds N] [--missed FILE] [--markdown] [--only PLACE] [--keep FOLDER]

Takes the kinds of surroundings/kinds.toml and the places of surroundings/places.toml, and makes the values
with N seeds (2 unless given). LAUNCHER is a scanner with gitleaks' command line. Prints the percentage that
is found for each place and each kind: `anchored` kinds are known by their own form and count everywhere,
`contextual` kinds count where their name is near the value. A value is found if a finding has it, or
most of it, as its secret. --missed writes what the first scanner did not find, one JSON object per line,
--markdown prints the table of docs/accuracy.md, --only takes one place, --keep leaves the files in a folder.
"""
import argparse
import base64
import collections
import json
import os
import random
import re
import shutil
import string
import subprocess
import sys
import tempfile
import tomllib
import urllib.parse
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

DATA = Path(__file__).resolve().parent / "surroundings"
UPPER, LOWER, DIGIT = string.ascii_uppercase, string.ascii_lowercase, string.digits
ALPHABETS = {
    "alnum": UPPER + LOWER + DIGIT,
    "letter": UPPER + LOWER,
    "lower": LOWER + DIGIT,
    "upper": UPPER + DIGIT,
    "digit": DIGIT,
    "hex": DIGIT + "abcdef",
    "b64": UPPER + LOWER + DIGIT + "+/",
    "b64url": UPPER + LOWER + DIGIT + "-_",
    "base32": UPPER + "234567",
    "pass": UPPER + LOWER + DIGIT + "!#%*+.:=?@^_~-",
    "signs": UPPER + LOWER + DIGIT + "(){}[]<>&$;,",
}
# How much of a value the secret of a finding must have.
MOST = 0.6
NAMED = re.compile("@[nNcPkdHw]@")


def checksum(text):
    value, digits = zlib.crc32(text.encode()), DIGIT + UPPER + LOWER
    out = ""
    while len(out) < 6:
        out = digits[value % 62] + out
        value //= 62
    return out


def make(recipe, rng):
    """Returns the text of a recipe, as Recipe.java makes it, with other random numbers."""
    out = ""
    for part in re.split(r"(\$\{\w+:\d+\})", recipe):
        match = re.fullmatch(r"\$\{(\w+):(\d+)\}", part)
        if not match:
            out += part
            continue
        alphabet, length = match[1], int(match[2])
        if alphabet == "crc32b62":
            out += checksum(out[-length:])
            continue
        chars, plain = ALPHABETS[alphabet], [c for c in ALPHABETS[alphabet] if c.isalnum()]
        out += "".join(rng.choice(plain if i in (0, length - 1) else chars) for i in range(length))
    encode = lambda m: base64.urlsafe_b64encode(m[1].encode()).decode().rstrip("=")
    return re.sub(r"<<b64url:(.*?)>>", encode, out)


def forms(value):
    """Returns the forms of a value in which a place may have it, by the end of its mark."""
    quoted = json.dumps(value)[1:-1]
    return {
        "": value,
        ":json": quoted,
        ":json2": json.dumps(quoted)[1:-1],
        ":xml": escape(value, {'"': "&quot;"}),
        ":url": urllib.parse.quote(value, safe=""),
        ":b64": base64.b64encode(value.encode()).decode(),
    }


def names(name):
    words = name.split()
    title = [word.capitalize() for word in words]
    return {
        "n": "_".join(words),
        "N": "_".join(words).upper(),
        "c": words[0] + "".join(title[1:]),
        "P": "".join(title),
        "k": "-".join(words),
        "d": ".".join(words),
        "H": "X-" + "-".join(title),
        "w": name,
    }


def text(place, kind, value):
    out = place["text"].replace("@ESC@", "\x1b").replace("@TAB@", "\t")
    for key, name in names(kind["name"]).items():
        out = out.replace(f"@{key}@", name)
    for key, form in forms(value).items():
        out = out.replace(f"@v{key}@", form)
    return out


def counts(place, kind):
    """Returns true if the kind must be found in the place."""
    if place.get("plain") and "${signs:" in kind["value"]:
        return False
    if kind.get("anchored") or NAMED.search(place["text"]):
        return True
    password = kind["name"].split()[-1] in ("password", "passphrase")
    return {"password": password, "token": "token" in kind["name"]}.get(place.get("named"), False)


def cells(seeds, only):
    kinds = tomllib.loads((DATA / "kinds.toml").read_text())["kinds"]
    places = tomllib.loads((DATA / "places.toml").read_text())["places"]
    for seed in range(seeds):
        for place in places:
            if only not in (None, place["id"]):
                continue
            for kind in kinds:
                if counts(place, kind):
                    value = make(kind["value"], random.Random(f"{seed} {place['id']} {kind['id']}"))
                    yield place, kind, value


def write(folder, all_cells):
    for i, (place, kind, value) in enumerate(all_cells):
        path = folder / str(i) / place["file"]
        path.parent.mkdir(parents=True)
        path.write_text(text(place, kind, value), encoding="utf-8")


def scan(launcher, folder, size):
    """Returns the secrets of the findings of each cell."""
    secrets = [[] for _ in range(size)]
    with tempfile.TemporaryDirectory() as out:
        report = os.path.join(out, "report.json")
        command = [os.path.abspath(launcher), "dir", str(folder), "--no-banner", "--exit-code", "0"]
        env = {k: v for k, v in os.environ.items() if not k.startswith("GITLEAKS_CONFIG")}
        command += ["-l", "error", "-f", "json", "-r", report]
        subprocess.run(command, check=True, env=env, timeout=1800)
        for finding in json.loads(Path(report).read_text(encoding="utf-8")):
            cell = Path(finding["File"]).relative_to(folder).parts[0]
            secrets[int(cell)].append((finding["RuleID"], finding["Secret"]))
    return secrets


def is_found(value, secrets):
    for form in forms(value).values():
        for _, secret in secrets:
            if form in secret or (secret and secret in form and len(secret) >= MOST * len(form)):
                return True
    return False


def percent(pair):
    found, size = pair
    return f"{100 * found / size:5.1f}" if size else "    -"


def report(title, by, order, scanners, markdown):
    """Prints one line per place or kind, and one for all."""
    columns = [(s, g) for g in ("anchored", "contextual") for s in scanners]
    if markdown:
        print(f"| {title} | " + " | ".join(f"{g}, {s}" for s, g in columns) + " |")
        print("|---|" + "--:|" * len(columns))
    else:
        print(f"{title:38s}" + "".join(f"{g[:10] + ' ' + s:>24s}" for s, g in columns))
    for key in [*order, "all"]:
        shown = [percent(by[key, s, g]) for s, g in columns]
        if markdown:
            print(f"| {key} | " + " | ".join(p.strip() for p in shown) + " |")
        else:
            print(f"{key:38s}" + "".join(f"{p:>24s}" for p in shown))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("launchers", nargs="+")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--missed")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--keep")
    options = parser.parse_args()
    all_cells = list(cells(options.seeds, options.only))
    folder = Path(options.keep or tempfile.mkdtemp())
    if options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    write(folder, all_cells)
    places, kinds = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(lambda: [0, 0])
    scanners = []
    missed = []
    for launcher in options.launchers:
        scanners.append(os.path.basename(launcher))
        for i, secrets in enumerate(scan(launcher, folder, len(all_cells))):
            place, kind, value = all_cells[i]
            group = "anchored" if kind.get("anchored") else "contextual"
            found = is_found(value, secrets)
            for table, key in ((places, place["id"]), (kinds, kind["id"]), (places, "all"), (kinds, "all")):
                pair = table[key, scanners[-1], group]
                pair[0] += found
                pair[1] += 1
            if not found and len(scanners) == 1:
                cell = {"place": place["id"], "kind": kind["id"], "text": text(place, kind, value)}
                missed.append({**cell, "found": secrets})
    unique = lambda part: list(dict.fromkeys(cell[part]["id"] for cell in all_cells))
    report("place", places, unique(0), scanners, options.markdown)
    print()
    report("kind", kinds, unique(1), scanners, options.markdown)
    if options.missed:
        with open(options.missed, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(cell) + "\n" for cell in missed)
    if not options.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
