"""Repositories for trying hooks, and the programs that call hooks."""
import os, pathlib, random, shutil, stat, string, subprocess, zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOOLS = ROOT / ".tools"
DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase


def secret(seed):
    """Returns a made-up token with a valid checksum, so that no credential is stored anywhere."""
    body = "".join(random.Random(seed).choices(string.ascii_letters + string.digits, k=30))
    number, check = zlib.crc32(body.encode()), ""
    while number:
        number, digit = divmod(number, 62)
        check = DIGITS[digit] + check
    return "gh" + "p_" + body + check.rjust(6, "0")


class Repository:
    """A repository for one case, and the output of the commands that ran in it."""

    def __init__(self, lab, name, bare=False):
        self.lab, self.path, self.output, self.code = lab, lab.folder / name, "", 0
        lab.run(["git", "init", "-q", "-b", "main", *(["--bare"] if bare else []), str(self.path)], lab.folder)

    def run(self, *words, env=None, where=None, input=None):
        """Runs a command, keeps its output and returns its exit code."""
        done = self.lab.run(words, where or self.path, env, input, check=False)
        self.code, self.output = done.returncode, done.stdout
        return self.code

    def git(self, *words, **more):
        return self.run("git", *words, **more)

    def do(self, *words, **more):
        """Runs a git command that must succeed."""
        if self.git(*words, **more):
            raise RuntimeError(f"git {' '.join(words)} in {self.path}: {self.output}")

    def write(self, name, text, executable=False):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        if executable:
            file.chmod(0o755)

    def add(self, name, text):
        self.write(name, text)
        self.do("add", "--", name)

    def commit(self, name, text, message="change"):
        """Makes a commit without running hooks."""
        self.add(name, text)
        self.do("commit", "-q", "--no-verify", "-m", message)


class Lab:
    """A folder with repositories, and an environment without the user's configuration."""

    def __init__(self, folder, program):
        self.folder, self.program = pathlib.Path(folder), str(program)
        home = self.folder / "home"
        home.mkdir(parents=True)
        keep = ("PATH", "LANG", "PIP_CERT", "PIP_FIND_LINKS", "PIP_INDEX_URL", "SSL_CERT_FILE", "JAVA_HOME",
                "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "NODE_EXTRA_CA_CERTS", "PYENV_ROOT")
        self.env = {k: os.environ[k] for k in keep if k in os.environ}
        self.env.update(
            HOME=str(home), GIT_CONFIG_NOSYSTEM="1", GIT_TERMINAL_PROMPT="0", NO_COLOR="1", LC_ALL="C.UTF-8",
            GIT_CONFIG_GLOBAL=str(home / ".gitconfig"), PRE_COMMIT_COLOR="never",
            PRE_COMMIT_HOME=str(self.folder / "pre-commit"), PATH=f"{self.bin()}:{self.env['PATH']}")
        if (pathlib.Path.home() / ".m2").is_dir():
            (home / ".m2").symlink_to(pathlib.Path.home() / ".m2")
        (home / ".gitconfig").write_text(
            "[user]\n\tname = Jane Doe\n\temail = jane@example.com\n[protocol \"file\"]\n\tallow = always\n"
            "[advice]\n\tdetachedHead = false\n[init]\n\tdefaultBranch = main\n")

    def bin(self):
        """Returns a folder for the PATH that contains only weir."""
        folder = self.folder / "bin"
        if not folder.exists():
            folder.mkdir()
            (folder / "weir").symlink_to(self.program)
        return folder

    def run(self, words, where, env=None, input=None, check=True):
        done = subprocess.run(
            [str(word) for word in words], cwd=where, env={**self.env, **(env or {})}, input=input or "",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=600)
        if check and done.returncode:
            raise RuntimeError(f"{words} in {where}: {done.stdout}")
        return done

    def without_java(self):
        """Returns a PATH with all programs of the machine except those of Java and Maven."""
        folder = self.folder / "bin-without-java"
        if not folder.exists():
            folder.mkdir()
            for place in reversed(os.environ["PATH"].split(":")):
                for file in pathlib.Path(place).glob("*") if pathlib.Path(place).is_dir() else ():
                    target = folder / file.name
                    if not file.name.startswith(("java", "mvn", "jar", "weir", "gitleaks")):
                        target.unlink(missing_ok=True)
                        target.symlink_to(file)
        return {"PATH": str(folder), "JAVA_HOME": ""}


def hook_repository(lab, program):
    """Makes the repository that .pre-commit-config.yaml names, with tags, and returns its address.

    With a program, its hooks run that one instead of being installed by pre-commit.
    """
    path = lab.folder / "weir-repository"
    if program is None:
        lab.run(["git", "clone", "-q", "--no-local", ROOT, path], lab.folder)
        for name in subprocess.run(["git", "ls-files", "-mo", "--exclude-standard"], cwd=ROOT, text=True,
                                   stdout=subprocess.PIPE, check=True).stdout.splitlines():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).exists():
                shutil.copy(ROOT / name, path / name)
    else:
        lab.run(["git", "init", "-q", path], lab.folder)
        text = (ROOT / ".pre-commit-hooks.yaml").read_text()
        text = text.replace("entry: weir ", f"entry: {program} ")
        for language in ("python", "script"):
            text = text.replace(f"language: {language}", "language: system")
        (path / ".pre-commit-hooks.yaml").write_text(text)
    for tag in ("v0.0.1", "v0.0.2"):
        (path / "tag").write_text(tag)
        lab.run(["git", "add", "-A"], path)
        lab.run(["git", "commit", "-q", "-m", tag], path)
        lab.run(["git", "tag", tag], path)
    return path


def removed(folder):
    """Deletes a folder, including git's read-only objects."""
    def writable(function, path, _):
        os.chmod(path, stat.S_IRWXU)
        function(path)
    shutil.rmtree(folder, onerror=writable)
