package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.flag.Command;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the documents, in a repository that has what they name. */
class DocCommandsTest {
  private static final Path TOP = Path.of("..");
  private static final Pattern INLINE = Pattern.compile("`((?:weir |bench/)[^`]*)`");

  /** A line of a block: after a prompt, or in a configuration of hooks or jobs. */
  private static final Pattern LINE =
      Pattern.compile("(?:\\$ |- |[- ]*(?:run|entry|script): )?(weir .*)");

  private static final Pattern JSON = Pattern.compile("\"[a-z-]+\": \"(weir .*)\",?");

  /** What is between quotation marks is one word, and ends at no blank. */
  private static final Pattern WORD =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");

  private static final Set<String> ENDS = Set.of("|", ">", "<", "&&", "||", ";");

  /** Words that stand for something of the reader, and what the test has in their place. */
  private static final Map<String, String> OF_READERS =
      Map.ofEntries(
          Map.entry("FILE", "guide.md"),
          Map.entry("FILE:LINE", "src/client.py:2"),
          Map.entry("REPORT", "report.json"),
          Map.entry("REPO", "."),
          Map.entry("REPOSITORY", "."),
          Map.entry("DIR", "../incident"),
          Map.entry("ID", "acme"),
          Map.entry("{1}", ".git/COMMIT_EDITMSG"),
          Map.entry("{2}", "url"),
          Map.entry("$1", ".git/COMMIT_EDITMSG"),
          Map.entry("$@", "origin"),
          Map.entry("/tmp/report.json", "report.json"));

  @TempDir Path folder;

  private static Map<String, String> documents() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TOP.resolve("docs"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).toList()) {
        boolean isGenerated = file.endsWith("cli.md") || file.endsWith("rules.md");
        if (!isGenerated && !file.toString().matches(".*/(?:style|adr|internals)/.*")) {
          texts.put(TOP.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    for (String name : List.of("README.md", "CONTRIBUTING.md")) {
      texts.put(name, Files.readString(TOP.resolve(name)));
    }
    return texts;
  }

  /** Returns the commands of a document: those in blocks, and those between backquotes. */
  private static Set<String> commands(String text) {
    Set<String> commands = new TreeSet<>();
    StringBuilder prose = new StringBuilder();
    boolean isBlock = false;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("```")) {
        isBlock = !isBlock;
        continue;
      }
      Matcher command = LINE.matcher(line);
      Matcher json = JSON.matcher(line);
      if (!isBlock) {
        prose.append(line).append(' ');
      } else if (command.matches()) {
        commands.add(command.group(1).replaceFirst("\\s+#.*", ""));
      } else if (json.matches()) {
        commands.add(json.group(1).replace("\\\"", "\""));
      }
    }
    Matcher inline = INLINE.matcher(prose);
    while (inline.find()) {
      commands.add(inline.group(1).replace("\\|", "|"));
    }
    return commands;
  }

  /** Returns the words of a command up to the first pipe or redirection. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      String plain = word.group(3);
      if (plain != null && ENDS.contains(plain)) {
        break;
      }
      String quoted = word.group(1) != null ? word.group(1) : word.group(2);
      String text = plain == null ? quoted : plain;
      words.add(OF_READERS.getOrDefault(text, text));
    }
    return words;
  }

  /** Returns false for the names of commands and flags, and for descriptions of syntax. */
  private static boolean isRun(String command) {
    List<String> words = words(command);
    boolean isName =
        words.size() < 2
            || (words.size() == 2 && Command.of(words.get(1), Persona.WEIR) != null)
            || command.matches("weir rules (?:show|test)")
            || command.equals("weir git --config");
    boolean isSyntax = command.matches(".*(?:\\[|…|\\.\\.\\.|COMMAND|STAGE).*");
    return command.startsWith("weir ") && !isSyntax && !isName;
  }

  @Test
  void everyCommandOfWeirCanBeRun() throws Exception {
    Workspace work = sandbox();
    Map<String, String> wrong = new TreeMap<>();
    Set<String> all = new TreeSet<>();
    for (Map.Entry<String, String> document : documents().entrySet()) {
      for (String command : commands(document.getValue())) {
        if (isRun(command) && all.add(command)) {
          List<String> words = words(command);
          int code = work.weir(words.subList(1, words.size()).toArray(new String[0]));
          String messages = work.err();
          if (code == ExitCode.USAGE
              || messages.contains("Usage:")
              || messages.contains("internal error")) {
            wrong.put(document.getKey() + ": " + command, messages);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(all).hasSizeGreaterThan(40).contains("weir doctor --history --json");
  }

  /** Makes a repository with the files that commands name, and settings of nobody. */
  private Workspace sandbox() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Workspace work = new Workspace(Files.createDirectory(folder.resolve("r")));
    work.set("PATH", System.getenv("PATH"));
    work.set("HOME", home.toString());
    work.set("GIT_CONFIG_GLOBAL", home.resolve("gitconfig").toString());
    work.set("GIT_CONFIG_NOSYSTEM", "1");
    work.set("WEIR_CI_EVENT", "push");
    work.sh("git init -q -b main; mkdir src path; echo x > path/file");
    String rules = "[[rules]]\nid = 'acme'\nregex = 'acme_[a-z]{8}'\nkeywords = ['acme_']\n";
    for (String name : List.of(".gitleaks.toml", "rules.toml")) {
      Files.writeString(work.path(name), rules);
    }
    for (String name : List.of("guide.md", "key.txt", "a.txt")) {
      Files.writeString(work.path(name), "nothing\n");
    }
    Files.writeString(work.path("src/client.py"), "x\ntoken = acme_abcdefgh\n");
    Files.writeString(work.path("report.json"), "[]");
    work.sh(
        "git add .; git commit -qm one; git remote add origin .; git fetch -q origin;"
            + " echo message > .git/COMMIT_EDITMSG");
    return work;
  }

  @Test
  void everyProgramOfBenchIsThereAndGetsItsArguments() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> document : documents().entrySet()) {
      for (String command : commands(document.getValue())) {
        String problem = command.startsWith("bench/") ? problem(command, document.getKey()) : "";
        if (!problem.isEmpty()) {
          wrong.add(document.getKey() + ": " + command + ": " + problem);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String problem(String command, String document) throws IOException {
    List<String> words = List.of(command.split(" "));
    Path file = TOP.resolve(words.get(0));
    if (!Files.exists(file)) {
      return "no such file";
    }
    if (command.matches("\\S+\\.(?:py|sh).*") && !Files.isExecutable(file)) {
      return "not executable";
    }
    // In the table of neighbours, a name is a command.
    boolean isName = words.size() == 1 && !document.endsWith("neighbours.md");
    boolean isComplete = words.contains("--help") || words.size() - 1 >= required(file);
    return isName || isComplete ? "" : "arguments are missing";
  }

  /** Returns how many arguments a program needs, as the usage at its top says. */
  private static int required(Path program) throws IOException {
    String name = Pattern.quote(String.valueOf(program.getFileName()));
    Matcher usage =
        Pattern.compile("(?m)^[# ]*(?:usage: |.*bench/)(?:\\S*/)?" + name + "(.*)$")
            .matcher(Files.readString(program));
    if (!usage.find()) {
      return 0;
    }
    String arguments = usage.group(1).split(" {2}", 2)[0];
    for (String before = ""; !before.equals(arguments); ) {
      before = arguments;
      arguments = before.replaceAll("\\[[^\\[\\]]*\\](?:\\.\\.\\.)?", "");
    }
    return arguments.isBlank() ? 0 : arguments.strip().split("\\s+").length;
  }
}
