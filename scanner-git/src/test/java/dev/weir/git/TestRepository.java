package dev.weir.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder in which the real git runs, without the user's configuration. Commits made by {@link
 * #commit} are a minute apart, so that their order is certain and their ids are the same in every
 * run.
 */
public final class TestRepository {
  /** The time of the first commit, in seconds since 1970. */
  public static final long START = 1_700_000_000;

  /** The environment's variables with which weir finds git. */
  public static final Map<String, String> ON_THE_PATH = Map.of("PATH", System.getenv("PATH"));

  private final Path folder;
  private long now = START;

  public TestRepository(Path folder) {
    this.folder = folder;
  }

  /** Makes a repository with a branch main and no commit. */
  public static TestRepository init(Path folder) throws IOException, InterruptedException {
    TestRepository repository = new TestRepository(folder);
    repository.git("init -q -b main .");
    return repository;
  }

  public Path path(String name) {
    return folder.resolve(name);
  }

  /** Runs git with words separated by blanks, and returns its output. */
  public String git(String words) throws IOException, InterruptedException {
    return run(words.split(" "));
  }

  public String run(String... words) throws IOException, InterruptedException {
    return new String(bytes(words), UTF_8);
  }

  public byte[] bytes(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("HOME", folder.toString());
    for (String who : List.of("GIT_AUTHOR_", "GIT_COMMITTER_")) {
      environment.put(who + "NAME", "Jane Doe");
      environment.put(who + "EMAIL", "jane@example.com");
      environment.put(who + "DATE", now + " +0200");
    }
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("git " + String.join(" ", words) + ": " + new String(output, UTF_8));
    }
    return output;
  }

  public TestRepository write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Commits everything and returns the id of the commit. */
  public String commit(String message) throws IOException, InterruptedException {
    git("add -A");
    now += 60;
    run("commit", "-q", "--allow-empty", "-m", message);
    return id("HEAD");
  }

  /** Returns the id of a revision. */
  public String id(String revision) throws IOException, InterruptedException {
    return git("rev-parse " + revision).strip();
  }

  /** Removes a loose object. */
  public void lose(String id) throws IOException {
    Files.delete(path(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2)));
  }

  /** Opens the repository without a PATH on which weir finds git. */
  public GitRepository open() {
    return GitRepository.open(folder, "r", Map.of());
  }

  /** Opens the repository with a PATH on which weir finds git. */
  public GitRepository openWithGit() {
    return GitRepository.open(folder, "r", ON_THE_PATH);
  }
}
