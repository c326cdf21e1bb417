#!/usr/bin/env python3
"""train.py [--src FOLDER ...]: makes scanner-core/.../check/letters.bin, the model of letters that words are made of.

What it counts:
- the 20,000 most frequent words of each of 24 languages, from the package `wordfreq` 3.1.1 on PyPI
  (code Apache 2.0; its data come from Wikipedia, subtitles, news and books, CC BY-SA 4.0 and freer).
  Accents are folded; Russian, Ukrainian and Bulgarian are transliterated, and so is Greek;
- the identifiers in the sources of Python's standard library and of the Java and JavaScript and Go files
  below the given folders. The model in the repository was made with the sources of JDK 25 (src.zip, GPL 2 with
  the class path exception), npm 10 (Artistic 2.0) and the Go packages that this project's benchmarks use
  (BSD, MIT, Apache 2.0). Only how often letters follow each other is kept: no text of these works.

The model is a table of 28 x 28 x 28 bytes: the cost, in eighths of a bit, of a symbol after two others. Symbols are
0 for the end of a word, 1 to 26 for letters of either case, 27 for a digit (the cost of which digit is not in it).
"""
import argparse
import collections
import io
import math
import os
import re
import tokenize
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OUT = os.path.join(ROOT, "scanner-core/src/main/resources/dev/weir/core/check/letters.bin")
LANGUAGES = "en es fr de it pt nl pl sv nb da fi cs sk hu ro tr id vi ca sh ru uk el".split()
SYMBOLS = 28
STEPS = 8
MOST_FILES = 6000
# The share of identifiers in what is counted.
IDENTIFIERS = 0.5

CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ", (
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g").split(" ")))
GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o").split(" ")))
FOLDED = {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "œ": "oe", "þ": "th", "ð": "d"}
NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{2,40}")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def latin(word):
    """Returns the word in the letters a to z, or an empty text."""
    out = []
    for c in unicodedata.normalize("NFKD", word.lower()):
        c = FOLDED.get(c, CYRILLIC.get(c, GREEK.get(c, c)))
        if unicodedata.combining(c) if len(c) == 1 else False:
            continue
        out.append(c)
    text = "".join(out)
    return text if text.isascii() and text.isalpha() else ""


def symbols(parts):
    """Returns the symbols of words and numbers that follow each other, with an end after each word."""
    out = []
    for i, part in enumerate(parts):
        if part[0].isdigit():
            out.extend([27] * len(part))
        else:
            if i > 0 and not parts[i - 1][0].isdigit():
                out.append(0)
            out.extend(ord(c) - 96 for c in part.lower())
    return out + [0]


def count(counts, seq, weight):
    a = b = 0
    for c in seq:
        counts[a, b, c] += weight
        a, b = (0, 0) if c == 0 else (b, c)


def languages():
    import wordfreq
    counts = collections.Counter()
    for language in LANGUAGES:
        own = collections.Counter()
        for word, share in ((w, wordfreq.word_frequency(w, language)) for w in wordfreq.top_n_list(language, 20000)):
            plain = latin(word)
            if plain:
                count(own, symbols([plain]), math.sqrt(share))
        total = sum(own.values())
        for key, n in own.items():
            counts[key] += n / total / len(LANGUAGES)
    return counts


def sources(folders):
    for folder in folders:
        found = []
        for place, names, files in os.walk(folder):
            names.sort()
            found.extend(os.path.join(place, f) for f in sorted(files)
                         if f.endswith((".py", ".java", ".js", ".ts", ".go")) and not f.endswith(".min.js"))
        step = max(1, len(found) // MOST_FILES)
        for path in found[::step]:
            with open(path, encoding="utf-8", errors="replace") as f:
                text = f.read(300_000)
            if max(map(len, text.split("\n"))) < 1000:
                yield text


def identifiers(folders):
    seen = collections.Counter()
    for text in sources(folders):
        # A name counts once a file, and strings are left out: they may hold anything.
        bare = re.sub(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', " ", text)
        seen.update(set(NAME.findall(bare)))
    counts = collections.Counter()
    for name, n in seen.items():
        parts = PART.findall(name)
        if parts and n > 1:
            count(counts, symbols(parts), math.sqrt(n))
    total = sum(counts.values())
    return {key: n / total for key, n in counts.items()}, len(seen)


def table(counts):
    """Returns the costs, smoothed with those of shorter contexts."""
    one, two, ctx1, ctx2, kinds1, kinds2 = (collections.Counter() for _ in range(6))
    for (a, b, c), n in counts.items():
        one[c] += n
        two[b, c] += n
        ctx1[b] += n
        ctx2[a, b] += n
    for (b, c) in two:
        kinds1[b] += 1
    for (a, b, c) in counts:
        kinds2[a, b] += 1
    total = sum(one.values())
    scale = 2e6 / total
    out = bytearray()
    for a in range(SYMBOLS):
        for b in range(SYMBOLS):
            for c in range(SYMBOLS):
                p0 = 0.99 * one[c] / total + 0.01 / SYMBOLS
                k1 = kinds1[b] + 1
                p1 = (two[b, c] * scale + k1 * p0) / (ctx1[b] * scale + k1)
                k2 = 5 * (kinds2[a, b] + 1)
                p2 = (counts.get((a, b, c), 0) * scale + k2 * p1) / (ctx2[a, b] * scale + k2)
                out.append(min(255, round(-math.log2(p2) * STEPS)))
    return bytes(out)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--src", nargs="*", default=[])
    args.add_argument("--out", default=OUT)
    given = args.parse_args()
    named, n = identifiers([os.path.dirname(tokenize.__file__)] + given.src)
    spoken = languages()
    counts = collections.Counter()
    for key, x in named.items():
        counts[key] += IDENTIFIERS * x
    for key, x in spoken.items():
        counts[key] += (1 - IDENTIFIERS) * x
    with open(given.out, "wb") as out:
        out.write(table(counts))
    print(f"{n} identifiers, {len(LANGUAGES)} languages, {len(counts)} triples")


if __name__ == "__main__":
    main()
