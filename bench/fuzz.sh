#!/bin/sh
# Searches for inputs on which weir fails: fuzzes each target of the module fuzz for SECONDS, guided by
# coverage (Jazzer). Prints a table. Failing inputs are written to fuzz/target/found/TARGET. To test a fix,
# copy its input to fuzz/src/test/resources/once-failed/TARGET, which each build reads.
#
#   bench/fuzz.sh [SECONDS [TARGET...]]     default: 120 seconds, all targets
set -eu
seconds=${1:-120}
[ $# -eq 0 ] || shift
cd "$(dirname "$0")/.."
mvn -B -q -Dquick -DskipTests -Pjazzer -pl fuzz -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:2.8:build-classpath \
  -Dmdep.outputFile="$PWD/fuzz/target/classpath" >&2
cd fuzz
classpath=target/test-classes:$(cat target/classpath)
targets=$(java -cp "$classpath" dev.weir.fuzz.Campaign target/corpus)
[ $# -eq 0 ] || targets=$*
read_by='dev.weir.**:org.eclipse.jgit.dircache.**:org.eclipse.jgit.util.**:org.eclipse.jgit.treewalk.**'
read_by="$read_by:org.apache.commons.compress.**:org.tukaani.**:io.airlift.**:org.brotli.**:org.tomlj.**"
printf '%-22s %12s %9s %9s\n' target inputs seconds failures
for target in $targets; do
  found=target/found/$target
  mkdir -p "$found"
  # Jazzer's hooks detect kinds of bugs that these parsers cannot have, such as SQL injection.
  java -Xmx1500m -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
    --target_class=dev.weir.fuzz.Campaign --target_args="$target" --keep_going=25 \
    --disabled_hooks='com.code_intelligence.jazzer.sanitizers.**' \
    --instrumentation_includes="$read_by" --reproducer_path="$found" \
    -artifact_prefix="$found/" -timeout=25 -rss_limit_mb=3000 -max_total_time="$seconds" \
    -print_final_stats=1 "target/corpus/$target" >"$found/log" 2>&1 || true
  inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$found/log" | tail -1)
  failures=$(grep -a -c -E '^== Java Exception|libFuzzer: (timeout|out-of-memory|deadly)' "$found/log" || true)
  time=$(sed -n 's/^Done .* runs in \([0-9]*\) second.*/\1/p' "$found/log" | tail -1)
  printf '%-22s %12s %9s %9s\n' "$target" "${inputs:-ended}" "${time:-?}" "$failures"
done
