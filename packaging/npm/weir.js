#!/usr/bin/env node
// Starts the weir of this platform, which npm has installed as an optional dependency.
"use strict";
const { spawn } = require("node:child_process");
const { constants } = require("node:os");
const path = require("node:path");

const system = process.platform === "darwin" ? "macos" : process.platform;
const name = `@PACKAGE@-${system}-${process.arch}`;

function fail(message) {
  console.error(`weir: ${message}`);
  process.exit(2);
}

let folder;
try {
  folder = path.dirname(require.resolve(`${name}/package.json`));
} catch {
  fail(
    `the package ${name} is not installed: npm skips it with --omit=optional or if there is none for this` +
      " platform; docs/install.md of weir has other ways",
  );
}
const program = spawn(path.join(folder, "bin", "weir"), process.argv.slice(2), { stdio: "inherit" });
// A terminal sends its signals to both processes. Others send theirs to this one only.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => program.kill(signal));
}
program.on("error", (error) => fail(error.message));
program.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
