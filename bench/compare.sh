#!/bin/sh
# Compares weir with another scanner that has gitleaks' command line, on the history of a repository:
# sets of findings, and wall and CPU times measured in alternation.
# usage: compare.sh REPOSITORY CONFIG OTHER_PROGRAM [RUNS]
set -eu
repo=$1 config=$2 other=$3 runs=${4:-3}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
i=0
while [ "$i" -lt "$runs" ]; do
  i=$((i + 1))
  for program in "$other" "$here/weir"; do
    name=$(basename "$program")
    /usr/bin/env bash -c 'TIMEFORMAT="%R s wall, %U s user"; time "$@" >/dev/null 2>&1' - \
      "$program" git "$repo" -c "$config" -f json -r "$work/$name.json" --no-banner 2>"$work/time" || true
    printf '%s: %s\n' "$name" "$(cat "$work/time")"
  done
done
python3 - "$work/$(basename "$other").json" "$work/weir.json" <<'P'
import collections, json, sys
a, b = (collections.Counter(json.dumps(f, sort_keys=True) for f in json.load(open(p))) for p in sys.argv[1:])
print(f"findings {sum(a.values())} and {sum(b.values())}, only the first {sum((a - b).values())}, only weir {sum((b - a).values())}")
P
