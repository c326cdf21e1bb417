package dev.weir.cli.flag;

import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of commands. Dispatch, parsing, help, completions, man pages and docs/cli.md all come
 * from it, together with the flags in {@link Flag}.
 */
public enum Command {
  GIT(
      "git",
      Group.SCAN,
      "[REPO]",
      "scan the commits of a Git repository, or its staged or unstaged changes",
      "Without --staged or --pre-commit the whole history of the repository is scanned; without"
          + " REPO, that of the current folder. Of a shallow clone, the commits that are there are"
          + " scanned, and a warning says where the history ends; a range that reaches beyond that"
          + " gives exit code 2."),
  DIR(
      "dir",
      Group.SCAN,
      "[PATH]",
      "scan a folder or a file",
      "Without PATH the current folder is scanned."),
  STDIN("stdin", Group.SCAN, "", "scan standard input", ""),
  IMAGE(
      "image",
      Group.SCAN,
      "FILE | FOLDER | -",
      "scan a container image: every layer, deleted files too, and its configuration",
      "FILE is what docker save, podman save, skopeo or crane wrote, compressed or not; FOLDER is an"
          + " OCI layout; - reads standard input, as in: docker save app | weir image -. Each layer is"
          + " read once, and each finding names its layer and whether a later layer deletes the file."
          + " The ignore files and the configuration are those of the current folder."),
  DETECT(
      "detect",
      Group.OLDER,
      "",
      "scan a repository, a folder or standard input (the older form of git, dir and stdin)",
      ""),
  PROTECT(
      "protect",
      Group.OLDER,
      "",
      "scan uncommitted changes (the older form of git --staged and git --pre-commit)",
      ""),
  FLEET(
      "fleet",
      Group.FLEET,
      "SOURCE... | report",
      "scan many repositories into tables",
      "A SOURCE is a folder that holds repositories, a file that lists them, or an organisation:"
          + " github:ORG, gitlab:GROUP or gitea:ORG. Findings, secrets, coverage and runs are written"
          + " into a DuckDB file or into Parquet files. The next run reads only what is new. report"
          + " makes a page and SARIF files of the tables. A repository that could not be read is a row"
          + " of its own and gives exit code 2."),
  CI(
      "ci",
      Group.SCAN,
      "",
      "scan what is new in a run of a CI system",
      "Finds out from the variables of the CI system what to scan: the commits of a pull request or a"
          + " push, or for a schedule the whole history. Writes the reports that the system shows."
          + " Secrets are always redacted. If the clone is too shallow, nothing is scanned, a message"
          + " says how to deepen it, and the exit code is 2. Variables that begin with WEIR_CI say"
          + " what a system does not."),
  HOOK(
      "hook",
      Group.HOOKS,
      "STAGE [ARGUMENT...]",
      "run as a Git hook: scan what the hook is called for",
      "STAGE is the name of the hook, and the arguments are what Git passes to it. Secrets are"
          + " redacted unless --redact=0 is given. The stage auto is for the program pre-commit,"
          + " which describes its call in environment variables.",
      "pre-commit pre-merge-commit commit-msg post-commit pre-push pre-receive update auto"),
  PRE_RECEIVE(
      "pre-receive",
      Group.HOOKS,
      "",
      "scan a push on the server (the same as hook pre-receive)",
      "Git passes the pushed references on standard input."),
  INSTALL(
      "install",
      Group.HOOKS,
      "",
      "install Git hooks that run weir",
      "Writes the hooks pre-commit, commit-msg and pre-push into the current repository. Hooks that"
          + " are already there are kept and run first. With --agent, writes the hooks of a coding"
          + " agent into its settings instead."),
  UNINSTALL("uninstall", Group.HOOKS, "", "remove the hooks that install wrote", ""),
  AGENT_HOOK(
      "agent-hook",
      Group.HOOKS,
      "[AGENT]",
      "run as a hook of a coding agent: keep secrets from the model",
      "Reads one event of the agent as JSON on standard input and answers in the form that the agent"
          + " documents: allow, ask the user, or deny, with a reason that shows no secret. AGENT is"
          + " claude-code, cursor, copilot or gemini; without it, the form of the event tells. weir"
          + " install --agent makes an agent call it. An event that cannot be read is blocked.",
      "claude-code cursor copilot gemini"),
  EXPLAIN(
      "explain",
      Group.FINDINGS,
      "FILE[:LINE]",
      "show why each rule did or did not report something in a file",
      ""),
  IGNORE(
      "ignore",
      Group.FINDINGS,
      "FINDING... | --last | --from FILE | --list | --prune",
      "mark findings as false positives or accepted",
      "A FINDING is FILE, FILE:LINE or a fingerprint. Adds an entry for each to .weirignore, which has"
          + " to be committed. An entry is bound to the rule and the secret, not to the line, so it survives edits, moves and rebases."),
  REVIEW(
      "review",
      Group.FINDINGS,
      "[REPORT]",
      "go through the secrets of a repository one by one, in the terminal",
      "Shows each secret of the history and the changed files with all its places, and asks what it is: a"
          + " true secret, a false alarm, or accepted until a day. False alarms and accepted secrets"
          + " are written to .weirignore immediately; the next review goes on where this one stopped."
          + " Secrets are masked until a key is pressed. With REPORT only the secrets in it are shown:"
          + " JSON of weir, gitleaks, truffleHog or kingfisher, or SARIF."),
  BASELINE(
      "baseline",
      Group.FINDINGS,
      "--reason TEXT [--from FILE]",
      "accept everything that is found today, so that only new secrets fail",
      "Adds an entry to .weirignore for each finding in the history, the index and the changed files."
          + " --from takes over what another scanner ignores: a baseline of gitleaks or"
          + " detect-secrets, .gitleaksignore, .gitguardian.yaml, a list of paths, or a report of"
          + " gitleaks, truffleHog, kingfisher or any scanner that writes SARIF. What it binds to a"
          + " file stays bound to that file."),
  REMEDIATE(
      "remediate",
      Group.FINDINGS,
      "REPORT | --reviewed",
      "print what to do about leaked secrets: revoke, rotate, purge",
      "REPORT is a JSON report of weir or gitleaks; - reads standard input."),
  VERIFY(
      "verify",
      Group.FINDINGS,
      "FINGERPRINT | FILE[:LINE]...",
      "ask again whether the secret of a finding is live",
      "Sends the secret to its provider, as --verify does. The exit code is 1 if a secret is live, 0 if"
          + " all are rejected, and 2 if that could not be found out."),
  VERIFY_PURGE(
      "verify-purge",
      Group.FINDINGS,
      "REPLACEMENTS | INCIDENT | REPORT",
      "check that secrets are gone from the whole repository",
      "Searches every object, reference and file in the Git folder. The argument is a file that"
          + " remediate wrote, or a JSON report."),
  RULES(
      "rules",
      Group.RULES,
      "[list | show ID... | test FILE...]",
      "list and show rules, and test rules of your own",
      "",
      "list show test"),
  KNOWN(
      "known",
      Group.RULES,
      "import [FILE...] | list | remove [SOURCE...] | status",
      "manage the hashes of known secrets that --known searches for",
      "import reads the secrets from files or standard input and stores only keyed hashes of them."
          + " status says which of them weir fleet found in which repositories.",
      "import list remove status"),
  DOCTOR(
      "doctor",
      Group.CHECKS,
      "[REPOSITORY]",
      "check a repository for tracked secrets, broken hooks and missing .gitignore entries",
      ""),
  GUARD(
      "guard",
      Group.CHECKS,
      "[FILE...]",
      "check that files that must be encrypted are encrypted",
      "Knows SOPS, ansible-vault, git-crypt, SealedSecrets and dotenvx. Without FILE all tracked files"
          + " are checked, of a folder those in it. No key is needed. Hooks check what is staged."),
  TRUFFLEHOG(
      "trufflehog",
      Group.TOOLS,
      "git | filesystem | stdin",
      "scan with truffleHog's flags and output",
      "Takes truffleHog's flags, which follow the word trufflehog; trufflehog --help lists them."),
  GIT_SECRETS(
      "git-secrets",
      Group.TOOLS,
      "COMMAND",
      "work as git-secrets does",
      "Takes git-secrets' flags, which follow the word git-secrets; git-secrets -h lists them."),
  VERSION("version", Group.PROGRAM, "", "print the version", ""),
  COMPLETION(
      "completion",
      Group.PROGRAM,
      "SHELL",
      "print a completion script for a shell",
      "",
      "bash zsh fish powershell"),
  HELP("help", Group.PROGRAM, "[COMMAND]", "print help for a command", "");

  /** A section of the list of commands. */
  public enum Group {
    SCAN("Scan"),
    FLEET("Many repositories"),
    HOOKS("Git hooks"),
    FINDINGS("After a finding"),
    RULES("Rules and known secrets"),
    CHECKS("Check a repository"),
    TOOLS("Other tools' command lines"),
    PROGRAM("About this program"),

    /** Commands that the program's help does not list. */
    OLDER("Older forms of git, dir and stdin");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private final String word;
  private final Group group;
  private final String operands;
  private final String summary;
  private final String details;
  private final String choices; // separated by spaces

  Command(String word, Group group, String operands, String summary, String details) {
    this(word, group, operands, summary, details, "");
  }

  Command(
      String word, Group group, String operands, String summary, String details, String choices) {
    this.word = word;
    this.group = group;
    this.operands = operands;
    this.summary = summary;
    this.details = details;
    this.choices = choices;
  }

  /** Returns the command's name on the command line. */
  public String word() {
    return word;
  }

  /** Returns other names of the command. */
  public List<String> aliases() {
    if (this == GUARD) {
      return List.of("sops-check");
    }
    return this == DIR ? List.of("file", "directory") : List.of();
  }

  public Group group() {
    return group;
  }

  /** Returns what follows the command besides flags, as a usage line shows it; may be empty. */
  public String operands() {
    return operands;
  }

  /** Returns what the command does, as a phrase that begins with a verb. */
  public String summary() {
    return summary;
  }

  /** Returns what else a user needs to know, in sentences; may be empty. */
  public String details() {
    return details;
  }

  /** Returns the words that can come first after the command; empty if it can be anything. */
  public List<String> choices() {
    return choices.isEmpty() ? List.of() : List.of(choices.split(" "));
  }

  /** Returns the flags that change what the command does, in the order of their table. */
  public List<Flag<?>> flags() {
    List<Flag<?>> flags = new ArrayList<>();
    for (Flag<?> flag : Flag.all()) {
      if (flag.isKnownTo(this) && (readsFlags() || flag == Flag.HELP)) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /** Returns false if the command accepts gitleaks' flags, as in gitleaks, but ignores them. */
  private boolean readsFlags() {
    return this != VERSION && this != COMPLETION && this != HELP;
  }

  /** Returns true if the command scans and takes the flags of scans. */
  public boolean isScan() {
    return group == Group.SCAN || group == Group.OLDER || this == HOOK || this == PRE_RECEIVE;
  }

  /** Returns false if the program's help does not list the command. */
  public boolean isListed() {
    return group != Group.OLDER;
  }

  /**
   * Returns true if weir, under its own name, parses the command's line with picocli; false if the
   * line follows the rules of pflag, as in gitleaks, or of another program. Loading picocli would
   * make a hook slower.
   */
  public boolean isParsedByPicocli() {
    return !isScan() && this != AGENT_HOOK && this != VERSION && group != Group.TOOLS;
  }

  /** Returns true if gitleaks has the command, too. */
  public boolean isOfGitleaks() {
    return (group == Group.SCAN && this != IMAGE && this != CI)
        || group == Group.OLDER
        || group == Group.PROGRAM;
  }

  /** Returns the program whose command line follows the command's name. */
  public Persona persona() {
    return group == Group.TOOLS ? Persona.of(word) : Persona.WEIR;
  }

  /** Returns true if the program has the command when it was started as {@code as}. */
  public boolean isKnownTo(Persona as) {
    return as != Persona.GITLEAKS || isOfGitleaks();
  }

  /** Returns the command of a word, or null if the program has none. */
  public static @Nullable Command of(String word, Persona as) {
    for (Command command : values()) {
      if (command.isKnownTo(as)
          && (command.word.equals(word) || command.aliases().contains(word))) {
        return command;
      }
    }
    return null;
  }

  /** Returns the names of all commands that the program has, sorted. */
  public static List<String> words(Persona as) {
    List<String> words = new ArrayList<>();
    for (Command command : values()) {
      if (command.isKnownTo(as)) {
        words.add(command.word);
      }
    }
    words.sort(null);
    return words;
  }
}
