#!/usr/bin/env python3
"""Runs git-secrets and weir on the same repositories and prints where they differ.

    bench/git-secrets/compare.py [--original PROGRAM] [--program WEIR]

The original is .tools/git-secrets/git-secrets, which .ci/git-secrets downloads. For a case of SAME both must
give the same exit code and the same lines of findings. A case of HOLES shows a bug of the original that
weir does not have, with the expected exit codes. Exits with 1 if a case has another result.
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEY = "AKIA" + "Q3EGRT5XYZABCDEF"
EXAMPLE = "AKIAIOSFODNN7" + "EXAMPLE"
AWS = "git config secrets.patterns 'AKIA[A-Z0-9]{16}'; "
REPO = AWS + f"echo 'k = {KEY}' > a; mkdir d; echo '{KEY}' > d/b; echo ok > c; git add .; "
BRANCH = (
    AWS + f"echo 0 > z; git add .; git commit -qm 0; git checkout -qb x; echo {KEY} > y; git add .;"
    "git commit -qm bad; git rm -q y; git commit -qm good; git checkout -q main; "
)

# Cases with equal results: name, shell script that makes the repository, words of the command.
SAME = [
    ("no words", "", ""),
    ("--scan, tracked files", REPO, "--scan"),
    ("--scan, in a folder", REPO, "--scan", "d"),
    ("--scan, clean", AWS + "echo a > a; git add .", "--scan"),
    ("--scan, a file that is not tracked", REPO + f"echo {KEY} > u", "--scan"),
    ("--scan --untracked", REPO + f"echo {KEY} > u; echo i > .gitignore; echo {KEY} > i",
     "--scan --untracked"),
    ("--scan --no-index", REPO + f"echo {KEY} > u", "--scan --no-index"),
    ("--scan --cached", REPO + "echo gone > a", "--scan --cached"),
    ("--scan, fixed but not staged", REPO + "echo gone > a", "--scan"),
    ("--scan --cached, one path", REPO, "--scan --cached d"),
    ("--scan, files", REPO, "--scan a c d/b"),
    ("--scan, a folder", REPO, "--scan d"),
    ("--scan -r", REPO, "--scan -r d"),
    ("--scan -r, with a slash", REPO, "--scan --recursive d/"),
    ("--scan, missing file", REPO, "--scan nowhere"),
    ("--scan, binary", AWS + f"printf '\\0\\1\\2\\3{KEY}\\0\\1\\2\\3\\4' > a; git add .", "--scan"),
    ("--scan, word before", AWS + f"echo x{KEY} > a; echo _{KEY} >> a; git add .", "--scan"),
    ("--scan, word behind", AWS + f"echo {KEY}X > a; echo '{KEY}-X' >> a; git add .", "--scan a"),
    ("--scan, no line end", AWS + f"printf {KEY} > a; git add .", "--scan"),
    ("--scan, line ends of Windows", AWS + f"printf '{KEY}\\r\\nb\\r\\n' > a; git add .", "--scan"),
    ("--scan, bytes that are not UTF-8", AWS + f"printf '\\344 {KEY} \\344\\n' > a; git add .",
     "--scan"),
    ("allowed, a word", REPO + f"git config secrets.allowed {KEY}", "--scan"),
    ("allowed, a path and line", REPO + "git config secrets.allowed '^a:1:'", "--scan"),
    ("allowed, the whole line", AWS + f"echo '{KEY} {EXAMPLE}' > a; git add .;"
     f"git config secrets.allowed {EXAMPLE}", "--scan"),
    (".gitallowed", REPO + f"printf '# c\\n\\n  # d\\nd/b\\n' > .gitallowed", "--scan"),
    (".gitallowed, a star before all", REPO + "echo '*d/b' > .gitallowed", "--scan"),
    ("included configuration", "git config -f ../inc secrets.patterns 'AKIA[A-Z0-9]{16}';"
     f"git config include.path ../../inc; echo {KEY} > a; git add .", "--scan"),
    ("global configuration", "git config --global secrets.patterns 'AKIA[A-Z0-9]{16}';"
     f"echo {KEY} > a; git add .", "--scan"),
    ("brackets with a backslash", r"git config secrets.patterns 'k[a\/]{2}y'; printf 'k\\ay\nkaay\n"
     r"kbay\n' > a; git add .", "--scan a"),
    ("GNU's classes", r"git config secrets.patterns '\<k\s+[[:digit:]]{2,3}\>'; printf 'k 12\nk "
     r"1234\nak 12\n' > a; git add .", "--scan a"),
    ("provider", "git config secrets.providers 'echo pa.s'; echo 'x pass y' > a; git add .",
     "--scan"),
    ("provider, several lines", "printf 'one\\r\\n\\r\\ntwo\\n' > ../l; git config secrets.providers"
     " 'sed -e /^.$/d ../l'; echo two > a; git add .", "--scan"),
    ("history", BRANCH, "--scan-history"),
    ("history, clean", AWS + "echo a > a; git add .; git commit -qm a", "--scan-history"),
    ("history, a line that stays", REPO + "git commit -qm 1; echo more >> c; git commit -qam 2",
     "--scan-history"),
    ("history, a line taken away", REPO + "git commit -qm 1; git rm -q a; git commit -qm 2",
     "--scan-history"),
    ("--list", REPO + "git secrets --register-aws >/dev/null", "--list"),
    ("--list, none", "", "--list"),
    ("--list -r", "", "--list -r"),
    ("--scan -f", "", "--scan -f"),
    ("--scan -l", "", "--scan -l"),
    ("--scan -r --cached", "", "--scan -r --cached"),
    ("--register-aws", "", "--register-aws; git config --get-regexp secrets"),
    ("--register-aws --global", "", "--register-aws --global; git config --global -l"),
    ("--register-aws, again", "git secrets --register-aws >/dev/null", "--register-aws"),
    ("--add", "", "--add 'a+b'; git config --get-regexp secrets"),
    ("--add -l", "", "--add -l 'a.b|c(d)[e]{2}?+*^$\\' 2>&1; git config --get-regexp secrets"
     " | tr -d '\\\\'"),
    ("--add -a -l", "", "--add -a -l 'a.b'; git config --get-regexp secrets"),
    ("--add, again", "git config secrets.patterns x", "--add x"),
    ("--add-provider", "", "--add-provider -- echo 'a b' c; git config --get-regexp secrets"),
    ("--aws-provider", "printf '[d]\\naws_access_key_id = \"a+b\"\\n aws_secret_access_key=c/d\\n'"
     " > ../k", "--aws-provider ../k"),
    ("--aws-provider, the user's", "mkdir ~/.aws; echo 'aws_access_key_id = a$b' >"
     " ~/.aws/credentials", "--aws-provider"),
    ("--install", "", "--install; ls .git/hooks | grep -v -e sample -e pre-push"),
    ("--install, again", "git secrets --install >/dev/null", "--install"),
    ("--install -f", "echo mine > .git/hooks/pre-commit",
     "--install -f; ls .git/hooks | grep -v -e sample -e pre-push"),
    ("--install, a template", "", "--install ../t; ls ../t/hooks | grep -v pre-push"),
    ("--install, folders of hooks", "mkdir .git/hooks/commit-msg.d",
     "--install; ls .git/hooks/commit-msg.d"),
    ("pre-commit, staged", REPO, "--pre_commit_hook"),
    ("pre-commit, clean", REPO + "git commit -qm 1; echo b > n; git add n", "--pre_commit_hook"),
    ("pre-commit, nothing staged", REPO + "git commit -qm 1", "--pre_commit_hook"),
    ("pre-commit, blank in a name", AWS + f"echo {KEY} > 'a b'; git add .", "--pre_commit_hook"),
    ("pre-commit, old line of a changed file", REPO + "git commit -qm 1; echo b >> a; git add a",
     "--pre_commit_hook"),
    ("commit-msg", AWS + f"printf 's\\n# {KEY}\\n' > m", "--commit_msg_hook m"),
    ("commit-msg, clean", AWS + "echo s > m", "--commit_msg_hook m"),
    ("prepare-commit-msg, not a merge", BRANCH, "--prepare_commit_msg_hook m message"),
    ("prepare-commit-msg, a merge", BRANCH + "export GITHEAD_$(git rev-parse x)=x",
     "--prepare_commit_msg_hook m merge"),
    ("configuration that git cannot read", REPO + "echo '[' >> .git/config", "--scan a"),
    ("standard input", AWS, f"--scan - <<< '{KEY}'"),
]

# Cases that the original misses or gets wrong: name, shell script, words, its exit code, weir's.
HOLES = [
    ("name that is not ASCII", AWS + f"echo {KEY} > pässword; git add .", "--pre_commit_hook", 0, 1),
    ("text in UTF-16", AWS + f"printf 'k={KEY}' | iconv -t UTF-16 > a; git add .",
     "--pre_commit_hook", 0, 1),
    ("text with a zero in it", AWS + f"printf 'some text\\0 and more\\n{KEY}\\n' > a; git add .",
     "--pre_commit_hook", 0, 1),
    ("provider fails", REPO + "git config secrets.patterns zzz; git config secrets.providers false",
     "--scan", 0, 2),
    ("invalid allowed pattern", REPO + "echo '(' > .gitallowed", "--scan", 0, 1),
    ("empty allowed pattern", REPO + "git config --add secrets.allowed '';"
     "git config --add secrets.allowed zzz", "--scan", 0, 1),
    ("attributes say binary", REPO + "echo '* -diff' > .gitattributes", "--scan", 0, 1),
    ("pattern with a blank, in tracked files", "git config secrets.patterns 'very secret';"
     "echo 'very long' > a; git add .", "--scan", 1, 0),
    ("pattern that names a file when it is expanded", "git config secrets.patterns 'a*'; touch abc;"
     "echo 'x aaa y' > t; git add .", "--scan", 0, 1),
    ("pattern that is part of another", REPO, "--add AKIA", 1, 0),
    ("plain text with a bracket", "git secrets --add -l 'a[b'; echo 'x a[b y' > a; git add .",
     "--scan a", 2, 1),
    ("link that becomes a file", AWS + "ln -s b a; git add .; git commit -qm 1; rm a;"
     f"echo {KEY} > a; echo c > c; git add .", "--pre_commit_hook", 0, 1),
    ("merge of three", BRANCH + "git checkout -qb w; echo w > w; git add .; git commit -qm w;"
     "git checkout -q main; export GITHEAD_$(git rev-parse x)=x"
     " GITHEAD_$(git rev-parse w)=w", "--prepare_commit_msg_hook m merge", None, 1),
    ("merge that was in conflict", BRANCH + "git merge -q --no-ff --no-commit x",
     "--prepare_commit_msg_hook m merge", 0, 1),
    ("what a merge adds of its own", BRANCH.replace(f"echo {KEY} > y", "echo y > y")
     + f"git merge -q --no-ff --no-commit x; echo {KEY} > e; git add .; git commit -qm m; git rm -q"
     " e; git commit -qm e", "--scan-history", 0, 1),
    ("missing file next to a match", REPO, "--scan nowhere a", 2, 1),
    ("staged path that does not exist", REPO, "--scan --cached nowhere", 0, 2),
    ("two places combined", REPO, "--scan --untracked --no-index", 0, 1),
    ("two commands combined", BRANCH, "--scan --scan-history", 0, 1),
    ("linked work tree", AWS + "git commit -q --allow-empty -m 0; git worktree add -q ../l; cd ../l",
     "--install >/dev/null; test -f ../r/.git/hooks/pre-commit", 1, 0),
    ("core.hooksPath", AWS + "git config core.hooksPath .hooks",
     "--install >/dev/null; test -f .hooks/pre-commit", 1, 0),
    ("file of included configuration runs a program", AWS + "printf '[secrets]\\nproviders = touch"
     " ../ran\\n' > s; git config include.path ../s; git add .",
     "--scan >/dev/null 2>&1; test ! -f ../ran", 1, 0),
]


def run(program, setup, words, work):
    """Returns the exit code and the lines before the advice."""
    home = work / "home"
    home.mkdir()
    bin_ = work / "bin"
    bin_.mkdir()
    if program.name == "git-secrets" and program.is_file() and not program.is_symlink():
        (bin_ / "git-secrets").symlink_to(program)
    else:
        (bin_ / "git-secrets").symlink_to(program.resolve())
    repo = work / "r"
    repo.mkdir()
    env = {
        "PATH": f"{bin_}:{os.environ['PATH']}", "HOME": str(home), "LANG": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1", "TERM": "dumb",
    }
    script = (
        "git init -q -b main; git config user.email a@example.com; git config user.name A\n"
        "export GIT_AUTHOR_DATE='2020-01-01T00:00:00Z' GIT_COMMITTER_DATE='2020-01-01T00:00:00Z'\n"
        f"{setup}\n: >&2\nexec 3>&1 4>&2 >{work}/output 2>&1\ngit secrets {words}\n"
    )
    done = subprocess.run(
        ["bash", "-c", script], cwd=repo, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
    output = work / "output"
    text = output.read_bytes().decode("utf-8", "replace") if output.exists() else ""
    lines = []
    for line in text.splitlines():
        if "[ERROR]" in line:
            break
        # Skip weir's own messages, which the original does not print.
        if line and not line.startswith(("git secrets: ", "grep: warning: ")) and "pre-push" not in line:
            lines.append(line.replace(str(work), "WORK").removeprefix("grep: "))
    return done.returncode, lines


def cell(code, lines):
    return f"{code}, {len(lines)} line{'' if len(lines) == 1 else 's'}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--original", default=ROOT / ".tools/git-secrets/git-secrets", type=Path)
    parser.add_argument("--program", default=ROOT / "weir", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    if not args.original.is_file():
        print(f"{args.original} is missing: run .ci/git-secrets", file=sys.stderr)
        return 77
    wrong = 0
    print("| what | git-secrets: exit code, lines | weir | |\n|---|---|---|---|")
    rows = [(*row, None, None) for row in [r[:2] + (" ".join(r[2:3]),) for r in SAME]] + HOLES
    for name, setup, words, code, ours in rows:
        if args.only not in name:
            continue
        answers = []
        for program in (args.original, args.program):
            with tempfile.TemporaryDirectory() as folder:
                answers.append(run(program.absolute(), setup, words, Path(folder)))
        (old, old_lines), (new, new_lines) = answers
        if ours is None:
            if name == "no words":
                good = old == new and old_lines[:8] == new_lines[:8]
            elif name == "--scan, missing file":
                good = old == new and "No such file" in "".join(new_lines + old_lines)
            elif name == "--list, none" or words.endswith(" d") and "--scan d" in words:
                good = old == new
            else:
                good = old == new and sorted(old_lines) == sorted(new_lines)
            verdict = "same" if good else "WRONG"
        else:
            good = new == ours and (code is None or old == code)
            verdict = "closed" if good else "WRONG"
        wrong += not good
        print(f"| {name} | {cell(old, old_lines)} | {cell(new, new_lines)} | {verdict} |", flush=True)
        if args.v or not good:
            print(f"  git-secrets {old}: {old_lines}\n  weir {new}: {new_lines}", file=sys.stderr)
    print(f"\n{wrong} with an unexpected result")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
