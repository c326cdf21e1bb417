package dev.weir.cli.flag;

import dev.weir.cli.command.SopsCheckCommand;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One flag. The parser, the help, the completions and docs/cli.md all come from {@link #ALL}.
 *
 * @param name long name, without dashes
 * @param shorthand the letter of the short form, or 0
 * @param type what kind of value it takes
 * @param initial the value if it is not given
 * @param bare the value if it is given without one, or null if it must have one
 * @param commands the commands that know it; empty for all
 * @param help one line; more lines are indented
 */
record Flag(
    String name,
    char shorthand,
    Type type,
    String initial,
    @Nullable String bare,
    Set<String> commands,
    String help) {

  /** A kind of value. */
  enum Type {
    BOOL("bool"),
    INT("int"),
    UINT("uint"),
    STRING("string"),
    STRINGS("strings");

    final String shown;

    Type(String shown) {
      this.shown = shown;
    }
  }

  private static final Set<String> VERIFIABLE = Set.of("git", "dir", "stdin");
  private static final Set<String> HISTORIES = Set.of("git", "detect", "hook");
  private static final Set<String> SCANS =
      Set.of("git", "dir", "stdin", "hook", "detect", "protect", "pre-receive");

  static final List<Flag> ALL =
      List.of(
          text(
              "baseline-path", 'b', "", "JSON report of an earlier scan; what it holds is not new"),
          text(
              "config",
              'c',
              "",
              """
              configuration file; looked for in this order:
              1. --config/-c
              2. the path in GITLEAKS_CONFIG
              3. the text in GITLEAKS_CONFIG_TOML
              4. .gitleaks.toml in the target
              5. the built-in rules"""),
          text(
              "config-from",
              '\0',
              "",
              """
              revision to take .gitleaks.toml and the ignore files from, in place of the target:
              a branch cannot blind its own scan"""),
          text("diagnostics", '\0', "", "accepted for compatibility, without effect"),
          text("diagnostics-dir", '\0', "", "accepted for compatibility, without effect"),
          new Flag(
              "enable-rule",
              '\0',
              Type.STRINGS,
              "",
              null,
              Set.of(),
              "apply only the rules of these ids"),
          number("exit-code", "1", "exit code when something was found"),
          text(
              "gitleaks-ignore-path",
              'i',
              ".",
              "a .gitleaksignore file, or a folder that holds one"),
          bool(
              "ignore-gitleaks-allow",
              '\0',
              Set.of(),
              "report also what gitleaks:allow comments mark"),
          text("log-level", 'l', "info", "trace, debug, info, warn, error or fatal"),
          number(
              "max-archive-depth", "0", "open archives in archives up to this depth; 0 for none"),
          number(
              "max-archive-megabytes",
              "0",
              """
              how much one archive may unpack to; 0 for a hundred times its size,
              at least 100 and at most 1000 MB"""),
          number("max-decode-depth", "5", "decode encoded text up to this depth"),
          number("max-target-megabytes", "0", "leave out files larger than this; 0 for no limit"),
          text(
              "max-memory",
              '\0',
              "1g",
              "how much of the memory to use for what is scanned, as in 512m or 4g"),
          bool(
              "no-ledger",
              '\0',
              Set.of("git", "detect"),
              "read the whole history again, and do not remember it in .git/weir"),
          bool("no-banner", '\0', Set.of(), "print no banner"),
          bool("no-color", '\0', Set.of(), "print no colors"),
          new Flag(
              "redact",
              '\0',
              Type.UINT,
              "0",
              "100",
              Set.of(),
              "hide secrets in all output, or so many percent of each, as in --redact=20"),
          text(
              "report-format",
              'f',
              "",
              """
              json, csv, junit, sarif and template as gitleaks writes them,
              or sarif-rich, junit-strict, gitlab, github, html, jsonl"""),
          text(
              "report-path",
              'r',
              "",
              """
              file to write the report to; - for standard output;
              -f and -r may be given again for another report"""),
          bool(
              "report-suppressed",
              '\0',
              Set.of(),
              "report also what is ignored or in the baseline, as suppressed (sarif-rich)"),
          text("report-template", '\0', "", "template file for --report-format template"),
          number("threads", "0", "how many threads scan; 0 for one a processor"),
          number("timeout", "0", "stop after so many seconds; 0 for no limit"),
          bool("verbose", 'v', Set.of(), "print findings while scanning"),
          bool(
              "allow-incomplete",
              '\0',
              Set.of(),
              "exit as gitleaks does when not everything could be read"),
          bool(
              "strict-checks",
              '\0',
              Set.of(),
              "drop all tokens whose check sum or structure is wrong, made-up ones in tests too"),
          new Flag(
              "log-opts",
              '\0',
              Type.STRING,
              "",
              null,
              Set.of("git", "detect", "protect"),
              "options of git log that select commits and paths"),
          new Flag(
              "platform",
              '\0',
              Type.STRING,
              "",
              null,
              Set.of("git", "detect", "hook"),
              "make links for github, gitlab, azuredevops, gitea or bitbucket"),
          new Flag(
              "hooks",
              '\0',
              Type.STRINGS,
              "",
              null,
              Set.of("install"),
              """
              the hooks to write, of pre-commit, pre-merge-commit, commit-msg, post-commit,
              pre-push, pre-receive and update; without it pre-commit, commit-msg and pre-push"""),
          bool(
              "global",
              '\0',
              Set.of("install", "uninstall"),
              "for all repositories of the user, by core.hooksPath"),
          bool("pre-commit", '\0', Set.of("git", "hook"), "scan changes that are not committed"),
          bool(
              "staged",
              '\0',
              Set.of("git", "protect", "hook", "sops-check"),
              "scan what is staged"),
          bool(
              "merges",
              '\0',
              HISTORIES,
              """
              report what merges add of their own; if this is not given, what is found there
              is named and the scan is not complete; not looked at when started as gitleaks"""),
          unlessGitleaks(
              "messages", HISTORIES, "read what commits and annotated tags say, not files alone"),
          unlessGitleaks("notes", HISTORIES, "read the notes of commits that --log-opts selects"),
          unlessGitleaks(
              "all-text",
              Set.of(),
              "read text that git takes for binary: by an attribute, or in UTF-16 or UTF-32"),
          bool(
              "unreachable",
              '\0',
              HISTORIES,
              "read also commits, files and tags that no reference leads to"),
          text(
              "coverage-report",
              '\0',
              "",
              "file to write to, as JSON, what was read and what was not, and why"),
          bool("follow-symlinks", '\0', Set.of("dir", "detect"), "read files that links lead to"),
          bool(
              SopsCheckCommand.FLAG,
              '\0',
              Set.of("git", "protect", "hook"),
              """
              check, too, that files that a .sops.yaml covers are encrypted: those that
              are staged, or all (hooks do unless --sops=false)"""),
          bool("json", '\0', Set.of("doctor"), "print JSON"),
          bool("history", '\0', Set.of("doctor"), "scan the history for secrets, too"),
          new Flag(
              "source", 's', Type.STRING, ".", null, Set.of("detect", "protect"), "the target"),
          bool("no-git", '\0', Set.of("detect"), "scan the target as a plain folder"),
          bool("pipe", '\0', Set.of("detect"), "scan standard input"),
          new Flag(
              "file",
              '\0',
              Type.STRINGS,
              "",
              null,
              Set.of("detect"),
              "scan this file of the target"),
          new Flag(
              "repo",
              '\0',
              Type.STRING,
              ".",
              null,
              Set.of("remediate", "verify-purge"),
              "the repository, or a mirror or bare clone of it"),
          new Flag(
              "verify",
              '\0',
              Type.STRING,
              "",
              "online",
              VERIFIABLE,
              """
              say of each finding whether it is live: by asking its provider, which sends the
              secret there, or by its bytes alone (--verify=offline)"""),
          new Flag(
              "verify-config",
              '\0',
              Type.STRING,
              "",
              null,
              VERIFIABLE,
              "file that says whom to ask, and where, for --verify"),
          own(
              "remediate",
              "output-dir",
              "folder for the files, which hold the secrets; outside of the repository"),
          own(
              "remediate",
              "secret-id",
              "the name of the secret in AWS Secrets Manager, if it is kept there"),
          bool(
              "known",
              '\0',
              SCANS,
              "look also for the values that known import brought in; hides all secrets"),
          new Flag(
              "known-from",
              '\0',
              Type.STRINGS,
              "",
              null,
              SCANS,
              """
              look also for the values that a server has now:
              vault:PATH, aws-secretsmanager:ID or aws-ssm:PATH"""),
          forKnown("known-file", "file of known values, in place of the one in the user's folder"),
          forKnown("known-key", "file of their key, in place of the one in the user's folder"),
          new Flag(
              "format",
              '\0',
              Type.STRING,
              "auto",
              null,
              Set.of("known"),
              """
              what is imported: auto, vault, aws-secretsmanager, aws-ssm, k8s-secret,
              json, yaml, dotenv, ini or lines"""),
          own("known", "name", "what is imported, such as the path of a secret in Vault"),
          bool("force", '\0', Set.of("known"), "import also values that can be guessed"),
          bool("all", '\0', Set.of("known"), "remove all values"),
          own("ignore", "reason", "why it is no secret, or may stay"),
          own("ignore", "until", "the last day on which the entry holds, as 2027-01-31"),
          own("ignore", "path", "ignore it only in this file, or below this folder (with a /)"),
          own("ignore", "author", "who says so; by default who git says that you are"),
          bool("list", '\0', Set.of("ignore"), "print the entries"),
          bool(
              "prune",
              '\0',
              Set.of("ignore"),
              "drop entries that hide nothing any more, in the history and the work tree"),
          bool("help", 'h', Set.of(), "print help"));

  private static Flag text(String name, char shorthand, String initial, String help) {
    return new Flag(name, shorthand, Type.STRING, initial, null, Set.of(), help);
  }

  private static Flag own(String command, String name, String help) {
    return new Flag(name, '\0', Type.STRING, "", null, Set.of(command), help);
  }

  private static Flag forKnown(String name, String help) {
    Set<String> commands = new HashSet<>(SCANS);
    commands.add("known");
    return new Flag(name, '\0', Type.STRING, "", null, Set.copyOf(commands), help);
  }

  private static Flag number(String name, String initial, String help) {
    return new Flag(name, '\0', Type.INT, initial, null, Set.of(), help);
  }

  private static Flag bool(String name, char shorthand, Set<String> commands, String help) {
    return new Flag(name, shorthand, Type.BOOL, "false", "true", commands, help);
  }

  // What gitleaks does not read: CommandLine#isOn has it off for a program of that name.
  private static Flag unlessGitleaks(String name, Set<String> commands, String help) {
    return new Flag(
        name, '\0', Type.BOOL, "true", "true", commands, help + "\n(off when started as gitleaks)");
  }

  /** Returns true if the command, or no command at all, takes this flag. */
  boolean isKnownTo(String command) {
    return commands.isEmpty() || commands.contains(command);
  }

  static @Nullable Flag named(String name, String command) {
    for (Flag flag : ALL) {
      if (flag.name.equals(name) && flag.isKnownTo(command)) {
        return flag;
      }
    }
    return null;
  }

  static @Nullable Flag shortened(char letter, String command) {
    for (Flag flag : ALL) {
      if (flag.shorthand == letter && flag.isKnownTo(command)) {
        return flag;
      }
    }
    return null;
  }

  /** Returns the flag as messages name it: {@code "-v, --verbose"} or {@code "--redact"}. */
  String shown() {
    return shorthand == '\0' ? "--" + name : "-" + shorthand + ", --" + name;
  }
}
