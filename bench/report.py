#!/usr/bin/env python3
"""Makes tables and plots of docs/performance.md from the files that all.py, scale.py and speed.py --json write.

usage: report.py FILE.json...

If several files have the same target, the last one counts. Writes the tables between the lines
`<!-- figures -->` and `<!-- /figures -->` of docs/performance.md, those of scale.py between `<!-- scale -->` and
`<!-- /scale -->`, and the plots to docs/images/speed.svg and docs/images/scale.svg. If no file has figures of
one of the two, it is left as it is.
"""
import json
import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

DOCS = Path(__file__).resolve().parent.parent / "docs"
PARTS = {
    "history": "Whole histories",
    "threads": "Two threads and one, whole histories",
    "ledger": "Second scan of a history after one commit",
    "folder": "Folders",
    "hook": "Hook, one staged file",
}
SCALE = {"commits": "commits", "files": "files in one tree", "pack": "MB in packs"}
PLOTTED = ("history", "folder", "hook")
WEIR, OTHER, CPU = "#2b6cb0", "#a0aec0", "#e2a03f"
LEFT, WIDE, WIDTH = 190, 330, 640


def read(files):
    parts = {}
    for file in files:
        for part, targets in json.loads(Path(file).read_text()).items():
            if part not in PARTS and part not in SCALE:
                sys.exit(f"{file}: {part} is not one of {', '.join([*PARTS, *SCALE])}")
            parts.setdefault(part, {}).update(targets)
    return parts


def duration(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def tables(parts):
    rows = []
    for part, title in PARTS.items():
        if part not in parts:
            continue
        rows += [f"### {title}", "",
                 "| | wall | CPU | memory | wall, first : this | CPU, first : this |", "|---|--:|--:|--:|--:|--:|"]
        for target, measured in parts[part].items():
            commands = measured["commands"]
            first = next(iter(commands.values()))
            about = f", {measured['about']}" if measured["about"] else ""
            rows.append(f"| **{target}**{about}; {runs(commands)} | | | | | |")
            for name, f in commands.items():
                ratios = "| |" if f is first else f"{first['wall'] / f['wall']:.2f} | {first['cpu'] / f['cpu']:.2f} |"
                rows.append(f"| {name} | {duration(f['wall'])} | {duration(f['cpu'])} | {f['megabytes']:.0f} MB | {ratios}")
        rows.append("")
    return "\n".join(rows)


def by_size(targets):
    return sorted(targets.items(), key=lambda target: target[1]["size"])


def scale_table(parts):
    names = list(dict.fromkeys(name for part in SCALE for measured in parts.get(part, {}).values() for name in measured["commands"]))
    rows = ["| | " + " | ".join(f"{name}: wall | CPU | memory" for name in names) + " |",
            "|---|" + "--:|" * 3 * len(names)]
    for part in SCALE:
        for target, measured in by_size(parts.get(part, {})):
            about = f", {measured['about']}" if measured["about"] else ""
            cells = [f"{duration(f['wall'])} | {duration(f['cpu'])} | {f['megabytes']:,.0f} MB" if f else "| |"
                     for f in map(measured["commands"].get, names)]
            rows.append(f"| {target}{about} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n\n![Time and memory against size](images/scale.svg)\n"


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
            out.append(f'<text x="8" y="{y}" font-weight="bold">{escape(f"{target}: {PARTS[part]}")}</text>')
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


def scale_plot(parts):
    """Draws wall time, and below it peak memory, against the size of a history, in a column for each series."""
    wide, high, left, gap, top = 210, 130, 62, 70, 46
    shown = [part for part in SCALE if part in parts]
    out = [f'<text x="{left}" y="20"><tspan fill="{WEIR}">weir</tspan> and '
           f'<tspan fill="{CPU}">git log -p -U0 --all</tspan>: seconds, and below megabytes, against size</text>']
    for column, part in enumerate(shown):
        for row, measure in enumerate(("wall", "megabytes")):
            x0, y0 = left + column * (wide + gap), top + row * (high + 40) + high
            points = [(m["size"], {n: f[measure] for n, f in m["commands"].items()}) for _, m in by_size(parts[part])]
            widest = max(size for size, _ in points)
            highest = max(value for _, values in points for value in values.values())
            out.append(f'<path d="M{x0} {y0 - high}V{y0}H{x0 + wide}" fill="none" stroke="#718096"/>'
                       f'<text x="{x0 - 4}" y="{y0 - high + 4}" text-anchor="end">{highest:,.0f}</text>'
                       f'<text x="{x0 - 4}" y="{y0}" text-anchor="end">0</text>'
                       f'<text x="{x0 + wide}" y="{y0 + 16}" text-anchor="end">{widest:,} {SCALE[part]}</text>')
            for name in points[-1][1]:
                line = [(x0 + wide * size / widest, y0 - high * values[name] / highest)
                        for size, values in points if name in values]
                color = WEIR if name.startswith("weir") else CPU
                path = "L".join(f"{x:.1f} {y:.1f}" for x, y in line)
                out.append(f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2"/>')
                out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in line]
    width, height = left + len(shown) * (wide + gap), top + 2 * (high + 40)
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="#ffffff"/>')
    return "\n".join([head, *out, "</svg>", ""])


def replace(text, mark, made):
    text, found = re.subn(rf"(?s)(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", lambda match: f"{match[1]}{made}\n{match[2]}", text)
    if found != 1:
        sys.exit(f"docs/performance.md needs exactly one line <!-- {mark} --> and one line <!-- /{mark} -->")
    return text


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    parts = read(sys.argv[1:])
    page = DOCS / "performance.md"
    text = page.read_text()
    if any(part in PARTS for part in parts):
        text = replace(text, "figures", tables(parts))
        (DOCS / "images/speed.svg").write_text(plot(parts))
    if any(part in SCALE for part in parts):
        text = replace(text, "scale", scale_table(parts))
        (DOCS / "images/scale.svg").write_text(scale_plot(parts))
    page.write_text(text)


if __name__ == "__main__":
    main()
