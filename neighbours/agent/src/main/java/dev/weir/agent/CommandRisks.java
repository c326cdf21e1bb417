package dev.weir.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The things a shell command would show to the model that may be secret. The command is read, never
 * run; a program that shows secrets in a way that is not listed here is only noticed by its output.
 *
 * @param shows what the command would show apart from files, such as {@code all variables of the
 *     environment}; each once
 * @param files files that the command would show or send, as they are named; they may be patterns
 * @param folders files and folders that it would show or send with everything in them
 */
public record CommandRisks(List<String> shows, List<String> files, List<String> folders) {
  private static final String VARIABLES = "all variables of the environment";

  /** Programs that print files. */
  private static final Set<String> PRINTERS =
      Set.of(
          "cat",
          "bat",
          "batcat",
          "less",
          "more",
          "most",
          "head",
          "tail",
          "nl",
          "tac",
          "rev",
          "sed",
          "awk",
          "gawk",
          "grep",
          "egrep",
          "fgrep",
          "rg",
          "ag",
          "ack",
          "cut",
          "sort",
          "uniq",
          "tr",
          "paste",
          "strings",
          "xxd",
          "od",
          "hexdump",
          "base64",
          "base32",
          "jq",
          "yq",
          "diff",
          "column",
          "fold",
          "pr",
          "vim",
          "vi",
          "nano",
          "view",
          "type",
          "get-content",
          "gc",
          "select-string",
          "sls",
          "dd",
          "xargs",
          "tee",
          "openssl",
          "gpg",
          "pbcopy",
          "xclip");

  /** Programs that send a file whose name follows an {@code @} or an option. */
  private static final Set<String> SENDERS =
      Set.of("curl", "wget", "http", "https", "xh", "scp", "rsync", "nc", "ncat");

  /** Programs that run a program text, which may read files. */
  private static final Set<String> INTERPRETERS =
      Set.of("python", "python2", "python3", "node", "ruby", "perl", "php", "deno", "bun");

  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "zsh", "dash", "ksh", "pwsh", "powershell", "eval");

  /** Programs that run the command after them. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "sudo",
          "doas",
          "command",
          "exec",
          "nohup",
          "time",
          "nice",
          "ionice",
          "stdbuf",
          "setsid",
          "busybox",
          "toybox",
          "unbuffer",
          "env",
          "timeout",
          "builtin",
          "then",
          "do",
          "!");

  /** Options of these programs that are followed by a value. */
  private static final Map<String, Set<String>> VALUED =
      Map.of(
          "sudo",
          Set.of(
              "-u",
              "-g",
              "-h",
              "-p",
              "-C",
              "-D",
              "-R",
              "-T",
              "-r",
              "-t",
              "-U",
              "--user",
              "--group",
              "--host",
              "--prompt",
              "--chdir",
              "--chroot"),
          "doas",
          Set.of("-u", "-C"),
          "exec",
          Set.of("-a"),
          "time",
          Set.of("-f", "-o"),
          "nice",
          Set.of("-n", "--adjustment"),
          "ionice",
          Set.of("-c", "-n", "--class", "--classdata"),
          "stdbuf",
          Set.of("-i", "-o", "-e"),
          "env",
          Set.of("-u", "-C", "--unset", "--chdir"),
          "timeout",
          Set.of("-s", "-k", "--signal", "--kill-after"),
          "xargs",
          Set.of("-n", "-L", "-P", "-I", "-s", "-d", "-a", "-E", "--max-args", "--max-procs"));

  /** Commands that print a secret from a store: words that follow each other, options aside. */
  private static final List<List<String>> STORES =
      List.of(
          List.of("aws", "secretsmanager", "get-secret-value"),
          List.of("aws", "ssm", "get-parameter"),
          List.of("aws", "ssm", "get-parameters"),
          List.of("aws", "ssm", "get-parameters-by-path"),
          List.of("aws", "configure", "get"),
          List.of("aws", "configure", "export-credentials"),
          List.of("az", "account", "get-access-token"),
          List.of("az", "keyvault", "secret", "show"),
          List.of("bw", "get"),
          List.of("doppler", "secrets"),
          List.of("gcloud", "auth", "print-access-token"),
          List.of("gcloud", "auth", "print-identity-token"),
          List.of("gcloud", "secrets", "versions", "access"),
          List.of("gh", "auth", "token"),
          List.of("git", "credential", "fill"),
          List.of("glab", "auth", "token"),
          List.of("heroku", "config"),
          List.of("infisical", "secrets"),
          List.of("kubectl", "get", "secret"),
          List.of("kubectl", "get", "secrets"),
          List.of("oc", "get", "secret"),
          List.of("oc", "get", "secrets"),
          List.of("op", "item", "get"),
          List.of("op", "read"),
          List.of("pass", "show"),
          List.of("security", "find-generic-password"),
          List.of("security", "find-internet-password"),
          List.of("sops", "decrypt"),
          List.of("terraform", "output"),
          List.of("vault", "kv", "get"),
          List.of("vault", "read"));

  public CommandRisks {
    shows = List.copyOf(shows);
    files = List.copyOf(files);
    folders = List.copyOf(folders);
  }

  /** Returns what a command line for a shell would show. */
  public static CommandRisks of(String line) {
    Set<String> shows = new LinkedHashSet<>();
    Set<String> files = new LinkedHashSet<>();
    Set<String> folders = new LinkedHashSet<>();
    for (List<String> words : ShellCommands.of(line)) {
      add(words, shows, files, folders, 0);
    }
    return new CommandRisks(plain(shows), plain(files), plain(folders));
  }

  private static List<String> plain(Set<String> words) {
    List<String> plain = new ArrayList<>();
    for (String word : words) {
      plain.add(word.replace(ShellCommands.PLAIN_DOLLAR, '$'));
    }
    return plain;
  }

  private static void add(
      List<String> all, Set<String> shows, Set<String> files, Set<String> folders, int depth) {
    for (String word : all) {
      String file = ReadFiles.redirected(word);
      if (!file.isEmpty()) {
        files.add(file);
        ReadFiles.addUnknown(file, shows);
      }
    }
    List<String> words = unwrapped(all);
    if (words.isEmpty()) {
      boolean isEnv = all.stream().anyMatch(word -> program(word).equals("env"));
      if (isEnv) {
        shows.add(VARIABLES);
      }
    } else {
      addProgram(words, shows, files, folders, depth);
    }
    if (files.removeIf(file -> file.startsWith("/proc/") && file.endsWith("/environ"))) {
      shows.add(VARIABLES);
    }
  }

  private static void addProgram(
      List<String> words, Set<String> shows, Set<String> files, Set<String> folders, int depth) {
    String program = program(words.get(0));
    List<String> rest = words.subList(1, words.size());
    addVariables(program, rest, shows);
    addStores(words, program, shows);
    if (SHELLS.contains(program) && depth < 4) {
      for (String word : rest) {
        String text = word.replace(ShellCommands.PLAIN_DOLLAR, '$');
        for (List<String> inner : ShellCommands.of(text)) {
          if (inner.size() > 1 || program.equals("eval") || runsText(rest)) {
            add(inner, shows, files, folders, depth + 1);
          }
        }
      }
    }
    addFiles(program, rest, files);
    if (PRINTERS.contains(program)) {
      ReadFiles.unknown(program, rest).forEach(word -> ReadFiles.addUnknown(word, shows));
    }
    folders.addAll(ReadFiles.folders(program, rest));
    List<String> run = List.of();
    if (program.equals("xargs")) {
      run = unwrapped(afterOptions(program, rest));
    } else if (program.equals("find")) {
      run = unwrapped(ReadFiles.executed(rest));
    }
    if (!run.isEmpty() && showsFiles(run)) {
      if (program.equals("find")) {
        folders.addAll(ReadFiles.starts(rest));
      } else {
        shows.add("the files that xargs gives to `" + program(run.get(0)) + "`");
      }
    }
  }

  /** Returns true if a command shows or sends the files that it is given. */
  private static boolean showsFiles(List<String> words) {
    String program = program(words.get(0));
    boolean shows =
        PRINTERS.contains(program)
            || SENDERS.contains(program)
            || SHELLS.contains(program)
            || INTERPRETERS.contains(program);
    return shows && !ReadFiles.isQuiet(program, words.subList(1, words.size()));
  }

  /**
   * Returns true if an option, such as {@code -lc} or {@code -Command}, says that a text follows.
   */
  private static boolean runsText(List<String> words) {
    for (String word : words) {
      if (word.startsWith("-") && word.toLowerCase(Locale.ROOT).indexOf('c') > 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the words from the program on that is really run: {@code sudo -E env A=b cat x}. */
  private static List<String> unwrapped(List<String> words) {
    List<String> rest = words;
    while (!rest.isEmpty()) {
      String name = program(rest.get(0));
      if (WRAPPERS.contains(name)) {
        rest = afterOptions(name, rest.subList(1, rest.size()));
        if (name.equals("timeout") && !rest.isEmpty() && isDuration(rest.get(0))) {
          rest = rest.subList(1, rest.size());
        }
      } else if (isAssignment(rest.get(0)) || isRedirection(rest.get(0))) {
        rest = rest.subList(1, rest.size());
      } else {
        break;
      }
    }
    return rest;
  }

  /** Returns the words after the options of a program and their values. */
  private static List<String> afterOptions(String program, List<String> words) {
    Set<String> valued = VALUED.getOrDefault(program, Set.of());
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      at += valued.contains(words.get(at)) ? 2 : 1;
    }
    return words.subList(Math.min(at, words.size()), words.size());
  }

  private static boolean isDuration(String word) {
    return !word.isEmpty() && Character.isDigit(word.charAt(0));
  }

  private static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    return equals > 0
        && word.substring(0, equals)
            .chars()
            .allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }

  /** Returns the name of a program without its folder and suffix. */
  private static String program(String word) {
    String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".exe") ? lower.substring(0, lower.length() - 4) : lower;
  }

  private static void addVariables(String program, List<String> rest, Set<String> shows) {
    List<String> operands = operands(rest);
    boolean all =
        switch (program) {
          case "printenv", "set" ->
              operands.isEmpty() && (program.equals("printenv") || rest.isEmpty());
          case "export", "declare", "typeset", "readonly" -> operands.isEmpty();
          case "get-childitem", "gci", "dir", "ls" ->
              operands.stream().anyMatch(CommandRisks::isEnvDrive);
          default -> false;
        };
    if (all) {
      shows.add(VARIABLES);
    }
    if (program.equals("printenv")) {
      for (String name : operands) {
        addVariable(name, shows);
      }
    } else if (Set.of("echo", "printf", "print", "write-output", "write-host").contains(program)
        || program.toLowerCase(Locale.ROOT).startsWith("$env:")) {
      rest.forEach(word -> addExpanded(word, shows));
      addExpanded(program, shows);
    }
  }

  private static boolean isEnvDrive(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.equals("env:") || lower.startsWith("env:\\") || lower.startsWith("env:/");
  }

  /** Adds the variables that a word contains, if their names say that they are secret. */
  private static void addExpanded(String word, Set<String> shows) {
    for (int at = word.indexOf('$'); at >= 0; at = word.indexOf('$', at + 1)) {
      int from = at + 1;
      if (word.regionMatches(true, from, "env:", 0, 4)) {
        from += 4;
      } else if (from < word.length() && word.charAt(from) == '{') {
        from++;
      }
      int to = from;
      while (to < word.length()
          && (word.charAt(to) == '_' || Character.isLetterOrDigit(word.charAt(to)))) {
        to++;
      }
      // ${#NAME} is a length, and ${NAME:+x} another text.
      boolean isOther = word.startsWith(":+", to) || word.startsWith("+", to);
      if (to > from && !isOther) {
        addVariable(word.substring(from, to), shows);
      }
    }
  }

  private static void addVariable(String name, Set<String> shows) {
    if (SecretFiles.isSecretName(name)) {
      shows.add("the variable " + name);
    }
  }

  private static void addStores(List<String> words, String program, Set<String> shows) {
    List<String> plain = operands(words);
    for (List<String> store : STORES) {
      if (store.get(0).equals(program) && follow(store, plain)) {
        shows.add("what `" + String.join(" ", store) + "` returns");
        return;
      }
    }
    boolean decrypts =
        (program.equals("sops") && (words.contains("-d") || words.contains("--decrypt")))
            || (program.equals("ansible-vault")
                && (plain.contains("view") || plain.contains("decrypt")));
    if (decrypts) {
      shows.add("what `" + program + "` decrypts");
    }
  }

  /** Returns true if the words of a command occur in this order, with other words between them. */
  private static boolean follow(List<String> command, List<String> words) {
    int next = 1;
    for (int i = 1; i < words.size() && next < command.size(); i++) {
      if (words.get(i).equals(command.get(next))) {
        next++;
      }
    }
    return next == command.size();
  }

  static List<String> operands(List<String> words) {
    List<String> operands = new ArrayList<>();
    for (String word : words) {
      if (!word.startsWith("-") && !isRedirection(word)) {
        operands.add(word);
      }
    }
    return operands;
  }

  private static boolean isRedirection(String word) {
    int at = 0;
    while (at < word.length() && Character.isDigit(word.charAt(at))) {
      at++;
    }
    return at < word.length() && (word.charAt(at) == '<' || word.charAt(at) == '>');
  }

  private static void addFiles(String program, List<String> rest, Set<String> files) {
    if (PRINTERS.contains(program)) {
      for (String word : operands(rest)) {
        files.add(word);
        // dd if=FILE
        if (word.startsWith("if=")) {
          files.add(word.substring(3));
        }
      }
    } else if (SENDERS.contains(program)) {
      for (String word : rest) {
        int at = word.indexOf('@');
        boolean isSent =
            at == 0 || (at > 0 && (word.charAt(at - 1) == '=' || word.startsWith("-")));
        // --post-file=FILE
        int value = word.startsWith("--") && !isSent ? word.indexOf('=') + 1 : 0;
        files.add(isSent ? word.substring(at + 1) : word.substring(value));
      }
    } else if (INTERPRETERS.contains(program)) {
      for (String word : rest) {
        addNamed(word, files);
      }
    }
  }

  /** Adds the paths in a program text whose names say that they hold secrets. */
  private static void addNamed(String text, Set<String> files) {
    for (String part : text.split("[^A-Za-z0-9_./~\\\\-]+", -1)) {
      if (SecretFiles.isSecretFile(part)) {
        files.add(part);
      }
    }
  }
}
