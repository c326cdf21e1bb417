package dev.weir.cli.flag;

import static dev.weir.cli.flag.Command.AGENT_HOOK;
import static dev.weir.cli.flag.Command.BASELINE;
import static dev.weir.cli.flag.Command.CI;
import static dev.weir.cli.flag.Command.DETECT;
import static dev.weir.cli.flag.Command.DIR;
import static dev.weir.cli.flag.Command.DOCTOR;
import static dev.weir.cli.flag.Command.EXPLAIN;
import static dev.weir.cli.flag.Command.FLEET;
import static dev.weir.cli.flag.Command.GIT;
import static dev.weir.cli.flag.Command.HOOK;
import static dev.weir.cli.flag.Command.IGNORE;
import static dev.weir.cli.flag.Command.IMAGE;
import static dev.weir.cli.flag.Command.INSTALL;
import static dev.weir.cli.flag.Command.KNOWN;
import static dev.weir.cli.flag.Command.PROTECT;
import static dev.weir.cli.flag.Command.REMEDIATE;
import static dev.weir.cli.flag.Command.REVIEW;
import static dev.weir.cli.flag.Command.RULES;
import static dev.weir.cli.flag.Command.STDIN;
import static dev.weir.cli.flag.Command.UNINSTALL;
import static dev.weir.cli.flag.Command.VERIFY_PURGE;
import static dev.weir.cli.flag.FlagType.list;
import static dev.weir.cli.flag.FlagType.number;
import static dev.weir.cli.flag.FlagType.off;
import static dev.weir.cli.flag.FlagType.on;
import static dev.weir.cli.flag.FlagType.percent;
import static dev.weir.cli.flag.FlagType.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A flag of the command line, and the table of all flags: parsing, help, completions, man pages and
 * docs/cli.md all come from it, together with the commands in {@link Command}.
 *
 * @param <T> the type of the flag's value
 */
public final class Flag<T> {
  private static final List<Flag<?>> TABLE = new ArrayList<>(90);

  private static final Set<Command> SCANS = commands(false);

  /** Scans and the other commands of gitleaks, which accepts its general flags everywhere. */
  private static final Set<Command> GITLEAKS = commands(true);

  private static final Set<Command> ALL = EnumSet.allOf(Command.class);
  private static final Set<Command> REPOSITORIES = EnumSet.of(GIT, CI, DETECT, HOOK, FLEET);
  private static final Set<Command> CHANGES = EnumSet.of(GIT, CI, DETECT, PROTECT, HOOK, FLEET);
  private static final Set<Command> VERIFIABLE = EnumSet.of(GIT, CI, DIR, STDIN, IMAGE, FLEET);

  // The target.
  public static final Flag<Boolean> STAGED =
      flag("staged", off(), Group.TARGET, EnumSet.of(GIT, PROTECT, HOOK, Command.GUARD))
          .help("read only what is staged for the next commit");
  public static final Flag<Boolean> PRE_COMMIT =
      flag("pre-commit", off(), Group.TARGET, EnumSet.of(GIT, HOOK))
          .help("scan only changes that are not committed");
  public static final Flag<String> LOG_OPTS =
      flag("log-opts", text("OPTIONS"), Group.TARGET, EnumSet.of(GIT, DETECT, PROTECT))
          .help("options of git log that select commits and paths, such as main..HEAD");
  public static final Flag<String> SOURCE =
      flag("source", text("PATH", ".").letter('s'), Group.TARGET, EnumSet.of(DETECT, PROTECT))
          .help("the repository or folder to scan");
  public static final Flag<Boolean> NO_GIT =
      flag("no-git", off(), Group.TARGET, EnumSet.of(DETECT))
          .help("scan the source as a plain folder, even if it is a repository");
  public static final Flag<Boolean> PIPE =
      flag("pipe", off(), Group.TARGET, EnumSet.of(DETECT)).help("scan standard input");
  public static final Flag<List<String>> FILE =
      flag("file", list("FILE"), Group.TARGET, EnumSet.of(DETECT))
          .help("scan only this file of the source; can be given more than once");
  public static final Flag<Boolean> FOLLOW_SYMLINKS =
      flag("follow-symlinks", off(), Group.TARGET, EnumSet.of(DIR, DETECT))
          .help("read the files that symbolic links point to");

  // Parts of the target to read.
  public static final Flag<Boolean> MERGES =
      flag("merges", off(), Group.READING, REPOSITORIES)
          .help(
              "report secrets in lines that a merge added itself. Without this flag they are only"
                  + " printed and the scan counts as incomplete; --merges=false ignores such lines, as"
                  + " gitleaks does");
  public static final Flag<Boolean> MESSAGES =
      flag("messages", on(), Group.READING, REPOSITORIES)
          .help("read the messages of commits and annotated tags");
  public static final Flag<Boolean> NOTES =
      flag("notes", on(), Group.READING, REPOSITORIES)
          .help("read the notes of the commits that --log-opts selects");
  public static final Flag<Boolean> ALL_TEXT =
      flag("all-text", on(), Group.READING, with(SCANS, FLEET))
          .help("read text that Git takes for binary: UTF-16, UTF-32, or marked by an attribute");
  public static final Flag<Boolean> TYPE_CHANGES =
      flag("type-changes", on(), Group.READING, REPOSITORIES)
          .help("read a file that replaces a link or a submodule as a new file");
  public static final Flag<Boolean> RENAMES =
      flag("renames", on(), Group.READING, CHANGES)
          .help(
              "read a renamed file completely if more of it counts under its new name, and apply"
                  + " rules for paths to files that are only renamed");
  public static final Flag<Boolean> CONTEXT =
      flag("context", on(), Group.READING, CHANGES)
          .help(
              "look for secrets in added lines together with the lines around them, so that a secret"
                  + " counts whose beginning, end or name was there before");
  public static final Flag<Boolean> BINARY =
      flag("binary", on(), Group.READING, CHANGES)
          .help("read binary files of up to 10 MB too, with the rules for secrets of one form");
  public static final Flag<Boolean> OVERLAP =
      flag("overlap", on(), Group.READING, with(SCANS, FLEET))
          .help("also search across the places where a file of over 100 kB is cut");
  public static final Flag<Boolean> DOCUMENTS =
      flag("documents", on(), Group.READING, EnumSet.of(DIR, STDIN, DETECT))
          .help(
              "read the text of notebooks, SQLite databases, Office and PDF documents, and of compiled"
                  + " Python and Java; not in the history of a repository");
  public static final Flag<Boolean> SKIP_OWN =
      flag("skip-own", on(), Group.READING, EnumSet.of(DIR, DETECT))
          .help(
              "leave out reports of weir and gitleaks in a scanned folder, and print their names");
  public static final Flag<Boolean> EXACT_PATHS =
      flag("exact-paths", on(), Group.READING, with(SCANS, FLEET))
          .help(
              "apply a global allowlist to a folder only if it names folders, and only if its whole"
                  + " condition holds");
  public static final Flag<Boolean> ALL_REFS =
      flag("all-refs", on(), Group.READING, REPOSITORIES)
          .help(
              "read also files and folders that references name, references of linked work trees,"
                  + " older stashes, and references that Git cannot use");
  public static final Flag<Boolean> UNREACHABLE =
      flag("unreachable", off(), Group.READING, REPOSITORIES)
          .help("read commits, files and tags that no reference leads to, too");
  public static final Flag<Boolean> NO_LEDGER =
      flag("no-ledger", off(), Group.READING, EnumSet.of(GIT, CI, DETECT))
          .help("read the whole history again and do not cache the result in .git/weir");
  public static final Flag<Long> MAX_ARCHIVE_DEPTH =
      flag("max-archive-depth", number("N", 0), Group.READING, with(GITLEAKS, FLEET))
          .help("open archives inside archives up to this depth; 0 opens none");
  public static final Flag<Long> MAX_ARCHIVE_MEGABYTES =
      flag("max-archive-megabytes", number("MB", 0), Group.READING, with(SCANS, FLEET))
          .help(
              "the most that one archive may unpack to; 0 means 100 times its size, at least 100 MB and"
                  + " at most 1000 MB");
  public static final Flag<Long> MAX_DECODE_DEPTH =
      flag("max-decode-depth", number("N", 5), Group.READING, with(GITLEAKS, FLEET))
          .help("decode text that is encoded several times up to this depth");
  public static final Flag<Long> MAX_TARGET_MEGABYTES =
      flag("max-target-megabytes", number("MB", 0), Group.READING, with(GITLEAKS, FLEET))
          .help("skip files larger than this; 0 means no limit");

  // Rules and ignores.
  public static final Flag<String> CONFIG =
      flag(
              "config",
              text("FILE").letter('c'),
              Group.RULES,
              with(
                  GITLEAKS,
                  AGENT_HOOK,
                  BASELINE,
                  Command.VERIFY,
                  EXPLAIN,
                  FLEET,
                  IGNORE,
                  REMEDIATE,
                  REVIEW,
                  RULES))
          .help(
              "the configuration. Default: the file in GITLEAKS_CONFIG, the text in"
                  + " GITLEAKS_CONFIG_TOML, a .gitleaks.toml in the target, or the built-in rules");
  public static final Flag<String> CONFIG_FROM =
      flag("config-from", text("REVISION"), Group.RULES, with(SCANS, FLEET))
          .help(
              "take .gitleaks.toml and the ignore files from this revision, so that a branch cannot"
                  + " switch off its own scan");
  public static final Flag<List<String>> ENABLE_RULE =
      flag("enable-rule", list("ID"), Group.RULES, with(GITLEAKS, FLEET))
          .help("apply only the rules with these ids");
  public static final Flag<Boolean> STRICT_CHECKS =
      flag("strict-checks", off(), Group.RULES, with(SCANS, FLEET))
          .help("drop every token whose checksum or structure is wrong");
  public static final Flag<Boolean> SEARCH_REJECTED =
      flag("search-rejected", on(), Group.RULES, with(SCANS, FLEET))
          .help(
              "search on inside a match that was rejected, because its value may be the name of the"
                  + " next one");
  public static final Flag<String> MIN_CONFIDENCE =
      flag("min-confidence", text("LEVEL", "low"), Group.RULES, with(SCANS, FLEET))
          .help("report only findings with at least this confidence: low, medium or high");
  public static final Flag<Boolean> IDENTIFIERS =
      flag("identifiers", off(), Group.RULES, with(SCANS, FLEET))
          .help(
              "report also values that open nothing and only name something, such as the ids of"
                  + " clients and projects");
  public static final Flag<String> BASELINE_PATH =
      flag("baseline-path", text("FILE").letter('b'), Group.RULES, GITLEAKS)
          .help("a JSON report of an earlier scan; its findings are not reported again");
  public static final Flag<String> GITLEAKS_IGNORE_PATH =
      flag(
              "gitleaks-ignore-path",
              text("PATH", ".").letter('i'),
              Group.RULES,
              with(GITLEAKS, AGENT_HOOK, EXPLAIN))
          .help("a .gitleaksignore file, or the folder that holds one");
  public static final Flag<Boolean> IGNORE_GITLEAKS_ALLOW =
      flag("ignore-gitleaks-allow", off(), Group.RULES, with(GITLEAKS, AGENT_HOOK, FLEET))
          .help("report also what a comment such as gitleaks:allow allows");
  public static final Flag<List<String>> ALLOW_COMMENTS =
      flag(
              "allow-comments",
              list("NAMES"),
              Group.RULES,
              with(SCANS, EXPLAIN, IGNORE, DOCTOR, FLEET))
          .help(
              "the scanners whose comments allow a secret: weir, gitleaks, detect-secrets, ggshield,"
                  + " trufflehog, or none. Default: what the configuration names, or weir and"
                  + " gitleaks");
  public static final Flag<Boolean> GUARD =
      flag("guard", off(), Group.RULES, EnumSet.of(GIT, PROTECT, HOOK))
          .help(
              "check also that files that must be encrypted are, as weir guard does; hook does so"
                  + " unless --guard=false is given");
  public static final Flag<Boolean> SOPS =
      flag("sops", off(), Group.RULES, EnumSet.of(GIT, PROTECT, HOOK))
          .help("the older name of --guard");

  // Known values.
  public static final Flag<Boolean> ASK_KNOWN =
      flag("known", off(), Group.KNOWN, with(SCANS, AGENT_HOOK, REMEDIATE, FLEET))
          .help("search also for the secrets imported with known import; redacts all secrets");
  public static final Flag<List<String>> KNOWN_FROM =
      flag("known-from", list("PLACE"), Group.KNOWN, with(SCANS, REMEDIATE, FLEET))
          .help(
              "search also for the secrets of a server: vault:PATH, aws-secretsmanager:ID or"
                  + " aws-ssm:PATH; with a / at the end, for all below it");
  public static final Flag<String> KNOWN_FILE =
      flag(
              "known-file",
              text("FILE"),
              Group.KNOWN,
              with(SCANS, AGENT_HOOK, KNOWN, REMEDIATE, FLEET))
          .help("the file of known secrets; default: one in the user's folder");
  public static final Flag<String> KNOWN_KEY =
      flag("known-key", text("FILE"), Group.KNOWN, with(SCANS, AGENT_HOOK, KNOWN, REMEDIATE, FLEET))
          .help("the key of that file; default: one in the user's folder");

  // Verification.
  public static final Flag<String> VERIFY =
      flag("verify", text("HOW").orBare("online"), Group.VERIFICATION, VERIFIABLE)
          .help(
              "find out whether each secret is live. online sends it to its provider, offline only"
                  + " looks at its bytes");
  public static final Flag<String> VERIFY_CONFIG =
      flag("verify-config", text("FILE"), Group.VERIFICATION, with(VERIFIABLE, Command.VERIFY))
          .help("which providers may be asked, and where");

  // Reports.
  public static final Flag<String> REPORT_PATH =
      flag("report-path", text("FILE").letter('r'), Group.REPORTS, GITLEAKS)
          .help(
              "write a report to this file; - is standard output. Give -r and -f again for another"
                  + " report");
  public static final Flag<String> REPORT_FORMAT =
      flag("report-format", text("FORMAT").letter('f'), Group.REPORTS, GITLEAKS)
          .help(
              "json, csv, junit, sarif or template, as gitleaks writes them; or sarif-rich,"
                  + " junit-strict, gitlab, github, azure, markdown, html, jsonl. Default: by the file's"
                  + " name");
  public static final Flag<String> REPORT_TEMPLATE =
      flag("report-template", text("FILE"), Group.REPORTS, GITLEAKS)
          .help("the template for --report-format=template");
  public static final Flag<Boolean> REPORT_SUPPRESSED =
      flag("report-suppressed", off(), Group.REPORTS, SCANS)
          .help(
              "report also what is ignored or in the baseline, marked as suppressed (sarif-rich)");
  public static final Flag<String> COVERAGE_REPORT =
      flag("coverage-report", text("FILE"), Group.REPORTS, SCANS)
          .help("write what was read, what was not, and why, to this file as JSON");
  public static final Flag<String> PLATFORM =
      flag("platform", text("NAME"), Group.REPORTS, REPOSITORIES)
          .help("make links for github, gitlab, azuredevops, gitea or bitbucket");

  // Output and exit code.
  public static final Flag<Boolean> VERBOSE =
      flag("verbose", off().letter('v'), Group.OUTPUT, GITLEAKS).help("print each finding");
  public static final Flag<Long> REDACT =
      flag("redact", percent(), Group.OUTPUT, GITLEAKS)
          .help("redact secrets in all output; --redact=20 hides only 20 percent of each");
  public static final Flag<String> LOG_LEVEL =
      flag(
              "log-level",
              text("LEVEL", "info").letter('l'),
              Group.OUTPUT,
              with(GITLEAKS, KNOWN, FLEET))
          .help("trace, debug, info, warn, error or fatal");
  public static final Flag<Boolean> NO_BANNER =
      flag("no-banner", off(), Group.OUTPUT, GITLEAKS).help("print no banner");
  public static final Flag<Boolean> NO_COLOR =
      flag("no-color", off(), Group.OUTPUT, ALL).help("print no colors");
  public static final Flag<Long> EXIT_CODE =
      flag("exit-code", number("CODE", 1), Group.OUTPUT, with(GITLEAKS, FLEET))
          .help("the exit code when something is found");
  public static final Flag<Boolean> ALLOW_INCOMPLETE =
      flag("allow-incomplete", off(), Group.OUTPUT, with(SCANS, REMEDIATE, VERIFY_PURGE, FLEET))
          .help("do not fail because something could not be read");

  // Time and memory.
  public static final Flag<Long> TIMEOUT =
      flag("timeout", number("SECONDS", 0), Group.LIMITS, with(GITLEAKS, FLEET))
          .help("stop after this time; 0 means no limit");
  public static final Flag<Long> THREADS =
      flag("threads", number("N", 0), Group.LIMITS, with(SCANS, FLEET))
          .help("number of scanning threads; 0 means one per processor");
  public static final Flag<String> MAX_MEMORY =
      flag(
              "max-memory",
              text("SIZE", "1g"),
              Group.LIMITS,
              with(
                  SCANS,
                  BASELINE,
                  Command.VERIFY,
                  DOCTOR,
                  EXPLAIN,
                  FLEET,
                  IGNORE,
                  REMEDIATE,
                  REVIEW,
                  VERIFY_PURGE))
          .help("the most memory to use, such as 512m or 4g");

  // Accepted, but without effect.
  public static final Flag<String> DIAGNOSTICS =
      flag("diagnostics", text("KIND"), Group.WITHOUT_EFFECT, GITLEAKS).help("ignored");
  public static final Flag<String> DIAGNOSTICS_DIR =
      flag("diagnostics-dir", text("FOLDER"), Group.WITHOUT_EFFECT, GITLEAKS).help("ignored");

  // Flags of single commands.
  public static final Flag<List<String>> HOOKS =
      flag("hooks", list("NAMES"), Group.OWN, EnumSet.of(INSTALL))
          .help(
              "the hooks to install: pre-commit, pre-merge-commit, commit-msg, post-commit, pre-push,"
                  + " pre-receive or update, with commas between them. Default: pre-commit, commit-msg"
                  + " and pre-push");
  public static final Flag<Boolean> GLOBAL =
      flag("global", off(), Group.OWN, EnumSet.of(INSTALL, UNINSTALL))
          .help(
              "for all repositories of the user: through core.hooksPath, or in the user's settings of"
                  + " the agent");
  public static final Flag<String> AGENT =
      flag("agent", text("NAME"), Group.OWN, EnumSet.of(INSTALL, UNINSTALL))
          .help(
              "write the hooks of a coding agent into its settings: claude-code, cursor, copilot or"
                  + " gemini");
  public static final Flag<String> REASON =
      flag("reason", text("TEXT"), Group.OWN, EnumSet.of(IGNORE, BASELINE))
          .help("why the finding is not a secret, or is accepted");
  public static final Flag<String> UNTIL =
      flag("until", text("DATE"), Group.OWN, EnumSet.of(IGNORE, BASELINE))
          .help("the last day of the entry, such as 2027-01-31");
  public static final Flag<String> PATH =
      flag("path", text("PATH"), Group.OWN, EnumSet.of(IGNORE, BASELINE))
          .help("ignore the secret only in this file, or below this folder (which ends with a /)");
  public static final Flag<String> AUTHOR =
      flag("author", text("NAME"), Group.OWN, EnumSet.of(BASELINE, IGNORE, REVIEW))
          .help("who decided it; default: Git's user.name");
  public static final Flag<String> FROM =
      flag("from", text("FILE"), Group.OWN, EnumSet.of(IGNORE, BASELINE))
          .help(
              "ignore the findings of this report, or what this file of another scanner ignores; its"
                  + " contents tell which scanner it is");
  public static final Flag<String> CONFIG_TO =
      flag("config-to", text("FILE"), Group.OWN, EnumSet.of(IGNORE, BASELINE))
          .help(
              "add the paths and patterns of --from to this configuration as allowlists, instead of"
                  + " printing them");
  public static final Flag<Boolean> LIST =
      flag("list", off(), Group.OWN, EnumSet.of(IGNORE)).help("print the entries");
  public static final Flag<Boolean> PRUNE =
      flag("prune", off(), Group.OWN, EnumSet.of(IGNORE))
          .help("remove entries that match nothing in the history or the work tree any more");
  public static final Flag<Boolean> LAST =
      flag("last", off(), Group.OWN, EnumSet.of(IGNORE))
          .help("ignore what the last Git hook that found something has shown");
  public static final Flag<Boolean> REVIEWED =
      flag("reviewed", off(), Group.OWN, EnumSet.of(REMEDIATE))
          .help("take the secrets that weir review found to be true, instead of a report");
  public static final Flag<String> REVIEW_PAGE =
      flag("page", text("FILE"), Group.OWN, EnumSet.of(REVIEW))
          .help("write a page for the browser instead, in which the same decisions can be made");
  public static final Flag<String> REVIEW_VERIFY_CONFIG =
      flag("verify-config", text("FILE"), Group.OWN, EnumSet.of(REVIEW))
          .help("which providers the key v may ask, and where");
  public static final Flag<Boolean> REVIEW_REDACT =
      flag("redact", off(), Group.OWN, EnumSet.of(REVIEW))
          .help("write a page that does not hold the secrets; it still makes ignore entries");
  public static final Flag<Boolean> REVIEW_LIST =
      flag("list", off(), Group.OWN, EnumSet.of(REVIEW))
          .help("print what was decided in earlier reviews, and ask nothing");
  public static final Flag<String> REPO =
      flag("repo", text("PATH", "."), Group.OWN, EnumSet.of(REMEDIATE, VERIFY_PURGE))
          .help("the repository, or a bare or mirror clone of it");
  public static final Flag<String> INCIDENT_FORMAT =
      flag("report-format", text("FORMAT").letter('f'), Group.OWN, EnumSet.of(REMEDIATE))
          .help("markdown (default) or json");
  public static final Flag<String> OUTPUT_DIR =
      flag("output-dir", text("FOLDER"), Group.OWN, EnumSet.of(REMEDIATE))
          .help(
              "the folder for the files that hold the secrets, outside of the repository; default: a"
                  + " new temporary folder");
  public static final Flag<String> SECRET_ID =
      flag("secret-id", text("NAME"), Group.OWN, EnumSet.of(REMEDIATE))
          .help("the name of the secret in AWS Secrets Manager, if it is stored there");
  public static final Flag<String> FORMAT =
      flag("format", text("FORMAT", "auto"), Group.OWN, EnumSet.of(KNOWN))
          .help(
              "what import reads: auto, vault, aws-secretsmanager, aws-ssm, k8s-secret, json, yaml,"
                  + " dotenv, properties, ini or lines");
  public static final Flag<String> NAME =
      flag("name", text("NAME"), Group.OWN, EnumSet.of(KNOWN))
          .help("name of what is imported, such as a path in Vault");
  public static final Flag<Boolean> FORCE =
      flag("force", off(), Group.OWN, EnumSet.of(KNOWN))
          .help("import also secrets that could be guessed");
  public static final Flag<Boolean> REMOVE_ALL =
      flag("all", off(), Group.OWN, EnumSet.of(KNOWN)).help("remove all known secrets");
  public static final Flag<Boolean> JSON =
      flag("json", off(), Group.OWN, EnumSet.of(DOCTOR)).help("print JSON");
  public static final Flag<Boolean> HISTORY =
      flag("history", off(), Group.OWN, EnumSet.of(DOCTOR))
          .help("scan the history for secrets, too");

  // Flags of fleets.
  public static final Flag<String> DATABASE =
      flag("database", text("FILE", "fleet.duckdb"), Group.OWN, EnumSet.of(FLEET, KNOWN))
          .help("the DuckDB file of the tables");
  public static final Flag<String> OUT =
      flag("out", text("FOLDER"), Group.OWN, EnumSet.of(FLEET, KNOWN))
          .help("keep the tables as Parquet in this folder instead");
  public static final Flag<String> TABLE_NAME =
      flag("table", text("NAME"), Group.OWN, EnumSet.of(FLEET))
          .help(
              "on Spark: keep the findings in this table, such as catalog.db.findings, and the other"
                  + " tables beside it");
  public static final Flag<String> WORK =
      flag("work", text("FOLDER"), Group.OWN, EnumSet.of(FLEET))
          .help("the folder for what a run needs only while it works");
  public static final Flag<String> MIRRORS =
      flag("mirrors", text("FOLDER"), Group.OWN, EnumSet.of(FLEET))
          .help("the folder for mirrors of repositories that are not local");
  public static final Flag<Boolean> NO_FETCH =
      flag("no-fetch", off(), Group.OWN, EnumSet.of(FLEET)).help("scan the mirrors as they are");
  public static final Flag<String> API =
      flag("api", text("URL"), Group.OWN, EnumSet.of(FLEET))
          .help("the address of the server's API, for a server of your own");
  public static final Flag<Boolean> SKIP_ARCHIVED =
      flag("skip-archived", off(), Group.OWN, EnumSet.of(FLEET))
          .help("leave out the archived repositories of an organisation");
  public static final Flag<Boolean> SKIP_FORKS =
      flag("skip-forks", off(), Group.OWN, EnumSet.of(FLEET))
          .help("leave out the forks of an organisation");
  public static final Flag<Boolean> FULL =
      flag("full", off(), Group.OWN, EnumSet.of(FLEET))
          .help("read everything again, not only what is new");
  public static final Flag<Boolean> NO_SHARING =
      flag("no-sharing", off(), Group.OWN, EnumSet.of(FLEET))
          .help("match text again in each repository that has it");
  public static final Flag<Long> TASK_MEGABYTES =
      flag("task-megabytes", number("MB", 32), Group.OWN, EnumSet.of(FLEET))
          .help("how much text one task matches");
  public static final Flag<Long> REPOSITORY_TIMEOUT =
      flag("repository-timeout", number("SECONDS", 3600), Group.OWN, EnumSet.of(FLEET))
          .help("give up a repository after this time");
  public static final Flag<String> DIGEST_KEY =
      flag("digest-key", text("FILE"), Group.OWN, EnumSet.of(FLEET))
          .help("the key of the digests of secrets; default: one in the user's folder");
  public static final Flag<Boolean> KEEP_SECRETS =
      flag("keep-secrets", off(), Group.OWN, EnumSet.of(FLEET))
          .help("keep the secrets in the table of findings, encrypted with --secrets-key");
  public static final Flag<String> SECRETS_KEY =
      flag("secrets-key", text("FILE"), Group.OWN, EnumSet.of(FLEET))
          .help("the key for --keep-secrets: 32 random bytes, in base64");
  public static final Flag<String> PAGE =
      flag("page", text("FILE", "fleet.html"), Group.OWN, EnumSet.of(FLEET))
          .help("the page that report writes");
  public static final Flag<String> SARIF =
      flag("sarif", text("FOLDER"), Group.OWN, EnumSet.of(FLEET))
          .help("where report writes a SARIF file for each repository");

  // Flags of CI runs.
  public static final Flag<String> REPORTS =
      flag("reports", text("FOLDER", "weir-reports"), Group.OWN, EnumSet.of(CI))
          .help("the folder for the reports that the CI system shows");
  public static final Flag<String> CACHE =
      flag("cache", text("FOLDER"), Group.OWN, EnumSet.of(CI))
          .help(
              "a folder that the CI system keeps from one schedule to the next; holds what the next"
                  + " scan of the whole history need not read again");
  public static final Flag<Boolean> PLAN =
      flag("plan", off(), Group.OWN, EnumSet.of(CI)).help("print what would be scanned, and end");

  public static final Flag<Boolean> HELP =
      flag("help", off().letter('h'), Group.OUTPUT, ALL).help("print this help");

  public static final Flag<Boolean> VERSION =
      flag("version", off(), Group.OUTPUT, EnumSet.of(Command.HELP)).help("print the version");

  private final String name;
  private final FlagType<T> type;
  private final Group group;
  private final Set<Command> commands;
  private final String help;

  private Flag(Row<T> row, String help) {
    this.name = row.name;
    this.type = row.type;
    this.group = row.group;
    this.commands = row.commands;
    this.help = help;
  }

  private static <T> Row<T> flag(
      String name, FlagType<T> type, Group group, Set<Command> commands) {
    return new Row<>(name, type, group, commands);
  }

  /** A row of the table without its last column. */
  private record Row<T>(String name, FlagType<T> type, Group group, Set<Command> commands) {
    Flag<T> help(String help) {
      Flag<T> flag = new Flag<>(this, help);
      TABLE.add(flag);
      return flag;
    }
  }

  private static Set<Command> commands(boolean ofGitleaks) {
    Set<Command> chosen = EnumSet.noneOf(Command.class);
    for (Command command : Command.values()) {
      if (command.isScan() || (ofGitleaks && command.isOfGitleaks())) {
        chosen.add(command);
      }
    }
    return chosen;
  }

  private static Set<Command> with(Set<Command> commands, Command... more) {
    Set<Command> chosen = EnumSet.copyOf(commands);
    Collections.addAll(chosen, more);
    return chosen;
  }

  /** Returns all flags. */
  public static List<Flag<?>> all() {
    return Collections.unmodifiableList(TABLE);
  }

  /** Returns the long name, without dashes. */
  public String name() {
    return name;
  }

  public FlagType<T> type() {
    return type;
  }

  public Group group() {
    return group;
  }

  /** Returns what the flag is for, as a phrase without a full stop. */
  public String help() {
    return help;
  }

  /** Returns true if the command accepts the flag. */
  public boolean isKnownTo(Command command) {
    return commands.contains(command);
  }

  static @Nullable Flag<?> named(String name, Command command) {
    for (Flag<?> flag : TABLE) {
      if (flag.name.equals(name) && flag.isKnownTo(command)) {
        return flag;
      }
    }
    return null;
  }

  static @Nullable Flag<?> shortened(char letter, Command command) {
    for (Flag<?> flag : TABLE) {
      if (flag.type.letter() == letter && flag.isKnownTo(command)) {
        return flag;
      }
    }
    return null;
  }

  /** Returns the flag as messages name it: {@code "-v, --verbose"} or {@code "--redact"}. */
  String shown() {
    char letter = type.letter();
    return letter == '\0' ? "--" + name : "-" + letter + ", --" + name;
  }

  /** A section of a command's help. */
  public enum Group {
    OWN("Options"),
    TARGET("What to scan"),
    READING("What to read"),
    RULES("Rules and ignores"),
    KNOWN("Known secrets"),
    VERIFICATION("Verification"),
    REPORTS("Reports"),
    OUTPUT("Output and exit code"),
    LIMITS("Time and memory"),
    WITHOUT_EFFECT("Accepted for compatibility with gitleaks");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
