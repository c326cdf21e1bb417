package dev.weir.fleet.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bare repository in which the real git runs, without the user's configuration. */
public record GitFolder(Path folder) {
  /** Makes a repository with a branch main and one commit. */
  public static GitFolder init(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    GitFolder made = new GitFolder(folder);
    made.git("init -q --bare -b main .");
    made.commit("main", "first");
    return made;
  }

  /** Adds a commit to a branch, which may be new. */
  public GitFolder commit(String branch, String message) throws IOException, InterruptedException {
    String tree = git("write-tree");
    String parent = git("for-each-ref --format=%(objectname) refs/heads/" + branch);
    String words = "commit-tree -m " + message + (parent.isEmpty() ? "" : " -p " + parent);
    git("update-ref refs/heads/" + branch + " " + git(words + " " + tree));
    return this;
  }

  /** Makes a branch point to one commit without a parent. */
  void force(String branch, String message) throws IOException, InterruptedException {
    String tree = git("write-tree");
    git("update-ref refs/heads/" + branch + " " + git("commit-tree -m " + message + " " + tree));
  }

  /** Returns all references and what they point to, and the default branch. */
  String references() throws IOException, InterruptedException {
    return git("for-each-ref --format=%(refname)=%(objectname)") + "\n" + git("symbolic-ref HEAD");
  }

  /** Runs git with words separated by blanks, and returns its output without the last line end. */
  public String git(String words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words.split(" ")));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("GIT_AUTHOR_", "GIT_COMMITTER_")) {
      environment.put(who + "NAME", "Jane Doe");
      environment.put(who + "EMAIL", "jane@example.com");
      environment.put(who + "DATE", "1700000000 +0200");
    }
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("git " + words + ": " + output);
    }
    return output.strip();
  }
}
