#!/usr/bin/env python3
"""Makes the table and the plot of docs/performance.md from the files that all.py and speed.py --json write.

usage: report.py FILE.json...

If several files have the same target, the last one counts. Writes the table between the lines
`<!-- figures -->` and `<!-- /figures -->` of docs/performance.md, and the plot to docs/images/speed.svg.
"""
import json
import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

DOCS = Path(__file__).resolve().parent.parent / "docs"
PARTS = {
    "history": "whole history",
    "threads": "whole history, threads",
    "ledger": "second scan of a history",
    "folder": "folder",
    "hook": "hook, one staged file",
}
PLOTTED = ("history", "folder", "hook")
WEIR, OTHER, CPU = "#2b6cb0", "#a0aec0", "#e2a03f"
LEFT, WIDE, WIDTH = 190, 330, 640


def read(files):
    parts = {}
    for file in files:
        for part, targets in json.loads(Path(file).read_text()).items():
            if part not in PARTS:
                sys.exit(f"{file}: {part} is not one of {', '.join(PARTS)}")
            parts.setdefault(part, {}).update(targets)
    return {part: parts[part] for part in PARTS if part in parts}


def duration(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def table(parts):
    rows = ["| | wall | CPU | memory | wall, first : this | CPU, first : this |", "|---|--:|--:|--:|--:|--:|"]
    for part, targets in parts.items():
        for target, measured in targets.items():
            commands = measured["commands"]
            first = next(iter(commands.values()))
            about = "".join(f", {text}" for text in (PARTS[part], measured["about"]) if text)
            rows.append(f"| **{target}**{about}; {runs(commands)} | | | | | |")
            for name, f in commands.items():
                ratios = "| |" if f is first else f"{first['wall'] / f['wall']:.2f} | {first['cpu'] / f['cpu']:.2f} |"
                rows.append(f"| {name} | {duration(f['wall'])} | {duration(f['cpu'])} | {f['megabytes']:.0f} MB | {ratios}")
    return "\n".join(rows)


def runs(commands):
    counts = sorted({f["runs"] for f in commands.values()})
    return " to ".join(map(str, counts)) + (" run" if counts == [1] else " runs")


def plot(parts):
    """Draws for each command a bar of wall time above one of CPU time; each part has its own scale."""
    out, y = [], 22
    out.append(f'<rect x="{LEFT}" y="{y - 10}" width="20" height="9" fill="{WEIR}"/>'
               f'<rect x="{LEFT + 22}" y="{y - 10}" width="20" height="9" fill="{OTHER}"/>'
               f'<text x="{LEFT + 48}" y="{y - 1}">wall time</text>'
               f'<rect x="{LEFT + 120}" y="{y - 7}" width="20" height="4" fill="{CPU}"/>'
               f'<text x="{LEFT + 146}" y="{y - 1}">CPU time</text>')
    for part in (p for p in PLOTTED if p in parts):
        figures = [f for measured in parts[part].values() for f in measured["commands"].values()]
        scale = WIDE / max(max(f["wall"], f["cpu"]) for f in figures)
        for target, measured in parts[part].items():
            y += 26
            out.append(f'<text x="8" y="{y}" font-weight="bold">{escape(f"{target}, {PARTS[part]}")}</text>')
            for name, f in measured["commands"].items():
                y += 22
                wall, cpu = max(1, f["wall"] * scale), max(1, f["cpu"] * scale)
                color = WEIR if name.startswith("weir") else OTHER
                out.append(f'<text x="{LEFT - 8}" y="{y}" text-anchor="end">{escape(name)}</text>')
                out.append(f'<rect x="{LEFT}" y="{y - 12}" width="{wall:.1f}" height="10" fill="{color}"/>')
                out.append(f'<rect x="{LEFT}" y="{y - 1}" width="{cpu:.1f}" height="4" fill="{CPU}"/>')
                out.append(f'<text x="{LEFT + max(wall, cpu) + 5:.1f}" y="{y}">{duration(f["wall"])}</text>')
        y += 8
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 16}" '
            'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="#ffffff"/>')
    return "\n".join([head, *out, "</svg>", ""])


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    parts = read(sys.argv[1:])
    page = DOCS / "performance.md"
    text, found = re.subn(r"(?s)(<!-- figures -->\n).*?(<!-- /figures -->)",
                          lambda match: f"{match[1]}{table(parts)}\n\n{match[2]}", page.read_text())
    if found != 1:
        sys.exit(f"{page} needs exactly one line <!-- figures --> and one line <!-- /figures -->")
    page.write_text(text)
    (DOCS / "images/speed.svg").write_text(plot(parts))


if __name__ == "__main__":
    main()
