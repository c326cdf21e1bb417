#!/bin/sh
# Sets up a server with branches, tags, a pull reference, notes and a stash. A leaked token occurs there in
# files, messages and names, and in the forms that purges overlook. Shows what is left after the procedure
# of common guides, and after the one of weir remediate.
#
#   bench/purge-lab.sh [FOLDER]   creates the folder, or a temporary one; WEIR names the program, ./weir by
#                                 default
#
# Needs git-filter-repo 2.47 or later on the path. Exits with 1 if a line differs from what is expected.
set -eu
umask 077
weir=${WEIR:-$(cd "$(dirname "$0")/.." && pwd)/weir}
if [ $# = 0 ]; then
  set -- "$(mktemp -d)/lab"
fi
mkdir "$1"
cd "$1"
lab=$(pwd)
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null FILTER_BRANCH_SQUELCH_WARNING=1
export GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=ann@example.com
export GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=ann@example.com
# Assembled here, so that this script does not contain a token.
token=ghp_$(printf %s K7b2Xq9Lm4Zr8Tw1 Vs6Yd3Nf5Hj0Pc2GaRuE | tr -d ' ')
awkward='regex:a==>b [x]+(y)$ \ "q" & more'
wrong=0

make() { # NAME: a clone NAME and its server NAME.git
  git init -q -b main "$1"
  git init -q --bare "$1.git"
  cd "$1"
  git remote add origin "$lab/$1.git"
  mkdir -p path/to
  echo "token = $token" > path/to/file
  printf 'password: %s\n' "$awkward" > odd.txt
  echo ok > README
  git add -A
  git commit -qm init
  git tag -a v1.0 -m "release 1.0"
  git tag light
  git mv path/to/file moved.conf
  printf '%s' "$token" | base64 > encoded.txt
  printf 'user:%s' "$token" | base64 > basic.txt
  printf 'token = %s\n' "$token" | iconv -t UTF-16LE > wide.txt
  printf '{"password": "%s"}\n' "$(printf %s "$awkward" | sed 's/[\\"]/\\&/g')" > odd.json
  cp "$lab/key" key.pem
  sed 's/$/\r/' "$lab/key" > key.crlf.pem
  printf '{"key": "%s"}\n' "$(awk '{printf "%s\\n", $0}' "$lab/key")" > key.json
  sed 's/^/    /' "$lab/key" > key.yaml
  base64 "$lab/key" > key.b64
  echo "$token" | bzip2 > packed.bz2
  git add -A
  git commit -qm "more forms"
  git tag -a v1.1 -m "release 1.1 with $token"
  git checkout -qb feature
  echo "# other $token" > other.py
  git add .
  git commit -qm "feature uses $token in its message"
  git checkout -q main
  git rm -q encoded.txt basic.txt wide.txt odd.txt odd.json packed.bz2 key.* >/dev/null
  echo gone > moved.conf
  git commit -qam "remove the token"
  git branch old-release v1.0
  git update-ref refs/pull/1/head feature
  git notes add -m "note $token" HEAD
  git push -q origin --all
  git push -q origin --tags
  git push -q origin 'refs/pull/*:refs/pull/*' 'refs/notes/*:refs/notes/*'
  cd "$lab"
}

# Write the report of a scan by hand, so that the lab does not depend on rules.
report() {
  python3 - "$lab/key" "$token" "$awkward" <<'END' > report.json
import json, sys
key = open(sys.argv[1]).read().strip()
def finding(rule, secret):
    return {"RuleID": rule, "Description": rule, "StartLine": 1, "EndLine": 1, "StartColumn": 1,
            "EndColumn": 1, "Match": secret, "Secret": secret, "File": "path/to/file",
            "SymlinkFile": "", "Commit": "", "Entropy": 4, "Author": "", "Email": "", "Date": "",
            "Message": "", "Tags": [], "Fingerprint": "path/to/file:%s:1" % rule}
print(json.dumps([finding("github-pat", sys.argv[2]), finding("generic-password", sys.argv[3]),
                  finding("private-key", key)]))
END
}

expect() { # WHAT CODE COMMAND...: runs it and compares its exit code
  what=$1
  wanted=$2
  shift 2
  code=0
  "$@" > last.out 2> last.err || code=$?
  verdict=ok
  if [ "$code" != "$wanted" ]; then
    verdict="WRONG, not $wanted"
    wrong=1
    cat last.out last.err >&2
  fi
  echo "| $what | $code | $(grep -c 'object\|file of' last.out || true) | $verdict |"
}

# A random key that belongs to nothing.
{
  echo "-----BEGIN RSA $(echo PRIVATE) KEY-----"
  head -c 1190 /dev/urandom | base64 | tr -d '\n' | fold -w 64
  echo
  echo "-----END RSA $(echo PRIVATE) KEY-----"
} > key
report
echo "| step | exit code | places left | |"
echo "|---|---|---|---|"

make guide
expect "before" 1 "$weir" verify-purge --repo guide report.json
(cd guide && git filter-branch --force --index-filter \
  'git rm --cached --ignore-unmatch path/to/file' --prune-empty --tag-name-filter cat \
  -- --all > /dev/null 2>&1)
expect "filter-branch by path, in the clone" 1 "$weir" verify-purge --repo guide report.json
cp last.out guide.left
(cd guide && git push -q origin --force --all)
expect "and push --force --all, on the server" 1 "$weir" verify-purge --repo guide.git report.json

make ours
expect "remediate" 0 "$weir" remediate --repo ours --output-dir "$lab/incident" report.json
export WEIR="$weir"
expect "purge.sh" 0 sh incident/purge.sh
expect "its mirror clone, by the values" 0 "$weir" verify-purge --repo incident/purge.git incident/incident.json
expect "purge.sh --push" 0 sh incident/purge.sh --push
expect "the server, before it collects garbage" 1 "$weir" verify-purge --repo ours.git report.json
if grep -v unreachable last.out; then
  echo "WRONG: something still refers to these objects" >&2
  wrong=1
fi
git -C ours.git reflog expire --expire=now --all
git -C ours.git gc -q --prune=now
expect "the server, after it" 0 "$weir" verify-purge --repo ours.git report.json
expect "the old clone, which must be replaced" 1 "$weir" verify-purge --repo ours report.json
git clone -q "$lab/ours.git" fresh
expect "a new clone" 0 "$weir" verify-purge --repo fresh report.json
exit $wrong
