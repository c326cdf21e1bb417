#!/usr/bin/env python3
"""Counts digests, hashes and ids beside the name of a provider that scanners take for its keys.

usage: digests.py TOOL=LAUNCHER ... [--names FILE] [--draw N] [--keep FOLDER] [--show N]

A key of most providers is known by the provider's name and a length only, so that the name of a product beside
a checksum looks like it. Each name of a provider is put into the places below: the names of the files of
rules/src/main/rules, the names in providers.tsv beside them, and the names of FILE, one a line. The values are
true digests. Prints a Markdown table of how many places each scanner reports something in, out of how many.
--draw takes N of the names only, always the same. --keep keeps the files; --show prints the first N findings of
each tool.
"""
import argparse
import base64
import collections
import hashlib
import pathlib
import random
import re
import sys
import tempfile
import uuid

from scanners import scan

RULES = pathlib.Path(__file__).resolve().parent.parent / "rules" / "src" / "main" / "rules"

# What a name ends in that is one of a key and not of a product.
CREDENTIAL = re.compile(r"(?:key|token|secret|pass|password|passwd|pwd|pat|auth|id)\+?$")

# kind, name of the file, text. {name} {Name} {NAME} stand for the provider, {md5} {sha1} {sha256} {sha512}
# {h1} {b32} {pairs} {uuid} for values, {url} for a host.
PLACES = [
    ("md5 beside an archive", "MD5SUMS", "{md5}  {name}-1.2.3.tar.gz\n"),
    ("md5 beside an archive", "install.sh", "fetch https://{url}/{name}-1.2.3.tar.gz {md5}\n"),
    ("md5 beside an archive", "mirror.txt", "{name}-1.2.3.tar.gz: {md5}\n"),
    ("md5 beside an archive", "index.html", '<a href="../{name}/{name}-1.2.3.zip#md5={md5}">{name}-1.2.3.zip</a><br/>\n'),
    ("md5 beside an archive", "recipe.bb", 'SRC_URI = "https://{url}/{name}-${{PV}}.tar.gz"\nSRC_URI[md5sum] = "{md5}"\n'),
    ("md5 beside an archive", "PKGBUILD", "source=(\"https://{url}/{name}-$pkgver.tar.gz\")\nmd5sums=('{md5}')\n"),
    ("md5 beside an archive", "CHECKSUMS", "MD5 ({name}-1.2.3.tar.gz) = {md5}\n"),
    ("md5 beside an archive", "archives.properties", "{name}-1.2.3.jar={md5}\n"),
    ("md5 beside an archive", "files.json", '{{"file": "{name}-1.2.3.zip", "md5": "{md5}", "size": 20480}}\n'),
    ("md5 beside an archive", "table.md", "| {name}-1.2.3.tar.gz | {md5} |\n"),
    ("sha1 or sha256 beside an archive", "SHA256SUMS", "{sha256}  {name}-1.2.3-linux-amd64.tar.gz\n"),
    ("sha1 or sha256 beside an archive", "formula.rb",
     'class {Name} < Formula\n  url "https://{url}/{name}-1.2.3.tar.gz"\n  sha256 "{sha256}"\nend\n'),
    ("sha1 or sha256 beside an archive", "requirements.txt", "{name}==1.2.3 --hash=sha256:{sha256}\n"),
    ("sha1 or sha256 beside an archive", "Makefile", "{NAME}_VERSION = 1.2.3\n{NAME}_SHA256 = {sha256}\n"),
    ("sha1 or sha256 beside an archive", "versions.yaml", "{name}:\n  version: 1.2.3\n  checksum: {sha1}\n"),
    ("sha1 or sha256 beside an archive", "WORKSPACE",
     'http_archive(\n    name = "{name}",\n    sha256 = "{sha256}",\n    urls = ["https://{url}/{name}.zip"],\n)\n'),
    ("lock file", "go.sum", "github.com/{name}/{name}-go v1.2.3 h1:{h1}=\n"),
    ("lock file", "package-lock.json",
     '{{"packages": {{"node_modules/{name}": {{"version": "1.2.3",\n'
     '  "resolved": "https://registry.npmjs.org/{name}/-/{name}-1.2.3.tgz",\n  "integrity": "sha512-{sha512}=="}}}}}}\n'),
    ("lock file", "Cargo.lock", '[[package]]\nname = "{name}"\nversion = "1.2.3"\nchecksum = "{sha256}"\n'),
    ("lock file", "composer.lock", '{{"name": "{name}/{name}-php", "source": {{"reference": "{sha1}"}}}}\n'),
    ("lock file", "Podfile.lock", "SPEC CHECKSUMS:\n  {Name}: {sha1}\n  {Name}Core: {sha1}\n"),
    ("lock file", "gradle.lockfile.txt", "com.{name}:{name}-client:1.2.3 sha256={sha256}\n"),
    ("commit", "build.yml", "      - uses: {name}/setup-action@{sha1}\n"),
    ("commit", "build.sh", "git clone https://github.com/{name}/{name}\ngit -C {name} checkout {sha1}\n"),
    ("commit", "versions.mk", "{NAME}_COMMIT={sha1}\n"),
    ("commit", "build.gradle", 'def {name}Revision = "{sha1}"\n'),
    ("commit", "notes.txt", "See https://github.com/{name}/{name}/commit/{sha1} for {Name}.\n"),
    ("commit", "setup.cfg", "install_requires =\n    {name} @ git+https://github.com/{name}/{name}.git@{sha1}\n"),
    ("commit", "repositories.tsv", "repository\tcommit\nacme/{name}\t{sha1}\n"),
    ("commit", "repositories.csv", "acme/{name},main,{sha1}\n"),
    ("commit", "plugins.txt", "{name} | {sha1} | 2024-09-12\n"),
    ("commit", "submodules.list", "{name};{sha1}\n"),
    ("commit", "deps.lock", "{name} 1.2.3 {sha1}\n"),
    ("commit", "modules.txt", " {sha1} vendor/{name} (v1.2.3)\n"),
    ("image digest", "Dockerfile", "FROM {name}/{name}:1.2.3@sha256:{sha256}\n"),
    ("image digest", "deployment.yaml", "      - name: {name}\n        image: {name}@sha256:{sha256}\n"),
    ("image digest", "values.yaml", "{name}:\n  repository: {name}/{name}\n  digest: sha256:{sha256}\n"),
    ("image digest", "images.env", "{NAME}_IMAGE=registry.example.org/{name}@sha256:{sha256}\n"),
    ("image digest", "pull.md", "    docker pull {name}/{name}@sha256:{sha256}\n"),
    ("image digest", "images.json", '{{"{name}": "sha256:{sha256}"}}\n'),
    ("image digest", "main.tf", 'variable "{name}_image" {{\n  default = "{name}:1.2@sha256:{sha256}"\n}}\n'),
    ("UUID of a project", "settings.env", "{NAME}_PROJECT_ID={uuid}\n"),
    ("UUID of a project", "settings.json", '{{"{name}": {{"projectId": "{uuid}", "organizationId": "{uuid}"}}}}\n'),
    ("UUID of a project", "links.md", "[{Name}](https://app.{url}/projects/{uuid}/overview)\n"),
    ("UUID of a project", "Client.cs", '[Guid("{uuid}")]\npublic interface I{Name}Client\n'),
    ("UUID of a project", "event.log", "{name}: request_id={uuid} status=200\n"),
    ("version", "build.gradle", "implementation 'com.{name}:{name}-sdk:1.24.3-20240912.184532-7'\n"),
    ("version", "versions.env", "{NAME}_VERSION=v0.0.0-20240912184532-{sha1:.12}\n"),
    ("version", "ua.js", 'const {name}UserAgent = "{name}-node/12.0.4 (linux; x64) build/20240912184532";\n'),
    ("e-mail", "contacts.yaml", "{name}:\n  contact: integrations-and-partnerships@{url}\n"),
    ("e-mail", "users.env", "{NAME}_EMAIL=continuous.integration.user@{url}\n"),
    ("e-mail", "notes.txt", "Ask {Name} support: developer-relations-team@{url}\n"),
    ("class or function", "Main.java",
     "import com.{name}.sdk.AuthenticationTokenProvider;\nimport com.{name}.{Name}ClientConfigurationBuilder;\n"),
    ("class or function", "Client.cs",
     "using {Name}.Client.Authentication.Configuration;\nvar token = new {Name}TokenCredentialProviderOptions();\n"),
    ("class or function", "main.py",
     "from {name}.auth import {Name}CredentialsProviderFactory\n{name}_key = get_{name}_credentials_from_environment()\n"),
    ("class or function", "conf.ts", "{name}Token: ConfigurationServiceTokenProvider,\n{name}ApiKey: process.env.{NAME}_API_KEY,\n"),
    ("md5 beside an archive", "notes.txt", '{name}.zip\t{md5}\n'),
    ("md5 beside an archive", "verification.xml", '<file name="{name}.jar" md5="{md5}"/>\n'),
    ("md5 beside an archive", "build.sh", '{NAME}_MD5={md5}\n'),
    ("md5 beside an archive", "build.sh", '{name}_md5sum="{md5}"\n'),
    ("md5 beside an archive", "index.html", '<script src="/js/{name}.{md5}.js"></script>\n'),
    ("md5 beside an archive", "site.css", 'background: url(/img/{name}-{md5}.png);\n'),
    ("md5 beside an archive", "notes.md", '* {Name} 1.2 (md5 `{md5}`)\n'),
    ("md5 beside an archive", "recipe.bb", 'SRC_URI[{name}.md5sum] = "{md5}"\n'),
    ("md5 beside an archive", "notes.txt", 'gravatar {name} https://www.gravatar.com/avatar/{md5}?s=40\n'),
    ("md5 beside an archive", "data.sql", "INSERT INTO files VALUES ('{name}.zip', '{md5}', 2048);\n"),
    ("md5 beside an archive", "notes.txt", '{name}-1.2.3.tar.gz MD5: {md5}\nSHA1: {sha1}\n'),
    ("sha1 or sha256 beside a name", "default.nix",
     'fetchFromGitHub {{\n  owner = "{name}";\n  repo = "{name}";\n  rev = "{sha1}";\n  sha256 = "{b32}";\n}}\n'),
    ("sha1 or sha256 beside a name", "default.nix",
     'src = fetchurl {{\n url = "https://{url}/{name}.tgz";\n hash = "sha256-{h1}=";\n}};\n'),
    ("sha1 or sha256 beside a name", "list.tsv", '{name}/{name}\t{sha1}\n'),
    ("sha1 or sha256 beside a name", "list.csv", '{name}/{name},{sha1},main\n'),
    ("sha1 or sha256 beside a name", "package.lock.txt",
     '[[package]]\nname = "{name}"\nfiles = [\n  {{file = "{name}-1.0.whl", hash = "sha256:{sha256}"}},\n]\n'),
    ("sha1 or sha256 beside a name", "data.json",
     '{{"identity":"{name}-ios","location":"https://github.com/{name}/ios","state":{{"revision":"{sha1}","version":"1.2.3"}}}}\n'),
    ("sha1 or sha256 beside a name", "package.lock.txt",
     '{name}@^1.2.3:\n  version "1.2.3"\n  resolved "https://registry.yarnpkg.com/{name}/-/{name}-1.2.3.tgz#{sha1}"\n  integrity sha512-{sha512}==\n'),
    ("sha1 or sha256 beside a name", "verification.xml",
     '<component group="com.{name}" name="{name}-sdk" version="1">\n<artifact name="{name}.jar">\n<sha256 value="{sha256}" origin="x"/>\n'),
    ("sha1 or sha256 beside a name", "notes.txt", 'Subproject commit {sha1} {name}\n'),
    ("sha1 or sha256 beside a name", "config.yaml", 'repos:\n- repo: https://github.com/{name}/{name}\n  rev: {sha1}\n'),
    ("sha1 or sha256 beside a name", "DEPS",
     "'src/third_party/{name}': 'https://chromium.example.com/{name}.git' + '@' + '{sha1}',\n"),
    ("sha1 or sha256 beside a name", "build.log", '{name}: HEAD is now at {sha1} Fix\n'),
    ("sha1 or sha256 beside a name", "notes.txt", ' {sha1} third_party/{name} (v1.2.3)\n'),
    ("sha1 or sha256 beside a name", "notes.txt", '{sha1}\trefs/heads/{name}\n'),
    ("sha1 or sha256 beside a name", "data.json",
     '{{"name":"{name}","dist":{{"shasum":"{sha1}","tarball":"https://{url}/{name}.tgz"}}}}\n'),
    ("sha1 or sha256 beside a name", "main.py", '{NAME}_SHA = "{sha1}"\n'),
    ("sha1 or sha256 beside a name", "main.py", "{name}_checksum = '{sha256}'\n"),
    ("sha1 or sha256 beside a name", "recipe.rb",
     '  resource "{name}" do\n    url "https://{url}/{name}.tgz"\n    sha256 "{sha256}"\n  end\n'),
    ("sha1 or sha256 beside a name", "notes.txt", '{name}.jar sha1={sha1}\n'),
    ("sha1 or sha256 beside a name", "main.go", 'var {name}Hash = "{sha256}"\n'),
    ("sha1 or sha256 beside a name", "data.json", '{{"{name}.js": "{sha256}"}}\n'),
    ("sha1 or sha256 beside a name", "main.ts", "const {name}ContentHash = '{sha1}';\n"),
    ("sha1 or sha256 beside a name", "notes.md", '[{Name} fix](https://github.com/{name}/x/tree/{sha1}/src)\n'),
    ("sha1 or sha256 beside a name", "config.yml", '{name}_sha256: {sha256}\n{name}_version: 1.0\n'),
    ("image digest", "config.yml", 'image: {name}:{sha1}\n'),
    ("image digest", "config.yml", 'image:\n  repository: {name}\n  tag: {sha1}\n'),
    ("image digest", "data.json", '{{"image": "{name}", "imageDigest": "sha256:{sha256}"}}\n'),
    ("image digest", "notes.txt", '{name}  latest  {sha256:.12}  2 weeks ago  100MB\n'),
    ("image digest", "notes.txt",
     'Digest: sha256:{sha256}\nStatus: Downloaded newer image for {name}:latest\n'),
    ("UUID of something", "config.yml", '{name}_workspace_id: {uuid}\n'),
    ("UUID of something", "data.json", '{{"app":"{name}","id":"{uuid}"}}\n'),
    ("UUID of something", "main.tf", '{name}_account = "{uuid}"\n'),
    ("UUID of something", "all.sln", 'Project("{{{uuid}}}") = "{Name}", "{Name}.csproj", "{{{uuid}}}"\n'),
    ("UUID of something", "list.csv", '{uuid},{name},2024-01-01\n'),
    ("UUID of something", "main.py", "{name}_namespace = UUID('{uuid}')\n"),
    ("UUID of something", "notes.txt", '{Name} trace id: {uuid}\n'),
    ("UUID of something", "data.sql", "INSERT INTO providers VALUES ('{uuid}', '{name}');\n"),
    ("UUID of something", "verification.xml", '<connector id="{uuid}" name="{name}"/>\n'),
    ("version", "notes.txt", '{name}@0.0.0-canary-20240912184532-{sha1:.10}\n'),
    ("e-mail", "notes.txt", '{name}.notifications.production@{url}\n'),
    ("e-mail", "config.yml", '{name}_user: service-account-production@{url}\n'),
    ("class, function or reference", "main.go",
     'func New{Name}ClientWithTokenSource(ctx context.Context) *{Name}Client\n'),
    ("class, function or reference", "main.py", 'from {name}.client import ApplicationAuthenticationTokenHandler\n'),
    ("class, function or reference", "data.json", '"{name}Key": "settings.integrations.{name}.apiKeyPlaceholderText"\n'),
    ("class, function or reference", "main.ts", "{name}ApiKey: config.get('integrations.{name}.apiKeyForProduction'),\n"),
    ("class, function or reference", "app.properties", '{name}.token=${{{NAME}_TOKEN_FROM_VAULT}}\n'),
    ("class, function or reference", "config.yml", '{name}_token: "{{{{ vault_{name}_production_access_token }}}}"\n'),
    ("class, function or reference", "main.tf",
     '{name}_api_key = data.aws_secretsmanager_secret.{name}_api_key.secret_string\n'),
    ("class, function or reference", "config.yml",
     '{name}-secret:\n  secretKeyRef:\n    name: {name}-credentials-production\n    key: {name}-api-key\n'),
    ("class, function or reference", "app.env", '{NAME}_KEY_FILE=/etc/{name}/credentials/production-signing.json\n'),
    ("class, function or reference", "Main.java",
     '@Value("${{{name}.auth.token.expiration-in-seconds}}") long {name}TokenExpiration;\n'),
    ("public digest", "answer.http", 'ETag: "{md5}"\nServer: {name}\n'),
    ("public digest or address", "notes.txt", '{name} fingerprint: {pairs}\n'),
    ("public digest or address", "main.js", "const {name}Integrity = 'sha384-{sha512:.64}';\n"),
    ("public digest or address", "notes.txt", '{name} key fingerprint SHA256:{h1}\n'),
    ("public digest or address", "Token.sol", 'address public {name} = 0x{sha1};\n'),
    ("public digest or address", "data.json", '{{"{name}Contract":"0x{sha1}","tx":"0x{sha256}"}}\n'),
    ("part of an address", "notes.md",
     'https://{url}/blog/how-to-configure-authentication-with-access-tokens-2024\n'),
    ("part of an address", "main.js", "'{name}': 'https://cdn.{url}/v2/{md5}/bundle.min.js',\n"),
    ("UUID of something", "notes.txt", '{name}_session={uuid}; path=/\n'),
]


def names(more):
    """The names of providers: lower case, without separators."""
    stems = {path.stem for path in RULES.glob("*.toml") if not path.stem.startswith(("_", "generic"))}
    found = {stem for stem in stems if "-" not in stem or not CREDENTIAL.search(stem)}
    table = RULES / "providers.tsv"
    if table.exists():
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        at = rows[0].index("names")
        for row in rows[1:]:
            found.update(name.rstrip("+") for name in row[at].split("|") if not CREDENTIAL.search(name))
    if more:
        found.update(pathlib.Path(more).read_text(encoding="utf-8").split("\n"))
    return sorted({re.sub(r"[^a-z0-9]", "", name.lower()) for name in found} - {""})


def filled(template, name, place):
    """The text of a place, and the values in it."""
    seed = f"{name} {place}".encode()
    values = {
        "md5": hashlib.md5(seed).hexdigest(),
        "sha1": hashlib.sha1(seed).hexdigest(),
        "sha256": hashlib.sha256(seed).hexdigest(),
        "sha512": base64.b64encode(hashlib.sha512(seed).digest()).decode().rstrip("="),
        "h1": base64.b64encode(hashlib.sha256(seed).digest()).decode().rstrip("="),
        "b32": base64.b32encode(hashlib.sha256(seed).digest()).decode().lower().rstrip("="),
        "pairs": ":".join(re.findall("..", hashlib.md5(seed).hexdigest())),
        "uuid": str(uuid.UUID(bytes=hashlib.md5(seed).digest(), version=4)),
    }
    return template.format(name=name, Name=name.capitalize(), NAME=name.upper(), url=f"{name}.com", **values)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tools", nargs="+", metavar="TOOL=LAUNCHER")
    parser.add_argument("--names", help="more names")
    parser.add_argument("--draw", type=int)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    providers = names(args.names)
    if args.draw and args.draw < len(providers):
        providers = sorted(random.Random(0).sample(providers, args.draw))
    with tempfile.TemporaryDirectory() as folder:
        files = (args.keep or pathlib.Path(folder)) / "files"
        for number, (_, file, template) in enumerate(PLACES):
            for name in providers:
                path = files / str(number) / name / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(filled(template, name, number), encoding="utf-8")
        hits = {}
        for tool, launcher in (tool.split("=", 1) for tool in args.tools):
            found = scan(launcher, files)
            hits[tool] = collections.Counter()
            for number, name in {tuple(f["File"].split("/")[:2]) for f in found}:
                hits[tool][int(number)] += 1
            for f in sorted(found, key=lambda f: (int(f["File"].split("/")[0]), f["File"]))[:args.show]:
                print(f"{tool} {f['File']} {f['RuleID']} {f['Secret']}", file=sys.stderr)
    print(f"{len(providers)} names\n\n| kind | file | of | " + " | ".join(hits) + " |")
    print("|---|---|--:" + "|--:" * len(hits) + "|")
    for number, (kind, file, _) in enumerate(PLACES):
        print(f"| {kind} | {file} | {len(providers)} | " + " | ".join(str(hits[tool][number]) for tool in hits) + " |")
    print(f"| all | | {len(providers) * len(PLACES)} | " + " | ".join(str(sum(hits[t].values())) for t in hits) + " |")


if __name__ == "__main__":
    main()
