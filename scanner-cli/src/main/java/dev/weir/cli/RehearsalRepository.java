package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.process.Environment;
import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The repository that {@link Rehearsal} scans. It holds one example for each code path of a scan: a
 * pack with a delta, loose objects, a binary file, a staged change, and a commit that is new to the
 * second scan.
 */
final class RehearsalRepository {
  /** Enough lines with a keyword that a rule filters its windows before it matches them. */
  private static final int LINES = 400;

  /** Enough files and bytes in a commit for several threads. */
  private static final int SMALL_FILES = 150;

  private static final int LARGE_FILES = 4;
  private static final int LARGE_LINES = 6000;

  /** The time makes weir read the commits of the long history first. */
  private static final String WHO = "weir <weir@localhost> 4000000000 +0000\n";

  private static final String DIGITS = "ABCDEFGHKLMNPQRSTUVWXYZabcdefghkmnpqrstuvwxyz23456789";
  private static final int SECRET_LENGTH = 40;

  /** Lines that rules look at and do not report, so that every step of a match is taken. */
  private static final String VALUES =
      """
      api_key = lookup(name, api_key=None)
      password = os.environ["DB_PASSWORD"]
      token: ${{ env.TOKEN }}
      secret = "change-me-12345"
      connect("https://user:password@localhost:5432/app")
      Authorization: Bearer <your token>
      kind: Secret
      checksum = "0123456789abcdef0123456789abcdef"
      data = "aGVsbG8gd29ybGQsIHRoaXMgaXMgYSB0ZXN0"
      path = "a%20folder/%C3%A9.txt", "\\u00e9t\\u00e9 \\u00e0 la mer"
      name = "caf\u00e9"
      """;

  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();

  /**
   * @param folder an empty folder
   */
  RehearsalRepository(Path folder, Environment environment) {
    // A process cannot be started in a folder with an empty name.
    this.folder = folder.toAbsolutePath();
    variables.put("PATH", environment.variables().getOrDefault("PATH", ""));
    // No user settings: hooks, signatures and templates would change the repository.
    variables.put("HOME", "/nonexistent");
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      variables.put("GIT_" + who + "_NAME", "weir");
      variables.put("GIT_" + who + "_EMAIL", "weir@localhost");
    }
  }

  /**
   * Creates the repository.
   *
   * @return the id of a commit on top of the newest one, on no branch
   * @throws IOException if there is no git, or it fails
   */
  String make() throws IOException {
    git("init", "-q", ".");
    Path service = Files.createDirectory(folder.resolve("folder")).resolve("Service.java");
    String code = "String token = lookup(\"api_key\");\npassword = \"change me\"\n";
    String line = "a file of " + LINES + " lines with token = name_of_another, and a delta to it\n";
    String text = line.repeat(LINES);
    Path large = folder.resolve("large.txt");
    // As weir ignore writes it; a hook reads it to know which changed files are text.
    Files.writeString(folder.resolve(".gitattributes"), ".weirignore merge=union\n");
    Files.writeString(service, code);
    Files.writeString(large, text);
    commit("a secret");
    Path changed = folder.resolve("Service.java");
    Files.writeString(changed, code.replace("token", "other"));
    Files.writeString(large, text + "last\n");
    Files.write(folder.resolve("binary"), new byte[1]);
    commit("more");
    git("repack", "-q", "-a", "-d");
    Files.writeString(changed, code.replace("token", "other") + VALUES);
    // Copied with a change, renamed, and new: git looks for renames in all three.
    Files.writeString(folder.resolve("copy.txt"), text + "another end\n");
    Files.move(large, folder.resolve("renamed.txt"));
    Files.writeString(folder.resolve("new.py"), VALUES);
    git("add", ".");
    return git("commit-tree", "-p", "HEAD", "-m", "later", git("write-tree"));
  }

  /**
   * Adds a branch that takes the steps of long histories: work for a pool of threads, a large
   * commit, attributes, a merge that resolves a conflict, changed lines between equal ones, and
   * secrets.
   *
   * @throws IOException if git fails
   */
  void lengthen() throws IOException {
    Files.writeString(folder.resolve(".gitattributes"), "*.dat -diff\n*.txt text\n");
    StringBuilder stream = new StringBuilder();
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < SMALL_FILES; i++) {
      files.put("small/" + i + ".py", "value = " + i + "\n" + VALUES);
    }
    for (int i = 0; i < LARGE_FILES; i++) {
      files.put(
          "large/" + i + ".txt", ("line of " + i + " with token: none\n").repeat(LARGE_LINES));
    }
    String both = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    files.put("both.txt", both);
    files.put("mixed.txt", mixed(3));
    add(stream, "base", "", files);
    add(stream, "left", "from refs/heads/base\n", Map.of("both.txt", both.replace("2", "left\n2")));
    Map<String, String> right = new LinkedHashMap<>();
    right.put("both.txt", both.replace("2", "right").replace("8", ""));
    right.put("secrets.py", secrets());
    right.put("mixed.txt", mixed(4));
    right.put("large/0.txt", files.get("large/1.txt") + "moved\n");
    add(stream, "right", "from refs/heads/base\n", right);
    add(
        stream,
        "merge",
        "from refs/heads/left\nmerge refs/heads/right\n",
        Map.of("both.txt", both.replace("2", "left\nand right"), "secrets.py", secrets() + VALUES));
    stream
        .append("tag base-tag\nfrom refs/heads/base\ntagger ")
        .append(WHO)
        .append("data 4\ntag\n");
    ask(stream.toString().getBytes(UTF_8), "fast-import", "--quiet");
  }

  /** Returns numbered lines in an order that depends on a step. */
  private static String mixed(int step) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      out.append(i % step == 0 ? i + step : i * step).append('\n');
    }
    return out.toString();
  }

  /** Returns lines with made-up secrets, each twice. */
  private static String secrets() {
    Random random = new Random(1);
    StringBuilder out = new StringBuilder();
    for (String name : List.of("api_key", "client_secret", "auth_token", "password")) {
      String value = secret(random);
      for (int i = 0; i < 2; i++) {
        out.append(name).append(" = \"").append(value).append("\"\n");
      }
    }
    return out.toString();
  }

  /** Returns a made-up secret. */
  static String secret(Random random) {
    StringBuilder value = new StringBuilder();
    while (value.length() < SECRET_LENGTH) {
      value.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return value.toString();
  }

  private static void add(
      StringBuilder stream, String branch, String parents, Map<String, String> files) {
    stream.append("commit refs/heads/").append(branch);
    stream.append("\ncommitter ").append(WHO);
    stream.append("data ").append(branch.length()).append('\n').append(branch).append('\n');
    stream.append(parents);
    for (Map.Entry<String, String> file : files.entrySet()) {
      String text = file.getValue();
      stream.append("M 100644 inline ").append(file.getKey()).append('\n');
      stream
          .append("data ")
          .append(text.getBytes(UTF_8).length)
          .append('\n')
          .append(text)
          .append('\n');
    }
  }

  private void commit(String message) throws IOException {
    git("add", ".");
    git("commit", "-q", "-m", message);
  }

  private String git(String... words) throws IOException {
    return ask(new byte[0], words);
  }

  private String ask(byte[] input, String... words) throws IOException {
    GitProcess.Answer answer =
        GitProcess.ask(GitPolicy.USER_OBJECTS, List.of(words), input, folder, variables);
    if (answer.code() != 0) {
      throw new IOException("git " + words[0] + ": " + answer.errors());
    }
    return answer.text().strip();
  }
}
