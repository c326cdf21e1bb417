#!/usr/bin/env python3
"""Compares the added lines that weir reads from a whole history with the lines that git prints.

usage: hunks.py REPOSITORY...
With a rule that matches any text, weir reports each hunk as it reads it; `git log -p -U0` prints the
expected hunks. Prints for each repository the number of changed files with text, the number of files
whose hunks agree in position and text, and the percentage.
"""
import codecs, collections, json, pathlib, re, subprocess, sys, tempfile

weir = pathlib.Path(__file__).resolve().parent.parent / "weir"
# Go and weir decode each invalid byte of UTF-8 to one replacement character.
codecs.register_error("each", lambda e: ("\ufffd", e.start + 1))
HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")


def text(data):
    return data.decode("utf-8", "each").strip("\n")


def printed(repo):
    """Returns the hunks by (commit, path), from git's own output."""
    log = subprocess.run(
        ["git", "-C", repo, "-c", "core.quotePath=false", "-c", "diff.noprefix=false", "log", "-p", "-U0",
         "--full-history", "--all", "--diff-filter=tuxdb", "--no-color", "--no-ext-diff", "--no-textconv",
         "--format=commit %H"], capture_output=True, check=True).stdout.split(b"\n")
    files, sha, path, i = collections.defaultdict(list), "", "", 0
    while i < len(log):
        line = log[i]
        hunk = HUNK.match(line)
        if hunk:
            old = re.match(rb"^@@ -\d+(?:,(\d+))?", line).group(1)
            gone, new = int(old or 1), int(hunk.group(2) or 1)
            i += 1
            added = b""
            while gone or new or (i < len(log) and log[i].startswith(b"\\ No newline")):
                if log[i].startswith(b"-"):
                    gone -= 1
                elif log[i].startswith(b"+"):
                    new -= 1
                    added += log[i][1:] + b"\n"
                i += 1
            # A match that begins with a newline is reported on the line after it, as gitleaks does.
            files[sha, path].append((int(hunk.group(1)) + added.startswith(b"\n"), text(added)))
            continue
        if line.startswith(b"commit "):
            sha = line[7:].decode()
        elif line.startswith(b"+++ ") and line != b"+++ /dev/null":
            name = line[4:]
            if name.startswith(b'"'):
                name = codecs.escape_decode(name[1 : name.rindex(b'"')])[0]
            path = name[2:].rstrip(b"\t").decode("utf-8", "each")
        elif line.startswith(b"diff --git "):
            path = ""
        i += 1
    return files


def read(repo):
    with tempfile.TemporaryDirectory() as work:
        config, report = pathlib.Path(work, "c.toml"), pathlib.Path(work, "r.json")
        config.write_text("[[rules]]\nid = 'all'\nregex = '''(?s)\\A.*\\z'''\n")
        # As gitleaks, weir reads added lines and nothing else.
        gitleaks = pathlib.Path(work, "gitleaks")
        gitleaks.symlink_to(weir)
        subprocess.run([gitleaks, "git", repo, "-c", config, "-f", "json", "-r", report, "--no-banner",
                        "--max-decode-depth", "0", "--ignore-gitleaks-allow", "--log-level", "error"])
        files = collections.defaultdict(list)
        for f in json.loads(report.read_text()):
            files[f["Commit"], f["File"]].append((f["StartLine"], f["Match"]))
        return files


for repo in sys.argv[1:]:
    git, own = printed(repo), read(repo)
    keys = set(git) | set(own)
    # A hunk that only removes lines has no text of its own and no line to compare.
    plain = lambda hunks: sorted((line if body else 0, body) for line, body in hunks)
    equal = sum(plain(git.get(k, [])) == plain(own.get(k, [])) for k in keys)
    print(f"{repo}: {len(keys)} changed files, {equal} equal, {100 * equal / max(1, len(keys)):.3f} %")
    for k in [k for k in sorted(keys) if plain(git.get(k, [])) != plain(own.get(k, []))][:5]:
        print("  differs:", *k)
