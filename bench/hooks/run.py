#!/usr/bin/env python3
"""Tries every hook with the programs that call hooks, and prints a table.

usage: run.py [--program WEIR] [--quick] [--only TEXT] [--jobs N]

Each line runs in two new repositories: one with a secret, where the command must fail and print the file
and the line, and one without, where it must pass. The secret itself must never be printed.
Without --program, pre-commit installs weir from a clone of this checkout, as it does for users; with it,
the hooks run that program. --quick runs only the lines that are fast enough for `mvn verify`.
The programs come from .tools, where .ci/setup installs them; lines whose program is missing are skipped by name.
"""
import argparse, concurrent.futures, json, os, pathlib, re, shutil, sys, tempfile, time, traceback

from lab import ROOT, TOOLS, Lab, Repository, hook_repository, removed, secret

PRE_COMMIT = TOOLS / "pre-commit" / "bin" / "pre-commit"
NODE = TOOLS / "node" / "node_modules"
CASES = []


def case(group, title, quick=False, place=("b.txt", 2), warns=False, own=False):
    """Registers a line of the table: a function of a lab, a name and a text that may contain a secret.

    The function returns a repository, whose last command is judged. With `warns`, the exit code of that command
    is always 0; with `own`, the case tests how pre-commit installs weir.
    """
    def register(function):
        CASES.append(dict(group=group, title=title, quick=quick, place=place, warns=warns, own=own, run=function))
        return function
    return register


# ---- the program pre-commit

def pre_commit(lab, name, ids=("weir",), types=("pre-commit",), rev="v0.0.2", env=None):
    """Makes a repository with pre-commit's hooks and one commit."""
    r = Repository(lab, name)
    hooks = "".join(f"      - id: {i}\n" for i in ids)
    r.write(".pre-commit-config.yaml", f"repos:\n  - repo: file://{lab.hooks}\n    rev: {rev}\n    hooks:\n{hooks}")
    r.add(".pre-commit-config.yaml", (r.path / ".pre-commit-config.yaml").read_text())
    r.commit("a.txt", "plain\n")
    for kind in types:
        if r.run(PRE_COMMIT, "install", "-t", kind, env=env):
            raise RuntimeError(r.output)
    return r


def with_remote(r, push=True):
    server = Repository(r.lab, r.path.name + ".git", bare=True)
    r.do("remote", "add", "origin", server.path)
    if push:
        r.do("push", "-q", "--no-verify", "-u", "origin", "main")
    return server


@case("pre-commit", "git commit", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.add("b.txt", text)
    r.git("commit", "-m", "x")
    return r


@case("pre-commit", "git commit: the index counts, not the file", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.add("b.txt", text)
    r.write("b.txt", "one\nother\n" if lab.leaks(text) else "one\n" + lab.secret + "\n")
    r.git("commit", "-m", "x")
    return r


@case("pre-commit", "git commit -a")
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.commit("b.txt", "one\n")
    r.write("b.txt", text)
    r.git("commit", "-a", "-m", "x")
    return r


@case("pre-commit", "git commit FILE, next to another staged file", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.commit("b.txt", "one\n")
    r.write("b.txt", text)
    r.add("c.txt", "other\n" if lab.leaks(text) else lab.secret + "\n")
    r.git("commit", "-m", "x", "b.txt")
    return r


@case("pre-commit", "linked work tree")
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.do("worktree", "add", "-q", f"../{name}-linked")
    linked = r.path.parent / f"{name}-linked"
    (linked / "b.txt").write_text(text)
    r.do("add", "b.txt", where=linked)
    r.git("commit", "-m", "x", where=linked)
    return r


@case("pre-commit", "submodule")
def _(lab, name, text):
    inner = pre_commit(lab, name + "-inner", types=())
    r = Repository(lab, name)
    r.do("submodule", "--quiet", "add", inner.path, "sub")
    sub = r.path / "sub"
    if r.run(PRE_COMMIT, "install", where=sub):
        raise RuntimeError(r.output)
    (sub / "b.txt").write_text(text)
    r.do("add", "b.txt", where=sub)
    r.git("commit", "-m", "x", where=sub)
    return r


@case("pre-commit", "the first commit")
def _(lab, name, text):
    r = pre_commit(lab, name)
    shutil.rmtree(r.path / ".git" / "refs" / "heads")
    (r.path / ".git" / "refs" / "heads").mkdir()
    r.add("b.txt", text)
    r.git("commit", "-m", "x")
    return r


@case("pre-commit", "a merge with conflicts")
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.do("checkout", "-q", "-b", "other")
    r.commit("a.txt", "theirs\n")
    r.do("checkout", "-q", "main")
    r.commit("a.txt", "ours\n")
    r.git("merge", "other")
    r.add("a.txt", "both\n")
    r.add("b.txt", text)
    r.git("commit", "-m", "x")
    return r


@case("pre-commit", "a merge without conflicts (pre-merge-commit)")
def _(lab, name, text):
    r = pre_commit(lab, name, types=("pre-merge-commit",))
    r.do("checkout", "-q", "-b", "other")
    r.commit("b.txt", text)
    r.do("checkout", "-q", "main")
    r.commit("c.txt", "more\n")
    r.git("merge", "--no-edit", "other")
    return r


@case("pre-commit", "run --all-files: an earlier commit", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.commit("b.txt", text)
    r.run(PRE_COMMIT, "run", "--all-files")
    return r


@case("pre-commit", "run --all-files: every file is also staged")
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.commit("b.txt", text)
    for file in ("a.txt", "b.txt", ".pre-commit-config.yaml"):
        r.add(file, (r.path / file).read_text() + "\n")
    r.run(PRE_COMMIT, "run", "--all-files")
    return r


@case("pre-commit", "run --all-files: a file is named --exit-code=0", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.add("--exit-code=0", "x\n")
    r.commit("b.txt", text)
    r.run(PRE_COMMIT, "run", "--all-files")
    return r


@case("pre-commit", "run --all-files in a hook of git")
def _(lab, name, text):
    r = pre_commit(lab, name, types=())
    r.write(".git/hooks/pre-commit", f"#!/bin/sh\nexec {PRE_COMMIT} run --all-files\n", executable=True)
    r.commit("b.txt", text)
    r.add("c.txt", "plain\n")
    r.git("commit", "-m", "x")
    return r


@case("pre-commit", "run, by hand before a commit")
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.add("b.txt", text)
    r.run(PRE_COMMIT, "run")
    return r


@case("pre-commit", "run --from-ref --to-ref: added and removed in between", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name)
    r.do("tag", "start")
    r.commit("b.txt", text)
    r.do("rm", "-q", "b.txt")
    r.do("commit", "-q", "--no-verify", "-m", "away")
    r.run(PRE_COMMIT, "run", "--from-ref", "start", "--to-ref", "HEAD")
    return r


@case("pre-commit", "pre-push: a commit made with --no-verify", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name, types=("pre-commit", "pre-push"))
    with_remote(r)
    r.commit("b.txt", text)
    r.git("push", "origin", "main")
    return r


@case("pre-commit", "pre-push: the first push of all", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name, types=("pre-push",))
    with_remote(r, push=False)
    r.commit("b.txt", text)
    r.commit("b.txt", "gone\n")
    r.git("push", "origin", "main")
    return r


@case("pre-commit", "pre-push: the first push of a branch")
def _(lab, name, text):
    r = pre_commit(lab, name, types=("pre-push",))
    with_remote(r)
    r.do("checkout", "-q", "-b", "new")
    r.commit("b.txt", text)
    r.commit("b.txt", "gone\n")
    r.git("push", "origin", "new")
    return r


@case("pre-commit", "pre-push: several refs, next to weir install")
def _(lab, name, text):
    r = pre_commit(lab, name, types=())
    r.run(lab.program, "install", "--hooks", "pre-push")
    r.run(PRE_COMMIT, "install", "-t", "pre-push")
    with_remote(r)
    r.do("checkout", "-q", "-b", "first")
    r.commit("c.txt", "plain\n")
    r.do("checkout", "-q", "-b", "second", "main")
    r.commit("b.txt", text)
    r.git("push", "origin", "first", "second")
    return r


@case("pre-commit", "pre-push: several refs, both installed twice, in turn")
def _(lab, name, text):
    r = pre_commit(lab, name, types=())
    hooks = r.path / ".git" / "hooks"
    for install in (0, 1):
        r.run(PRE_COMMIT, "install", "-t", "pre-push")
        r.run(lab.program, "install", "--hooks", "pre-push")
    r.run(PRE_COMMIT, "install", "-t", "pre-push")
    theirs = (hooks / "pre-push").read_text()
    with_remote(r)
    r.do("checkout", "-q", "-b", "first")
    r.commit("c.txt", "plain\n")
    r.do("checkout", "-q", "-b", "second", "main")
    r.commit("b.txt", text)
    r.git("push", "origin", "first", "second")
    code, output = r.code, r.output
    r.run(lab.program, "uninstall")
    left = sorted(file.name for file in hooks.glob("pre-push*") if file.suffix != ".sample")
    if r.code or left != ["pre-push"] or (hooks / "pre-push").read_text() != theirs:
        raise RuntimeError(f"uninstall left {left}: {r.output}")
    r.code, r.output = code, output
    return r


@case("pre-commit", "commit-msg", quick=True, place=("COMMIT_EDITMSG", 2))
def _(lab, name, text):
    r = pre_commit(lab, name, types=("commit-msg",))
    r.add("c.txt", "plain\n")
    r.git("commit", "-m", text)
    return r


@case("pre-commit", "post-commit warns", quick=True, warns=True)
def _(lab, name, text):
    r = pre_commit(lab, name, ids=("weir-post-commit",), types=("post-commit",))
    r.add("b.txt", text)
    r.git("commit", "--no-verify", "-m", "x")
    return r


for alias in ("gitleaks", "gitleaks-docker", "gitleaks-system", "weir-script", "weir-system"):
    @case("pre-commit", f"id {alias}", quick=alias == "gitleaks")
    def _(lab, name, text, alias=alias):
        r = pre_commit(lab, name, ids=(alias,))
        r.add("b.txt", text)
        r.git("commit", "-m", "x")
        return r


@case("pre-commit", "autoupdate", quick=True)
def _(lab, name, text):
    r = pre_commit(lab, name, rev="v0.0.1")
    if r.run(PRE_COMMIT, "autoupdate") or "rev: v0.0.2" not in (r.path / ".pre-commit-config.yaml").read_text():
        raise RuntimeError("autoupdate: " + r.output)
    r.do("add", ".pre-commit-config.yaml")
    r.add("b.txt", text)
    r.git("commit", "-m", "x")
    return r


@case("pre-commit", "installed and run without Java and Maven on the machine", own=True)
def _(lab, name, text):
    env = {**lab.without_java(), "PRE_COMMIT_HOME": str(lab.folder / "pre-commit-without-java")}
    r = pre_commit(lab, name, env=env)
    if shutil.which("java", path=env["PATH"]) or shutil.which("mvn", path=env["PATH"]):
        raise RuntimeError("there is a Java on the path")
    r.add("b.txt", text)
    r.git("commit", "-m", "x", env=env)
    return r


@case("pre-commit", "once installed, nothing is fetched", own=True)
def _(lab, name, text):
    nowhere = "http://127.0.0.1:9"
    env = {key: nowhere for key in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "PIP_INDEX_URL")}
    r = pre_commit(lab, name)
    if r.run(PRE_COMMIT, "install-hooks"):
        raise RuntimeError(r.output)
    r.add("b.txt", text)
    r.git("commit", "-m", "x", env={**env, "PATH": lab.without_java()["PATH"] + ":" + lab.java()})
    return r


# ---- weir install

def installed(lab, name, *flags, first="a.txt"):
    r = Repository(lab, name)
    r.commit(first, "plain\n")
    if r.run(lab.program, "install", *flags):
        raise RuntimeError(r.output)
    return r


@case("weir install", "git commit", quick=True)
def _(lab, name, text):
    r = installed(lab, name)
    r.add("b.txt", text)
    r.git("commit", "-m", "x")
    return r


@case("weir install", "git commit FILE in a subfolder of a linked work tree", place=("sub/b.txt", 2))
def _(lab, name, text):
    r = installed(lab, name)
    r.do("worktree", "add", "-q", f"../{name}-linked")
    sub = r.path.parent / f"{name}-linked" / "sub"
    sub.mkdir()
    (sub / "b.txt").write_text(text)
    (sub / "c.txt").write_text("other\n" if lab.leaks(text) else lab.secret)
    r.do("add", "b.txt", "c.txt", where=sub)
    r.git("commit", "-m", "x", "b.txt", where=sub)
    return r


@case("weir install", "commit-msg", quick=True, place=("COMMIT_EDITMSG", 2))
def _(lab, name, text):
    r = installed(lab, name)
    r.add("c.txt", "plain\n")
    r.git("commit", "-m", text)
    return r


@case("weir install", "pre-push: several refs, a tag, a deletion", quick=True)
def _(lab, name, text):
    r = installed(lab, name)
    with_remote(r)
    r.do("push", "-q", "--no-verify", "origin", "main:old")
    r.do("checkout", "-q", "-b", "first")
    r.commit("c.txt", "plain\n")
    r.do("checkout", "-q", "--detach", "main")
    r.commit("b.txt", text)
    r.commit("b.txt", "gone\n")
    r.do("tag", "-a", "-m", "tag", "tagged")
    r.do("checkout", "-q", "main")
    r.git("push", "origin", "first", "tagged", ":old")
    return r


@case("weir install", "pre-push --force", quick=True)
def _(lab, name, text):
    r = installed(lab, name)
    r.commit("c.txt", "plain\n")
    with_remote(r)
    r.do("reset", "-q", "--hard", "HEAD~")
    r.commit("b.txt", text)
    r.git("push", "--force", "origin", "main")
    return r


@case("weir install", "post-commit warns", warns=True)
def _(lab, name, text):
    r = installed(lab, name, "--hooks", "post-commit")
    r.add("b.txt", text)
    r.git("commit", "--no-verify", "-m", "x")
    return r


@case("weir install", "core.hooksPath")
def _(lab, name, text):
    r = Repository(lab, name)
    r.commit("a.txt", "plain\n")
    r.do("config", "core.hooksPath", ".githooks")
    if r.run(lab.program, "install") or not (r.path / ".githooks" / "pre-commit").exists():
        raise RuntimeError(r.output)
    r.add("b.txt", text)
    r.git("commit", "-m", "x")
    return r


@case("weir install", "--global, next to a repository's own hook", quick=True)
def _(lab, name, text):
    r = Repository(lab, name)
    r.commit("a.txt", "plain\n")
    env = {"XDG_CONFIG_HOME": str(r.path.parent / f"{name}-config"),
           "GIT_CONFIG_GLOBAL": str(r.path.parent / f"{name}-gitconfig")}
    shutil.copy(lab.env["GIT_CONFIG_GLOBAL"], env["GIT_CONFIG_GLOBAL"])
    r.write(".git/hooks/pre-commit", "#!/bin/sh\necho ran >> own-pre-commit\n", executable=True)
    r.write(".git/hooks/post-commit", "#!/bin/sh\necho ran >> own-post-commit\n", executable=True)
    if r.run(lab.program, "install", "--global", env=env):
        raise RuntimeError(r.output)
    r.add("b.txt", text)
    r.git("commit", "-m", "x", env=env)
    if not (r.path / "own-pre-commit").exists():
        raise RuntimeError("the repository's own pre-commit hook did not run")
    if not lab.leaks(text) and not (r.path / "own-post-commit").exists():
        raise RuntimeError("the repository's own post-commit hook did not run")
    return r


@case("weir install", "the program was moved, and another is on the PATH")
def _(lab, name, text):
    moved = pathlib.Path(shutil.copytree(lab.bin(), lab.folder / f"{name}-bin", symlinks=True)) / "weir"
    r = Repository(lab, name)
    r.commit("a.txt", "plain\n")
    if r.run(moved, "install"):
        raise RuntimeError(r.output)
    moved.unlink()
    r.add("b.txt", text)
    r.git("commit", "-m", "x")
    return r


# ---- pre-receive: a real push to a bare repository

def server(lab, name, *flags):
    r = Repository(lab, name)
    r.commit("a.txt", "plain\n")
    s = with_remote(r)
    if s.run(lab.program, "install", "--hooks", *(flags or ("pre-receive",))):
        raise RuntimeError(s.output)
    return r


@case("pre-receive", "a push to a branch", quick=True)
def _(lab, name, text):
    r = server(lab, name)
    r.commit("b.txt", text)
    r.git("push", "origin", "main")
    return r


@case("pre-receive", "a new branch, the secret removed in the same push", quick=True)
def _(lab, name, text):
    r = server(lab, name)
    r.commit("b.txt", text)
    r.commit("b.txt", "gone\n")
    r.git("push", "origin", "main:new")
    return r


@case("pre-receive", "objects that come as a pack")
def _(lab, name, text):
    r = server(lab, name)
    r.lab.run(["git", "config", "receive.unpackLimit", "1"], r.path.parent / (name + ".git"))
    r.commit("b.txt", text)
    r.git("push", "origin", "main")
    return r


@case("pre-receive", "a tag, and a deletion")
def _(lab, name, text):
    r = server(lab, name)
    r.do("push", "-q", "origin", "main:old")
    r.commit("b.txt", text)
    r.do("tag", "-a", "-m", "tag", "tagged")
    r.git("push", "origin", "tagged", ":old")
    return r


@case("pre-receive", "a forced push")
def _(lab, name, text):
    r = server(lab, name)
    r.commit("c.txt", "plain\n")
    r.do("push", "-q", "origin", "main")
    r.do("reset", "-q", "--hard", "HEAD~")
    r.commit("b.txt", text)
    r.git("push", "--force", "origin", "main")
    return r


@case("pre-receive", "the pushed tree's configuration allows everything", quick=True)
def _(lab, name, text):
    r = server(lab, name)
    r.commit(".gitleaks.toml", "[extend]\nuseDefault = true\n[allowlist]\npaths = ['.*']\n")
    r.commit(".gitleaksignore", "b.txt:github-pat:2\n")
    r.commit("b.txt", text)
    r.git("push", "origin", "main")
    return r


@case("pre-receive", "--config-from main: as it was before the push")
def _(lab, name, text):
    r = server(lab, name)
    r.commit(".gitleaks.toml", "[extend]\nuseDefault = true\n[allowlist]\npaths = ['allowed/']\n")
    r.do("push", "-q", "origin", "main")
    hook = f"#!/bin/sh\nexec '{lab.program}' pre-receive --config-from main\n"
    (r.path.parent / (name + ".git") / "hooks" / "pre-receive").write_text(hook)
    r.commit("allowed/b.txt", lab.secret + "\n")
    r.commit(".gitleaks.toml", "[extend]\nuseDefault = true\n[allowlist]\npaths = ['.*']\n")
    r.commit("b.txt", text)
    r.git("push", "origin", "main")
    return r


@case("pre-receive", "commits that the server already has are not scanned again")
def _(lab, name, text):
    r = server(lab, name)
    before = Repository(lab, name + "-before")
    r.commit("old.txt", lab.secret + "\n")
    hook = r.path.parent / (name + ".git") / "hooks" / "pre-receive"
    hook.rename(hook.with_name("kept"))
    r.do("push", "-q", "origin", "main")
    hook.with_name("kept").rename(hook)
    r.commit("b.txt", text)
    r.git("push", "origin", "main:next")
    return r


@case("pre-receive", "update instead of pre-receive")
def _(lab, name, text):
    r = server(lab, name, "update")
    r.commit("b.txt", text)
    r.git("push", "origin", "main:new")
    return r


# ---- lefthook and husky, as docs/hooks.md shows them

def recipe(language, containing):
    """Returns the code block of docs/hooks.md in a language that contains a text."""
    for block in re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / "hooks.md").read_text(), re.S):
        if containing in block:
            return block
    raise RuntimeError(f"docs/hooks.md has no {language} block with {containing}")


def lefthook(lab, name):
    r = Repository(lab, name)
    r.commit("a.txt", "plain\n")
    r.write("lefthook.yml", recipe("yaml", "weir hook commit-msg"))
    r.write("package.json", "{}\n")
    (r.path / "node_modules").symlink_to(NODE)
    r.commit(".gitignore", "node_modules\n")
    if r.run(NODE / ".bin" / "lefthook", "install"):
        raise RuntimeError(r.output)
    return r


def husky(lab, name):
    r = Repository(lab, name)
    r.commit("a.txt", "plain\n")
    (r.path / "node_modules").symlink_to(NODE)
    if r.run(NODE / ".bin" / "husky"):
        raise RuntimeError(r.output)
    if r.run("sh", "-ec", recipe("sh", ".husky/pre-push")):
        raise RuntimeError(r.output)
    return r


for caller, make in (("lefthook", lefthook), ("husky", husky)):
    @case(caller, "git commit")
    def _(lab, name, text, make=make):
        r = make(lab, name)
        r.add("b.txt", text)
        r.git("commit", "-m", "x")
        return r

    @case(caller, "git commit FILE, next to another staged file")
    def _(lab, name, text, make=make):
        r = make(lab, name)
        r.commit("b.txt", "one\n")
        r.write("b.txt", text)
        r.add("c.txt", "other\n" if lab.leaks(text) else lab.secret + "\n")
        r.git("commit", "-m", "x", "b.txt")
        return r

    @case(caller, "commit-msg", place=("COMMIT_EDITMSG", 2))
    def _(lab, name, text, make=make):
        r = make(lab, name)
        r.add("c.txt", "plain\n")
        r.git("commit", "-m", text)
        return r

    @case(caller, "pre-push: several refs", quick=True)
    def _(lab, name, text, make=make):
        r = make(lab, name)
        with_remote(r)
        r.do("checkout", "-q", "-b", "first")
        r.commit("c.txt", "plain\n")
        r.do("checkout", "-q", "-b", "second", "main")
        r.commit("b.txt", text)
        r.git("push", "origin", "first", "second")
        return r


# ---- hooks that stand anywhere, through every program

def tools_path(lab):
    return {"PATH": f"{lab.bin()}:{NODE / '.bin'}:{PRE_COMMIT.parent}:{os.environ['PATH']}"}


def with_pre_commit(r, folder):
    # pre-commit always runs its hooks at the top.
    r.write(".pre-commit-config.yaml", f"repos:\n  - repo: file://{r.lab.hooks}\n    rev: v0.0.2\n"
                                       "    hooks:\n      - id: weir\n")
    return [PRE_COMMIT, "install"]


def with_lefthook(r, folder):
    text = recipe("yaml", "weir hook commit-msg")
    root = f"      root: {folder}/\n" if folder else ""
    r.write("lefthook.yml", text.replace("      run: weir hook pre-commit\n", f"      run: weir hook pre-commit\n{root}"))
    return [NODE / ".bin" / "lefthook", "install"]


def with_husky(r, folder):
    r.write(".husky/pre-commit", (f"cd {folder}\n" if folder else "") + "weir hook pre-commit\n")
    return [NODE / ".bin" / "husky"]


def with_simple_git_hooks(r, folder):
    hooks = json.loads("{" + recipe("json", "\"simple-git-hooks\": {") + "}")
    if folder:
        hooks["simple-git-hooks"] = {name: f"cd {folder} && {command}" for name, command in hooks["simple-git-hooks"].items()}
    r.write("package.json", json.dumps(hooks))
    # In a linked work tree and in a submodule, simple-git-hooks does not know where git's hooks are.
    return ["sh", "-c", "mkdir -p \"$(git rev-parse --git-common-dir)/hooks\" && cd \"$(git rev-parse --git-common-dir)/hooks\" &&"
                        " hooks=$PWD && cd \"$OLDPWD\" && git config core.hooksPath \"$hooks\" && exec simple-git-hooks"]


def with_lint_staged(r, folder):
    task = json.loads(recipe("json", "lint-staged"))["lint-staged"]
    r.write((folder + "/" if folder else "") + ".lintstagedrc.json", json.dumps(task))
    r.write(".husky/pre-commit", (f"cd {folder}\n" if folder else "") + "lint-staged\n")
    return [NODE / ".bin" / "husky"]


def with_weir(r, folder):
    r.write("hook", f"#!/bin/sh\ncd './{folder}' && exec weir hook pre-commit\n", executable=True)
    return ["sh", "-c", "cp hook \"$(git rev-parse --git-common-dir)/hooks/pre-commit\""]


def everywhere(lab, name, text, place, make):
    """Commits in one of the places; the hook stands in the folder sub, except at the top."""
    r = Repository(lab, name)
    r.commit("a.txt", "plain\n")
    install = make(r, "" if place == "at the top" else "sub")
    r.write("sub/a.txt", "plain\n")
    r.do("add", "-A")
    r.do("commit", "-q", "--no-verify", "-m", "hooks")
    where, env = r.path, tools_path(lab)
    if place == "in a linked work tree":
        where = r.path.parent / f"{name}-linked"
        r.do("worktree", "add", "-q", where)
    elif place == "in a submodule":
        outer = Repository(lab, name + "-outer")
        outer.do("submodule", "--quiet", "add", r.path, "inner")
        where = outer.path / "inner"
    if r.run(*install, where=where, env=env):
        raise RuntimeError(r.output)
    (where / "b.txt").write_text(text)
    (where / "sub" / "in.txt").write_text(text)
    r.do("add", "b.txt", "sub/in.txt", where=where)
    words = ["commit", "-m", "x"]
    if place == "with relative variables":
        words = ["--git-dir=.git", "--work-tree=.", *words]
    elif place == "with absolute variables":
        env.update(GIT_DIR=str(where / ".git"), GIT_WORK_TREE=str(where), GIT_INDEX_FILE=str(where / ".git" / "index"))
    r.git(*words, where=where / "sub" if place == "in a subfolder" else where, env=env)
    if lab.leaks(text) and "sub/in.txt:2" not in r.output:
        raise RuntimeError("sub/in.txt is not named: " + r.output)
    return r


for caller, make in (("pre-commit", with_pre_commit), ("lefthook", with_lefthook), ("husky", with_husky),
                     ("simple-git-hooks", with_simple_git_hooks), ("lint-staged", with_lint_staged),
                     ("weir", with_weir)):
    for place in ("at the top", "in a subfolder", "in a linked work tree", "in a submodule", "with relative variables",
                  "with absolute variables"):
        @case(caller, f"a hook {place}", quick=place != "with absolute variables" or caller == "weir")
        def _(lab, name, text, make=make, place=place):
            return everywhere(lab, name, text, place, make)


# ---- running them

class Bench(Lab):
    def __init__(self, folder, program, own):
        super().__init__(folder, program)
        self.secret = secret(7)
        self.hooks = hook_repository(self, None if own else program)

    def leaks(self, text):
        return self.secret in text

    def java(self):
        return os.path.dirname(os.path.realpath(shutil.which("java")))


def missing(group):
    """Returns a message if a program that a group needs is missing, or None."""
    needed = {"pre-commit": PRE_COMMIT, "lefthook": NODE / ".bin" / "lefthook", "husky": NODE / ".bin" / "husky",
              "simple-git-hooks": NODE / ".bin" / "simple-git-hooks", "lint-staged": NODE / ".bin" / "lint-staged"}
    file = needed.get(group)
    return None if file is None or file.exists() else f"{file.relative_to(ROOT)} is missing; run .ci/setup"


def judge(lab, one, number, leaks):
    """Runs a line once; returns the errors, or an empty text."""
    text = "one\ntoken = " + (lab.secret if leaks else "nothing") + "\n"
    try:
        r = one["run"](lab, f"r{number}{'s' if leaks else 'c'}", text)
    except Exception as e:
        return "".join(traceback.format_exception_only(type(e), e)).strip()
    wrong = []
    if lab.secret in r.output:
        return "the secret is printed"
    if leaks:
        file, line = one["place"]
        if (r.code == 0) != one["warns"]:
            wrong.append(f"exit code {r.code}")
        # git puts a word before each line from a server, and spaces after it.
        output = re.sub(r"(?m)^remote: | +$", "", r.output)
        if not re.search(rf"(?m)^  {re.escape(file)}:{line}  |File: +{re.escape(file)}\nLine: +{line}\n", output):
            wrong.append(f"{file}:{line} is not named")
    elif r.code != 0:
        wrong.append(f"exit code {r.code} without a secret")
    elif "leaks found" in r.output and "no leaks found" not in r.output:
        wrong.append("a finding without a secret")
    return ("; ".join(wrong) + ":\n" + r.output) if wrong else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", help="the weir that hooks run; by default pre-commit installs one")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="", help="only lines that contain this text")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    own = args.program is None
    chosen = [c for c in CASES if (c["quick"] or not args.quick) and (own or not c["own"])
              and args.only in f"{c['group']} {c['title']}"]
    folder = tempfile.mkdtemp(prefix="weir-hooks-")
    start = time.monotonic()
    try:
        lab = Bench(folder, args.program or ROOT / "weir", own)
        results = {}
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for number, one in enumerate(chosen):
                if missing(one["group"]) is None:
                    for leaks in (True, False):
                        results[number, leaks] = pool.submit(judge, lab, one, number, leaks)
        print("| called by | what | with a secret | without |\n|---|---|---|---|")
        bad, skipped = [], []
        for number, one in enumerate(chosen):
            why = missing(one["group"])
            if why:
                skipped.append(why)
                print(f"| {one['group']} | {one['title']} | skipped | skipped |")
                continue
            cells = []
            for leaks, good in ((True, "warned" if one["warns"] else "refused, named"), (False, "passed")):
                wrong = results[number, leaks].result()
                cells.append("WRONG" if wrong else good)
                if wrong:
                    bad.append(f"{one['group']}: {one['title']} ({'with' if leaks else 'without'} a secret): {wrong}")
            print(f"| {one['group']} | {one['title']} | {cells[0]} | {cells[1]} |")
    finally:
        removed(folder)
    print(f"\n{len(chosen)} lines, {len(bad)} wrong, {len(skipped)} skipped, {time.monotonic() - start:.0f} s")
    for line in sorted(set(skipped)) + bad:
        print(line)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
