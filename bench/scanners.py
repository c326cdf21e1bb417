"""Runs scanners with their own rules over a folder, for the scripts beside this file."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

# Files by which a scanned folder configures a scanner.
CONFIGURATION = (".gitleaks.toml", ".gitleaksignore", ".betterleaks.toml", ".betterleaksignore")


def scan(program, folder, more=()):
    """Returns the findings in a folder as the program's JSON report has them, with paths from that folder.

    The environment is empty, and no configuration or ignore file applies: all scanners take these only from
    the folder that they are given, which must have none, and not from the folders in it. MORE is further
    arguments. A failed scan ends the script.
    """
    folder = pathlib.Path(folder).resolve()
    for name in CONFIGURATION:
        if (folder / name).exists():
            sys.exit(f"{folder} has a {name}, which would be honoured")
    with tempfile.TemporaryDirectory() as work:
        report = os.path.join(work, "report.json")
        env = {k: os.environ[k] for k in ("PATH", "JAVA_HOME") if k in os.environ}
        done = subprocess.run(
            [os.path.abspath(program), "dir", folder.name, "-i", work, "-f", "json", "-r", report, "--no-banner",
             "--exit-code", "0", "-l", "error", *more],
            cwd=folder.parent, env={**env, "HOME": work}, capture_output=True, text=True, timeout=3600)
        if done.returncode != 0 or not os.path.exists(report):
            sys.exit(f"{program} on {folder}: exit {done.returncode}\n{done.stderr}")
        found = json.loads(pathlib.Path(report).read_text(encoding="utf-8") or "[]") or []
    for finding in found:
        finding["File"] = finding["File"].split("/", 1)[1]
    return found
