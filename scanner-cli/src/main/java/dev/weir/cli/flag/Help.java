package dev.weir.cli.flag;

import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Help texts, made of the flag table in the layout of cobra. */
public final class Help {
  private static final Map<String, String> SHORT = new LinkedHashMap<>();
  private static final Map<String, String> USE =
      Map.ofEntries(
          Map.entry("dir", "dir [flags] [path]"),
          Map.entry("git", "git [flags] [repo]"),
          Map.entry("stdin", "stdin [flags]"),
          Map.entry("version", "version [flags]"),
          Map.entry("detect", "detect [flags]"),
          Map.entry("protect", "protect [flags]"),
          Map.entry("hook", "hook [flags] STAGE [what git passes to it]"),
          Map.entry("install", "install [flags]"),
          Map.entry("uninstall", "uninstall [flags]"),
          Map.entry("pre-receive", "pre-receive [flags]"),
          Map.entry("git-secrets", "git-secrets COMMAND (its flags are its own: git-secrets -h)"),
          Map.entry("explain", "explain FILE[:LINE] [flags]"),
          Map.entry("ignore", "ignore FILE[:LINE] | FINGERPRINT... | --list | --prune [flags]"),
          Map.entry("remediate", "remediate REPORT [flags]"),
          Map.entry("verify-purge", "verify-purge REPLACEMENTS|INCIDENT|REPORT [flags]"),
          Map.entry("known", "known import [FILE...] | list | remove SOURCE... [flags]"),
          Map.entry("trufflehog", "trufflehog git|filesystem|stdin [flags]"),
          Map.entry("doctor", "doctor [flags] [repo]"),
          Map.entry("sops-check", "sops-check [flags] [FILE...]"),
          Map.entry("rules", "rules list | show ID... | test FILE [flags]"),
          Map.entry("completion", "completion [command]"),
          Map.entry("help", "help [command] [flags]"));

  static {
    SHORT.put("completion", "write a completion script for a shell");
    SHORT.put("dir", "scan folders or files for secrets");
    SHORT.put("git", "scan git repositories for secrets");
    SHORT.put("git-secrets", "do what git-secrets does; also when started by that name");
    SHORT.put("explain", "say of each rule why it reported something in a file, or did not");
    SHORT.put("ignore", "say of findings that they are none, for good");
    SHORT.put("known", "keep hashes of secrets that are in use, for --known to look for");
    SHORT.put("help", "tell about a command");
    SHORT.put(
        "hook", "scan what a hook of git is about: pre-commit, commit-msg, pre-push and others");
    SHORT.put("install", "write hooks into a repository that call this program");
    SHORT.put("pre-receive", "scan what a push brings to a server (the same as hook pre-receive)");
    SHORT.put("uninstall", "take out what install wrote");
    SHORT.put("remediate", "say what to do about the secrets of a report: revoke, rotate, purge");
    SHORT.put("verify-purge", "say whether secrets are out of all of a repository");
    SHORT.put("rules", "list and show rules, test rules of your own");
    SHORT.put("trufflehog", "scan with the flags and the output of truffleHog");
    SHORT.put(
        "doctor", "say what is amiss in a repository: tracked secrets, hooks, ignore entries");
    SHORT.put("sops-check", "say whether files that .sops.yaml covers are encrypted and whole");
    SHORT.put("stdin", "scan standard input for secrets");
    SHORT.put("version", "print the version");
    SHORT.put("detect", "scan repositories, folders or input (the older form of git, dir, stdin)");
    SHORT.put("protect", "scan changes that are not committed (the older form of git --staged)");
  }

  private Help() {}

  /** Returns the help of a command, or of the program if it is empty. */
  public static String of(String command, String program) {
    String about =
        command.isEmpty()
            ? program + " finds secrets in code, past and present"
            : SHORT.getOrDefault(command, "");
    return about + "\n\n" + usage(command, program);
  }

  /** Returns the part that also stands below a usage error. */
  public static String usage(String command, String program) {
    StringBuilder text = new StringBuilder("Usage:\n  " + program + " ");
    if (command.isEmpty()) {
      text.append("[command]\n\nAvailable Commands:\n");
      SHORT.forEach(
          (name, about) -> {
            boolean shown = CommandLine.commands(Persona.of(program)).contains(name);
            if (shown && !name.equals("detect") && !name.equals("protect")) {
              text.append(String.format("  %-12s %s\n", name, about));
            }
          });
    } else {
      text.append(USE.get(command)).append('\n');
      if (command.equals("git-secrets")) {
        return text.toString();
      }
      if (command.equals("dir")) {
        text.append("\nAliases:\n  dir, file, directory\n");
      }
    }
    List<Flag> own = new ArrayList<>();
    List<Flag> global = new ArrayList<>();
    for (Flag flag : Flag.ALL) {
      boolean isOwn = command.isEmpty() || !flag.commands().isEmpty() || flag.name().equals("help");
      if (flag.isKnownTo(command) && !(command.isEmpty() && !flag.commands().isEmpty())) {
        (isOwn ? own : global).add(flag);
      }
    }
    text.append("\nFlags:\n").append(flags(own));
    if (!global.isEmpty()) {
      text.append("\nGlobal Flags:\n").append(flags(global));
    }
    if (command.isEmpty()) {
      text.append("\nUse \"" + program + " [command] --help\" for more about a command.\n");
    }
    return text.toString();
  }

  private static String flags(List<Flag> flags) {
    List<Flag> sorted = new ArrayList<>(flags);
    sorted.sort(Comparator.comparing(Flag::name));
    List<String> heads = new ArrayList<>();
    int widest = 0;
    for (Flag flag : sorted) {
      String head =
          (flag.shorthand() == '\0' ? "      --" : "  -" + flag.shorthand() + ", --") + flag.name();
      if (flag.type() != Flag.Type.BOOL) {
        head += " " + flag.type().shown;
        if (flag.bare() != null) {
          head += "[=" + flag.bare() + "]";
        }
      }
      heads.add(head);
      widest = Math.max(widest, head.length());
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sorted.size(); i++) {
      Flag flag = sorted.get(i);
      String help = flag.help().replace("\n", "\n" + " ".repeat(widest + 3));
      text.append(String.format("%-" + widest + "s   %s", heads.get(i), help));
      boolean shown =
          !flag.initial().isEmpty()
              && !flag.initial().equals("false")
              && !flag.initial().equals("0");
      if (shown) {
        String initial =
            flag.type() == Flag.Type.STRING ? "\"" + flag.initial() + "\"" : flag.initial();
        text.append(" (default ").append(initial).append(')');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
