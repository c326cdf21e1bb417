#!/usr/bin/env python3
"""Measures weir fleet on made-up organisations. Each part prints rows of a Markdown table.

  bench/fleet.py PART... [--repositories 500] [--fleet FOLDER] [--work FOLDER] [--gitleaks PROGRAM] [-n RUNS]

  embedded     one process on all cores
  one-worker   Spark: a master and one worker with one core, on this machine
  two-workers  the same with two workers; their memory is that of the largest executor
  loop-weir    a shell loop that runs `weir git` in each repository
  loop-gitleaks  the same with gitleaks (--gitleaks)
  sharing      blobs and bytes that are matched with and without sharing
  again        the second run: nothing changed, and ten repositories changed
  sizes        100, 500 and 2,000 repositories (or --size N...), embedded
  tasks        tasks of the matching stage on one worker: how much each had to read
  all          all of these but sizes

FOLDER is made by make_fleet.py if it is missing, by default in --work, which is the system's folder for
temporary files and needs 1 GB for 500 repositories. Wall time, CPU time of all processes and peak memory of
the largest one are the medians of RUNS (1). Spark is that of .ci/neighbours or of --spark.
"""
import argparse
import json
import os
import re
import shlex
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import make_fleet

HOME = Path(__file__).resolve().parent.parent
HEAD = "| run | repositories | wall s | CPU s | peak MB | findings |\n|---|--:|--:|--:|--:|--:|"
MAIN = "dev.weir.fleet.spark.FleetMain"
EXECUTOR = b"CoarseGrainedExecutorBackend"
PATIENCE = 120


class Bench:
    def __init__(self, options, work):
        self.options, self.work = options, Path(work)
        self.weir = str(HOME / "weir")
        self.spark = options.spark
        self.key = self.work / "key"
        self.key.write_bytes(os.urandom(32))

    def fleet(self, count):
        """Returns the folder of a fleet; makes it if need be."""
        named = self.options.fleet if count == self.options.repositories else None
        folder = named or self.work / f"fleet-{count}"
        if not folder.exists():
            subprocess.run([sys.executable, make_fleet.__file__, str(folder), "--repositories", str(count)],
                           check=True, stdout=subprocess.DEVNULL)
        return folder

    def row(self, name, folder, measure):
        """Prints a row of the medians of what `measure` returns: wall, CPU, megabytes, findings."""
        runs = [measure() for _ in range(self.options.n)]
        wall, cpu, megabytes, findings = (statistics.median(values) for values in zip(*runs))
        count = len(list(folder.glob("*.git")))
        print(f"| {name} | {count:,} | {wall:.1f} | {cpu:.1f} | {megabytes:,.0f} | {findings:,.0f} |", flush=True)

    def tables(self):
        """Returns a folder for the tables of a run that no other run has used."""
        return Path(tempfile.mkdtemp(dir=self.work))

    def embedded_words(self, folder, tables, *flags):
        return [self.weir, "fleet", f"--database={tables}/fleet.duckdb", f"--work={tables}/work",
                f"--digest-key={self.key}", *flags, str(folder)]

    def embedded(self, folder, *flags):
        tables = self.tables()
        wall, cpu, megabytes = run(self.embedded_words(folder, tables, *flags))
        found = self.read(tables)["findings"]
        shutil.rmtree(tables)
        return wall, cpu, megabytes, len(found)

    def read(self, tables):
        """Returns the data of the page that `weir fleet report` makes."""
        place = f"--out={tables}/out" if (tables / "out").exists() else f"--database={tables}/fleet.duckdb"
        page = tables / "fleet.html"
        run([self.weir, "fleet", "report", place, f"--page={page}"])
        text = page.read_text(encoding="utf-8")
        return json.loads(re.search(r'<script type="application/json" id="data">\n(.*?)</script>', text, re.S).group(1))

    def loop(self, folder, command):
        """Runs a command for each repository in a shell loop; counts the findings of the reports."""
        reports = self.tables()
        script = f"for r in {shlex.quote(str(folder))}/*.git; do {command} || [ $? -eq 1 ] || exit 3; done"
        script = script.replace("{report}", f"{reports}/$(basename $r).json")
        figures = run(["sh", "-c", script])
        found = sum(len(json.loads(file.read_text() or "[]")) for file in reports.glob("*.json"))
        shutil.rmtree(reports)
        return *figures, found

    def cluster(self, folder, workers, tables=None):
        with Cluster(self.spark, self.work, workers) as cluster:
            kept = tables or self.tables()
            words = [str(self.spark / "bin" / "spark-submit"), "--class", MAIN, "--master", cluster.address,
                     "--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1",
                     "--conf", "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.executor.memory=2g",
                     "--conf", "spark.eventLog.enabled=true", "--conf", f"spark.eventLog.dir=file://{kept}",
                     "--conf", "spark.eventLog.compress=false", "--conf", "spark.eventLog.rolling.enabled=false",
                     str(HOME / "fleet" / "target" / "weir-fleet.jar"), f"--out={kept}/out", f"--work={kept}/work",
                     f"--digest-key={self.key}", str(folder)]
            wall, cpu, _ = run(words)
            found = len(self.read(kept)["findings"])
        if not tables:
            shutil.rmtree(kept)
        return wall, cpu + cluster.cpu, cluster.megabytes, found

    def part_embedded(self, folder):
        self.row("embedded", folder, lambda: self.embedded(folder))

    def part_one_worker(self, folder):
        self.row("Spark, one worker", folder, lambda: self.cluster(folder, 1))

    def part_two_workers(self, folder):
        self.row("Spark, two workers", folder, lambda: self.cluster(folder, 2))

    def part_loop_weir(self, folder):
        command = f"{self.weir} git --no-banner --no-ledger -f json -r {{report}} $r"
        self.row("shell loop, `weir git`", folder, lambda: self.loop(folder, command))

    def part_loop_gitleaks(self, folder):
        if not self.options.gitleaks:
            sys.exit("loop-gitleaks needs --gitleaks PROGRAM")
        command = f"{shlex.quote(self.options.gitleaks)} git --no-banner -f json -r {{report}} $r"
        self.row("shell loop, gitleaks", folder, lambda: self.loop(folder, command))

    def part_sharing(self, folder):
        print("| sharing | blobs | matched | bytes | matched |\n|---|--:|--:|--:|--:|")
        for name, flags in (("with", []), ("without", ["--no-sharing"])):
            tables = self.tables()
            run(self.embedded_words(folder, tables, *flags))
            last = self.read(tables)["runs"][0]
            print(f"| {name} | {last['blobs']:,} | {last['matched_blobs']:,} | {last['bytes']:,} | "
                  f"{last['matched_bytes']:,} |", flush=True)
            shutil.rmtree(tables)

    def part_again(self, folder):
        tables = self.tables()
        copy = tables / "fleet"
        shutil.copytree(folder, copy)
        words = self.embedded_words(copy, tables)
        run(words)
        for name in ("again, nothing changed", "again, ten changed"):
            if name.endswith("ten changed"):
                make_fleet.change(copy, 10)
            self.row(name, copy, lambda: (*run(words), len(self.read(tables)["findings"])))
        shutil.rmtree(tables)

    def part_sizes(self, _):
        for count in self.options.size or (100, 500, 2_000):
            folder = self.fleet(count)
            self.row("embedded", folder, lambda: self.embedded(folder))
            about = json.loads(Path(f"{folder}.json").read_text())
            print(f"<!-- {count}: {about['commits']:,} commits, {about['packed_bytes'] / 1e6:,.0f} MB -->", flush=True)
            if folder != self.options.fleet:
                shutil.rmtree(folder)

    def part_tasks(self, folder):
        """Prints the distribution of task times in the longest stage, and what was shuffled, from Spark's own log."""
        tables = self.tables()
        self.cluster(folder, 1, tables)
        seconds, shuffled = {}, 0
        for log in tables.glob("app-*"):
            for line in log.open(encoding="utf-8"):
                event = json.loads(line)
                if event["Event"] == "SparkListenerTaskEnd":
                    seconds.setdefault(event["Stage ID"], []).append(event["Task Metrics"]["Executor Run Time"] / 1000)
                    shuffled += event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Bytes Written"]
        longest = sorted(max(seconds.values(), key=sum))
        tenths = statistics.quantiles(longest, n=10, method="inclusive") if len(longest) > 1 else longest * 9
        print("| tasks of the longest stage | median s | 90 % s | largest s | shuffled MB, all stages |\n|--:|--:|--:|--:|--:|")
        print(f"| {len(longest)} | {statistics.median(longest):.1f} | {tenths[8]:.1f} | {longest[-1]:.1f} | "
              f"{shuffled / 1e6:,.1f} |", flush=True)
        shutil.rmtree(tables)


class Cluster:
    """A standalone master and workers with one core each, on the loopback address."""

    def __init__(self, spark, work, workers):
        if not spark:
            sys.exit("no Spark: run .ci/neighbours, or name its folder with --spark")
        self.spark, self.work, self.workers = spark, work, workers
        self.processes, self.cpu, self.megabytes = [], 0, 0
        self.over = threading.Event()

    def __enter__(self):
        port = free_port()
        self.address = f"spark://127.0.0.1:{port}"
        self.start("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        wait_for(port)
        for number in range(self.workers):
            self.start("worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "2g",
                       "--work-dir", str(Path(self.work) / f"worker{number}"), self.address)
        self.watcher = threading.Thread(target=self.watch)
        self.watcher.start()
        return self

    def start(self, name, *words):
        env = dict(os.environ, SPARK_HOME=str(self.spark), SPARK_LOCAL_IP="127.0.0.1", SPARK_DAEMON_MEMORY="256m")
        self.processes.append(subprocess.Popen(
            [str(self.spark / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *words], env=env,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def watch(self):
        """Notes the peak memory of the executors, children of the workers, which are gone when a run ends."""
        while not self.over.wait(0.2):
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    if EXECUTOR in (process / "cmdline").read_bytes() and self.is_ours(process):
                        peak = re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())
                        self.megabytes = max(self.megabytes, int(peak.group(1)) / 1024)
                except (OSError, AttributeError):
                    pass  # it has just ended

    def is_ours(self, process):
        parent = re.search(r"PPid:\s+(\d+)", (process / "status").read_text())
        return parent and int(parent.group(1)) in [p.pid for p in self.processes]

    def __exit__(self, *_):
        self.over.set()
        self.watcher.join()
        for process in reversed(self.processes):
            process.terminate()
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = 0
            self.cpu += usage.ru_utime + usage.ru_stime


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("Spark's master did not start")


def run(words):
    """Runs a command to the end; returns wall seconds, CPU seconds and megabytes of its largest process."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        code = process.returncode = os.waitstatus_to_exitcode(status)
        if code not in (0, 1):
            errors.seek(0)
            sys.exit(f"{words}: exit code {code}\n{errors.read().decode(errors='replace')[-4000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def installed_spark():
    found = list((HOME / ".tools" / "neighbours").glob("lib/python*/site-packages/pyspark"))
    return found[0] if found else None


def main():
    parts = [name[5:].replace("_", "-") for name in vars(Bench) if name.startswith("part_")]
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("parts", nargs="+", choices=[*parts, "all"])
    parser.add_argument("--repositories", type=int, default=500)
    parser.add_argument("--fleet", type=Path)
    parser.add_argument("--work", default=tempfile.gettempdir())
    parser.add_argument("--gitleaks")
    parser.add_argument("--spark", type=Path, default=installed_spark())
    parser.add_argument("--size", type=int, action="append")
    parser.add_argument("-n", type=int, default=1)
    options = parser.parse_args()
    wanted = [part for part in parts if part != "sizes"] if "all" in options.parts else options.parts
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        bench = Bench(options, work)
        folder = bench.fleet(options.repositories) if wanted != ["sizes"] else None
        print(HEAD)
        for part in wanted:
            getattr(bench, "part_" + part.replace("-", "_"))(folder)


if __name__ == "__main__":
    main()
