#!/usr/bin/env bash
# Runs git-secrets' own tests, unchanged, against weir, and prints their lines.
#   bench/git-secrets/bats.sh [PROGRAM]     PROGRAM is weir's launcher, by default ./weir
# .ci/git-secrets downloads the tests to .tools/git-secrets. Exits with 77 if they are missing.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(readlink -f -- "${1:-$root/weir}")
suite=$root/.tools/git-secrets/test
[ -f "$suite/git-secrets.bats" ] || {
  echo "git-secrets' tests are not in .tools/git-secrets: run .ci/git-secrets" >&2
  exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bats=$suite/bats/bin/bats
[ -x "$(readlink -f -- "$bats")" ] || bats=$(command -v bats) || {
  echo "bats is missing: apt-get install bats" >&2
  exit 77
}

# The tests call ../git-secrets and use fixed folder names below TMPDIR. The longest file runs in parallel
# with the others, each part with its own TMPDIR.
part() {
  name=$1
  shift
  mkdir -p "$work/$name/tests" "$work/$name/tmp"
  cp "$suite"/*.bash "$work/$name/tests"
  for file in "$@"; do
    cp "$suite/$file.bats" "$work/$name/tests"
  done
  printf '#!/bin/sh\nexec %s git-secrets "$@"\n' "'$program'" >"$work/$name/git-secrets"
  chmod +x "$work/$name/git-secrets"
}
part 1 git-secrets
part 2 commit-msg pre-commit prepare-commit-msg
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
export GIT_CONFIG_NOSYSTEM=1 LANG=C.UTF-8
# The tests' providers are in the repository's own configuration, which the user must allow.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=secrets.allowProviders GIT_CONFIG_VALUE_0=true
for i in 1 2; do
  (TMPDIR=$work/$i/tmp bash "$bats" --tap "$work/$i/tests" >"$work/$i/output" 2>&1 || true) &
done
wait
sed -n -e '/^1\.\./d' -e p "$work"/[12]/output
passed=$(cat "$work"/[12]/output | grep -c '^ok ' || true)
all=$(grep -c '^@test' "$suite"/*.bats | awk -F: '{ n += $2 } END { print n }')
echo "passed $passed of $all"
[ "$passed" = "$all" ]
