package dev.weir.gitsecrets;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code git secrets}. Exit codes: 0 nothing was found; 1 something was found, or a command
 * was refused; 2 nothing was found but something could not be read; 129 the command line is
 * invalid.
 */
public final class GitSecrets {
  private static final int FAILURE = 1;
  private static final String ALLOW = "--allow-providers";

  private final UserGit git;
  private final Caller caller;

  public GitSecrets(Caller caller) {
    this.git = new UserGit(caller.variables(), caller.folder());
    this.caller = caller;
  }

  /**
   * Runs one command.
   *
   * @param words the arguments
   * @return the exit code
   */
  public int run(List<String> words) {
    try {
      Options options = Options.parse(words.isEmpty() ? List.of("-h") : words, git);
      return options.asksForHelp()
          ? usage(options.argument(), words.isEmpty() ? 0 : 129)
          : command(options);
    } catch (GitSecretsException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.isEmpty()) {
        caller.printError(message);
      }
      return e.exitCode();
    } finally {
      caller.out().flush();
    }
  }

  private int usage(String usage, int code) {
    caller.out().print(usage);
    return code;
  }

  private int command(Options options) {
    return switch (options.command()) {
      case "--" -> run(List.of());
      case "--list" -> list(options.has("--global"));
      case "--add" ->
          add(
              options.has("-a") ? Settings.ALLOWED : Settings.PATTERNS,
              options.has("-l") ? literal(options.argument()) : options.argument(),
              options);
      case "--add-provider" -> addProvider(options);
      case "--register-aws" -> registerAws(options.has("--global"));
      case "--aws-provider" -> awsProvider(options.arguments());
      case "--install" -> {
        new HookWriter(git, caller).write(options.argument(), options.has("-f"));
        yield 0;
      }
      case "--scan" -> scan(options);
      case "--scan-history" -> history(options);
      case "--commit_msg_hook",
          "--pre_commit_hook",
          "--prepare_commit_msg_hook",
          "--pre_push_hook" ->
          hook(options);
      default -> throw new GitSecretsException("Unknown option: " + options.command(), FAILURE);
    };
  }

  private int list(boolean global) {
    List<String> words = new ArrayList<>(List.of("config"));
    if (global) {
      words.add("--global");
    }
    words.addAll(List.of("--get-regexp", "^secrets\\."));
    UserGit.Answer answer = git.ask(words.toArray(String[]::new));
    Bytes.print(answer.out(), caller.out());
    if (!answer.errors().isBlank()) {
      caller.printError(answer.errors().strip());
    }
    return answer.code();
  }

  private static String literal(String text) {
    return text.replaceAll("[\\[\\\\.|$(){}?+*^]", "\\\\$0");
  }

  private int add(String key, String value, Options options) {
    if (value.isEmpty()) {
      throw new GitSecretsException(
          options.command() + ": name a pattern to add; an empty pattern would match everything",
          FAILURE);
    }
    if (!key.equals(Settings.PROVIDERS)) {
      check(value);
    }
    return add(key, value, options.has("--global")) ? 0 : FAILURE;
  }

  private int addProvider(Options options) {
    int code = add(Settings.PROVIDERS, String.join(" ", options.arguments()), options);
    if (code == 0 && !options.has("--global")) {
      caller.printError(
          "git secrets: this repository's configuration names it, so it runs only with "
              + ALLOW
              + " or after git config --global secrets.allowProviders true");
    }
    return code;
  }

  private void check(String value) {
    for (String pattern : Bytes.of(value).split("\n", -1)) {
      try {
        Regex.of("(?:" + PosixPattern.toRe2(pattern) + ")");
      } catch (RegexSyntaxException e) {
        String at = e.position() < 0 ? "" : " at character " + (e.position() + 1);
        throw new GitSecretsException(
            "--add: the pattern cannot be used: " + e.reason() + at + "; nothing was added",
            FAILURE);
      }
    }
    if (value.matches("(?s).*(?<!\\\\)(?:\\\\\\\\)*\\\\[dDntr].*")) {
      caller.printError(
          "git secrets: warning: patterns have POSIX extended syntax, in which \\d, \\D, \\n, \\r and"
              + " \\t are letters; write [0-9], [^0-9] or [[:space:]]");
    }
  }

  /** Adds a value to the configuration; returns false if it is already there. */
  private boolean add(String key, String value, boolean global) {
    List<String> words = new ArrayList<>(List.of("config"));
    if (global) {
      words.add("--global");
    }
    List<String> question = new ArrayList<>(words);
    question.addAll(List.of("-z", "--get-all", key));
    if (git.ask(question.toArray(String[]::new)).parts().contains(Bytes.of(value))) {
      return false;
    }
    words.addAll(List.of("--add", key, value));
    UserGit.Answer answer = git.ask(words.toArray(String[]::new));
    if (answer.code() != 0) {
      throw new GitSecretsException(answer.errors().strip(), answer.code());
    }
    return true;
  }

  private int registerAws(boolean global) {
    add(Settings.PROVIDERS, String.join(" ", AwsKeys.PROVIDER), global);
    AwsKeys.PATTERNS.forEach(pattern -> add(Settings.PATTERNS, pattern, global));
    boolean added = false;
    for (String example : AwsKeys.EXAMPLES) {
      added = add(Settings.ALLOWED, example, global);
    }
    if (added) {
      caller.out().print("OK\n");
    }
    return 0;
  }

  private int awsProvider(List<String> arguments) {
    List<String> words = new ArrayList<>(AwsKeys.PROVIDER);
    arguments.stream().limit(1).forEach(words::add);
    try {
      for (String key : Providers.aws(words, caller)) {
        Bytes.print(key + "\n", caller.out());
      }
      return 0;
    } catch (IOException e) {
      throw new GitSecretsException("--aws-provider: " + e.getMessage(), FAILURE);
    }
  }

  private int scan(Options options) {
    Scan scan = new Scan(git, caller, options.has(ALLOW));
    List<String> names = options.arguments();
    IndexScan index = new IndexScan(scan, git, caller);
    // Names are checked even if there are no patterns.
    if (options.has("--no-index")) {
      noIndex(scan, names);
    } else if (options.has("--cached")) {
      index.staged(names);
    } else if (options.has("--untracked")) {
      index.untracked(names);
    } else if (names.isEmpty()) {
      index.workTree(names);
    } else {
      new FileScan(scan, caller).read(names, options.has("-r"));
    }
    return scan.end();
  }

  /** Scans all files of this folder, or those that are named, but not the git folder. */
  private void noIndex(Scan scan, List<String> names) {
    FileScan files = new FileScan(scan, caller);
    if (names.isEmpty()) {
      files.folder(caller.folder().resolve("."), "", entry -> !entry.endsWith(".git"));
    }
    files.read(names, true);
  }

  private int history(Options options) {
    Scan scan = new Scan(git, caller, options.has(ALLOW));
    if (scan.hasPatterns() && !new History(scan, git).readAll()) {
      // Like git-secrets, scans the work tree if no commit contains a match.
      new IndexScan(scan, git, caller).workTree(List.of());
    }
    return scan.end();
  }

  private int hook(Options options) {
    Scan scan = new Scan(git, caller, options.has(ALLOW));
    Hooks hooks = new Hooks(scan, git, caller);
    switch (options.command()) {
      case "--commit_msg_hook" -> hooks.commitMessage(options.arguments());
      case "--pre_commit_hook" -> new IndexScan(scan, git, caller).toBeCommitted();
      case "--pre_push_hook" -> hooks.push(options.arguments());
      default -> hooks.merge(options.arguments());
    }
    return scan.end();
  }
}
