package dev.weir.cli;

import dev.weir.cli.process.Environment;
import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The repository that {@link Rehearsal} scans. It holds one example for each code path of a scan: a
 * pack with a delta, loose objects, a binary file, a staged change, and a commit that is new to the
 * second scan.
 */
final class RehearsalRepository {
  /** Enough lines with a keyword that a rule filters its windows before it matches them. */
  private static final int LINES = 400;

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

  private void commit(String message) throws IOException {
    git("add", ".");
    git("commit", "-q", "-m", message);
  }

  private String git(String... words) throws IOException {
    GitProcess.Answer answer =
        GitProcess.ask(GitPolicy.USER_OBJECTS, List.of(words), new byte[0], folder, variables);
    if (answer.code() != 0) {
      throw new IOException("git " + words[0] + ": " + answer.errors());
    }
    return answer.text().strip();
  }
}
