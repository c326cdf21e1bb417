#!/usr/bin/env python3
"""Makes the files of a release in dist/. The release workflow and .ci/release-dry-run call it; RELEASING.md has the steps.

release.py version                 prints the version, which stands in pom.xml
release.py tag NAME                checks that this tag is the version, and that the documents name it
release.py program                 weir with a small Java of its own, for this platform; build/weir-VERSION-PLATFORM
release.py npm-program             the npm package of this platform, from that folder
release.py deb                     the Debian package, which uses the Java of the system
release.py npm                     the npm package that picks the one of the platform
release.py formula                 the Homebrew formula, from the programs in dist/
release.py checksums               SHA256SUMS of all files in dist/
release.py check                   checks that dist/ is complete, for all platforms or those in WEIR_PLATFORMS
release.py try PROGRAM             checks that this weir finds a secret in a folder and refuses a commit with one

Before it, Maven has built the jars. `program` needs a JDK in JAVA_HOME, 25 as in the workflow: it has jlink and jdeps.
GITHUB_REPOSITORY is the place of the release, OWNER/weir if it is not set.
"""

import calendar
import gzip
import hashlib
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
HERE = TOP / "packaging"
TARGET = TOP / "scanner-cli" / "target"
DIST = TOP / "dist"
BUILD = TOP / "build"
# The platforms of the programs, with npm's names for them. Windows is missing, because the launcher is a shell script.
PLATFORMS = {
    "linux-x64": ("linux", "x64"),
    "linux-arm64": ("linux", "arm64"),
    "macos-x64": ("darwin", "x64"),
    "macos-arm64": ("darwin", "arm64"),
}
# What weir uses of Java; java.desktop is for PDF. `program` fails if weir.jar needs more.
MODULES = (
    "java.base java.desktop java.logging java.management java.naming java.net.http java.security.jgss java.sql java.xml "
    "jdk.crypto.ec jdk.unsupported"
).split()
SHELLS = {
    "bash": "bash-completion/completions/weir",
    "zsh": "zsh/site-functions/_weir",
    "fish": "fish/vendor_completions.d/weir.fish",
}


def stop(message):
    raise SystemExit(f"release.py: {message}")


def pom(name):
    """Returns a property of pom.xml."""
    found = re.search(rf"<{name}>([^<]*)</{name}>", (TOP / "pom.xml").read_text(encoding="utf-8"))
    return found.group(1) if found else stop(f"pom.xml has no property {name}")


def version():
    return pom("revision")


def timestamp():
    """Returns the time of everything that is packed, so that two builds of a commit are the same bytes."""
    return calendar.timegm(time.strptime(pom("project.build.outputTimestamp"), "%Y-%m-%dT%H:%M:%SZ"))


def repository():
    return os.environ.get("GITHUB_REPOSITORY") or "OWNER/weir"


def npm_name(name):
    # npm's scopes are in lower case.
    return f"@{repository().split('/')[0].lower()}/{name}"


def this_platform():
    system = {"Linux": "linux", "Darwin": "macos"}.get(platform.system(), platform.system())
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine())
    name = f"{system}-{machine}"
    return name if name in PLATFORMS else stop(f"there is no program for {name}")


def folder_of(name):
    return BUILD / f"weir-{version()}-{name}"


def run(*command, **options):
    """Runs a command and returns what it prints."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True, **options)
    if done.returncode != 0:
        stop(f"{command[0]} failed with exit code {done.returncode}: {done.stdout}")
    return done.stdout


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def filled(template, values):
    """Returns a template of this folder with its words in capitals between @ replaced."""
    text = (HERE / template).read_text(encoding="utf-8")
    return re.sub("@([A-Z_]+)@", lambda found: values[found.group(1)], text)


def copy(source, target, mode=0o644):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def pack(folder, archive, top):
    """Writes a .tar.gz of a folder under the name top, always with the same bytes for the same files."""
    moment = timestamp()

    def plain(entry):
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = moment
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    DIST.mkdir(exist_ok=True)
    with open(DIST / archive, "wb") as raw, gzip.GzipFile("", "wb", 6, raw, moment) as zipped:
        with tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for path in sorted(folder.rglob("*")):
                tar.add(path, f"{top}/{path.relative_to(folder).as_posix()}", recursive=False, filter=plain)
    print(f"dist/{archive}: {(DIST / archive).stat().st_size / 1e6:.1f} MB")


def files_of_weir(folder):
    """Puts the launcher, the jars, manual pages and completions where the launcher looks for them."""
    copy(TOP / "weir", folder / "bin" / "weir", 0o755)
    for name in ("weir.jar", "weir-rules.jar"):
        copy(TARGET / name, folder / "share" / "weir" / name)
        os.utime(folder / "share" / "weir" / name, (timestamp(), timestamp()))
    for page in sorted((TOP / "docs" / "man").glob("*.1")):
        copy(page, folder / "share" / "man" / "man1" / page.name)


def completions(folder, launcher):
    for shell, place in SHELLS.items():
        path = folder / "share" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = run(launcher, "completion", shell, env=quiet()).splitlines(keepends=True)
        # Shells read these files; nobody starts them.
        path.write_text("".join(lines[lines[0].startswith("#!/") :]), encoding="utf-8")


def quiet():
    """Returns the environment of a weir that leaves no class archive in its folder."""
    return {**os.environ, "WEIR_NO_ARCHIVE": "1"}


def jdk():
    home = os.environ.get("JAVA_HOME") or stop("JAVA_HOME does not name a JDK")
    return pathlib.Path(home) / "bin"


def program():
    needed = run(jdk() / "jdeps", "--ignore-missing-deps", "--multi-release", "17", "--print-module-deps", TARGET / "weir.jar")
    missing = set(needed.strip().split(",")) - set(MODULES)
    if missing:
        stop(f"weir.jar needs {', '.join(sorted(missing))}: add it to MODULES")
    name = this_platform()
    folder = fresh(folder_of(name))
    files_of_weir(folder)
    runtime = folder / "share" / "weir" / "runtime"
    run(
        jdk() / "jlink", "--add-modules", ",".join(MODULES), "--strip-java-debug-attributes", "--no-header-files",
        "--no-man-pages", "--output", runtime,
    )  # fmt: skip
    # Links among the licences: wheels and npm packages cannot hold links, and the files are the same.
    for path in (runtime / "legal").rglob("*"):
        if path.is_symlink():
            path.unlink()
    copy(TOP / "LICENSE", folder / "LICENSE")
    completions(folder, folder / "bin" / "weir")
    pack(folder, f"{folder.name}.tar.gz", folder.name)


def about_npm(name, description):
    return {
        "name": npm_name(name),
        "version": version(),
        "description": description,
        "license": "Apache-2.0",
        "repository": {"type": "git", "url": f"git+https://github.com/{repository()}.git"},
    }


def write_npm(folder, about):
    (folder / "package.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    # npm's own name for the archive of a package in a scope.
    pack(folder, f"{about['name'].lstrip('@').replace('/', '-')}-{version()}.tgz", "package")


def npm_program():
    name = this_platform()
    system, machine = PLATFORMS[name]
    folder = fresh(BUILD / f"npm-{name}")
    shutil.copytree(folder_of(name), folder, dirs_exist_ok=True)
    about = about_npm(f"weir-{name}", f"weir for {name}; install {npm_name('weir')} instead")
    about.update({"os": [system], "cpu": [machine]})
    if system == "linux":
        about["libc"] = ["glibc"]
    write_npm(folder, about)


def npm():
    folder = fresh(BUILD / "npm")
    for name in ("weir.js", "README.md"):
        (folder / name).write_text(filled(f"npm/{name}", {"PACKAGE": npm_name("weir")}), encoding="utf-8")
    (folder / "weir.js").chmod(0o755)
    copy(TOP / "LICENSE", folder / "LICENSE")
    about = about_npm("weir", "A secret scanner for Git that replaces gitleaks")
    about["bin"] = {"weir": "weir.js"}
    about["engines"] = {"node": ">=18"}
    about["optionalDependencies"] = {npm_name(f"weir-{name}"): version() for name in PLATFORMS}
    write_npm(folder, about)


def deb():
    number = version().replace("-SNAPSHOT", "~dev")
    folder = fresh(BUILD / "deb")
    home = folder / "usr" / "lib" / "weir"
    files_of_weir(home)
    share = folder / "usr" / "share"
    share.mkdir()
    (home / "share" / "man").rename(share / "man")
    completions(folder / "usr", home / "bin" / "weir")
    (share / "zsh" / "site-functions").rename(share / "zsh" / "vendor-completions")
    # Debian keeps jars in share. The class archives, which are for this machine, stay beside the links.
    (share / "weir").mkdir()
    for jar in sorted((home / "share" / "weir").glob("*.jar")):
        jar.rename(share / "weir" / jar.name)
        jar.symlink_to(f"../../../../share/weir/{jar.name}")
    (folder / "usr" / "bin").mkdir()
    (folder / "usr" / "bin" / "weir").symlink_to("../lib/weir/bin/weir")
    documents = share / "doc" / "weir"
    copy(HERE / "debian" / "copyright", documents / "copyright")
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(timestamp()))
    changes = filled("debian/changelog", {"VERSION": number, "DAY": day})
    (documents / "changelog").write_text(changes, encoding="utf-8")
    for path in [documents / "changelog", *sorted((share / "man" / "man1").glob("*.1"))]:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        path.unlink()
    control = folder / "DEBIAN"
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    control.mkdir()
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in files]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    size = sum(path.stat().st_size for path in files) // 1024
    values = {"VERSION": number, "SIZE": str(size), "REPOSITORY": repository()}
    (control / "control").write_text(filled("debian/control", values), encoding="utf-8")
    for name, mode in (("postinst", 0o755), ("prerm", 0o755), ("triggers", 0o644)):
        copy(HERE / "debian" / name, control / name, mode)
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (timestamp(), timestamp()), follow_symlinks=False)
    DIST.mkdir(exist_ok=True)
    archive = DIST / f"weir_{number}_all.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(timestamp())}
    print(run("dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", folder, archive, env=environment).strip())


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def formula():
    lines = {"linux": [], "macos": []}
    for name in PLATFORMS:
        archive = DIST / f"{folder_of(name).name}.tar.gz"
        if archive.exists():
            system, machine = name.split("-")
            address = f"https://github.com/{repository()}/releases/download/v{version()}/{archive.name}"
            lines[system] += [
                f"    on_{'arm' if machine == 'arm64' else 'intel'} do",
                f'      url "{address}"',
                f'      sha256 "{digest(archive)}"',
                "    end",
            ]
    values = {system.upper(): "\n".join(lines[system]) for system in lines}
    values.update({"VERSION": version(), "REPOSITORY": repository()})
    (DIST / "weir.rb").write_text(filled("homebrew/weir.rb", values), encoding="utf-8")
    print("dist/weir.rb")


def checksums():
    names = sorted(path.name for path in DIST.iterdir() if path.name != "SHA256SUMS")
    (DIST / "SHA256SUMS").write_text("".join(f"{digest(DIST / name)}  {name}\n" for name in names), encoding="utf-8")
    print((DIST / "SHA256SUMS").read_text(encoding="utf-8"), end="")


def expected(platforms):
    """Returns patterns of the names that a release has."""
    number = re.escape(version())
    python = re.escape(version().replace("-SNAPSHOT", ".dev0"))
    scope = re.escape(repository().split("/")[0].lower())
    names = [
        r"weir\.jar", r"weir-fleet\.jar", r"weir\.cdx\.json", r"weir\.rb", "Containerfile", rf"weir-{python}-py3-none-any\.whl",
        r"weir_[0-9.~a-z]+_all\.deb", rf"{scope}-weir-{number}\.tgz",
    ]  # fmt: skip
    machines = {"x64": "(x86_64|amd64)", "arm64": "(aarch64|arm64)"}
    for name in platforms:
        system, machine = name.split("-")
        tag = {"linux": "manylinux", "macos": "macosx"}[system]
        names.append(rf"weir-{number}-{name}\.tar\.gz")
        names.append(rf"{scope}-weir-{name}-{number}\.tgz")
        names.append(rf"weir-{python}-py3-none-{tag}_[0-9_]+_{machines[machine]}\.whl")
    return names


def check():
    platforms = os.environ.get("WEIR_PLATFORMS", "").split() or PLATFORMS
    present = {path.name for path in DIST.iterdir()}
    missing = [name for name in expected(platforms) if not any(re.fullmatch(name, p) for p in present)]
    if missing:
        stop("dist/ lacks " + ", ".join(missing))
    listed = dict(reversed(line.split("  ")) for line in (DIST / "SHA256SUMS").read_text().splitlines())
    for name in sorted(present - {"SHA256SUMS"}):
        if listed.get(name) != digest(DIST / name):
            stop(f"SHA256SUMS does not have the checksum of {name}")
    if set(listed) - present:
        stop(f"SHA256SUMS lists files that are not in dist/: {sorted(set(listed) - present)}")
    components = json.loads((DIST / "weir.cdx.json").read_text(encoding="utf-8")).get("components")
    if not components:
        stop("weir.cdx.json lists no library")
    print(f"dist/ is complete: {len(present)} files, {len(components)} libraries in weir.cdx.json")


def tag(name):
    if name != f"v{version()}":
        stop(f"the tag is {name}, but the version in pom.xml is {version()}")
    for page in ("docs/hooks.md", "docs/ci.md", "docs/install.md"):
        named = re.findall(r"(?:weir@|rev: |--ref )(v[0-9]+\.[0-9]+\.[0-9]+)", (TOP / page).read_text(encoding="utf-8"))
        others = set(named) - {name}
        if others:
            stop(f"{page} names {', '.join(sorted(others))} instead of {name}")


def try_program(program):
    program = os.path.abspath(program)
    secret = "glpat-" + "aK3xQ9bT7cV2dW8eY4fZ"
    with tempfile.TemporaryDirectory() as folder:

        def answer(code, *command):
            done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if done.returncode != code:
                stop(f"{' '.join(command)}: exit code {done.returncode} instead of {code}: {done.stdout}")
            return done.stdout.strip()

        found = answer(0, program, "version")
        if found not in (version(), version().replace("-SNAPSHOT", ".dev0")):
            stop(f"{program} is version {found}, not {version()}")
        answer(0, "git", "init", "-q")
        answer(0, program, "dir", "--no-banner")
        pathlib.Path(folder, "app.py").write_text(f"key = '{secret}'\n", encoding="utf-8")
        if secret in answer(1, program, "dir", "--no-banner", "--redact", "-v"):
            stop("a report shows a secret that it was to hide")
        answer(0, "git", "add", "app.py")
        if "app.py" not in answer(1, program, "hook", "pre-commit"):
            stop("the hook does not say where the secret is")
        answer(0, "git", "rm", "-q", "--cached", "app.py")
        answer(0, program, "hook", "pre-commit")
    print(f"{program} {found} finds a secret and refuses a commit with one")


COMMANDS = {
    "version": lambda: print(version()),
    "tag": tag,
    "program": program,
    "npm-program": npm_program,
    "deb": deb,
    "npm": npm,
    "formula": formula,
    "checksums": checksums,
    "check": check,
    "try": try_program,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        stop(__doc__)
    COMMANDS[sys.argv[1]](*sys.argv[2:])
