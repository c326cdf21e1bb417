package dev.weir.fleet.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A fleet of 64 repositories: generated ones with shared files, forks of them, and a clone of
 * weir's own. One is corrupt, one is missing, and one is on a server that never answers.
 */
final class FleetFixture implements AutoCloseable {
  static final int REPOSITORIES = 64;

  private static final int ORIGINALS = 44;
  private static final int FORKS = 16;
  private static final int OWN_COMMITS = 3;
  private static final int VENDORED = 12;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Path folder;
  private final Random random = new Random(20);
  private final List<String> vendored = new ArrayList<>();

  /** Accepts connections and never answers. */
  private final ServerSocket endless;

  FleetFixture(Path folder) throws Exception {
    this.folder = folder;
    endless = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    for (int i = 0; i < VENDORED; i++) {
      vendored.add(text(400) + (i == 0 ? "token = \"" + secret() + "\"\n" : ""));
    }
    for (int i = 0; i < ORIGINALS; i++) {
      create(repository(i), i);
    }
    for (int i = 0; i < FORKS; i++) {
      Path fork = folder.resolve("repositories/forks/f%02d.git".formatted(i));
      copy(repository(i % 8), fork);
      addCommits(fork, "fork", 2, i % 3 == 0);
    }
    odd(folder.resolve("repositories/team-b/odd.git"));
    addOwn(folder.resolve("repositories/weir.git"));
    corrupt(repository(3));
    Files.writeString(
        folder.resolve("list.txt"),
        "missing main nobody\nhttp://127.0.0.1:" + endless.getLocalPort() + "/endless.git\n");
  }

  /** Returns the arguments that name the fleet. */
  List<String> arguments() {
    return List.of(
        folder.resolve("repositories").toString(), folder.resolve("list.txt").toString());
  }

  /** Returns the folders of the repositories that can be read. */
  List<Path> readable() throws IOException {
    try (Stream<Path> groups = Files.walk(folder.resolve("repositories"), 2)) {
      return groups
          .filter(path -> path.toString().endsWith(".git") && !path.equals(repository(3)))
          .sorted()
          .toList();
    }
  }

  /** Returns the name that a repository has in the tables. */
  String name(Path repository) {
    return folder.resolve("repositories").relativize(repository).toString();
  }

  /** Changes ten repositories, and adds one. */
  void change() throws Exception {
    for (int i = 10; i < 18; i++) {
      addCommits(repository(i), "main", 2, i % 2 == 0);
    }
    // A branch is gone, and with it what only it had.
    git(repository(20), "update-ref", "-d", "refs/heads/side");
    // A tag is new, without a new commit.
    git(repository(21), "tag", "v9", "main");
    create(folder.resolve("repositories/team-b/new.git"), ORIGINALS);
  }

  private Path repository(int number) {
    return folder.resolve("repositories/team-a/r%02d.git".formatted(number));
  }

  /** Adds the first commits of weir's own repository. */
  private static void addOwn(Path repository) throws Exception {
    Path own = Path.of("..").toAbsolutePath().normalize();
    String[] commits = git(own, "rev-list", "--reverse", "--topo-order", "HEAD").split("\n", -1);
    Files.createDirectories(repository);
    git(repository, "init", "-q", "--bare", "-b", "main", ".");
    git(repository, "fetch", "-q", own.toString(), commits[OWN_COMMITS] + ":refs/heads/main");
  }

  private void create(Path repository, int number) throws Exception {
    Files.createDirectories(repository);
    git(repository, "init", "-q", "--bare", "-b", "main", ".");
    StringBuilder stream = new StringBuilder();
    int commits = 4 + random.nextInt(number == 7 ? 200 : 12);
    for (int i = 0; i < commits; i++) {
      startCommit(stream, "main", i);
      if (i == 0) {
        for (int j = 0; j < VENDORED; j += 1 + random.nextInt(3)) {
          file(stream, "vendor/lib%02d.js".formatted(j), vendored.get(j));
        }
      }
      file(stream, "src/file%d.py".formatted(random.nextInt(5)), text(60));
      if (i == 1 && number % 3 == 0) {
        file(stream, "config/settings.py", text(5) + "token = \"" + secret() + "\"\n" + text(5));
      }
      if (i == 3 && number % 6 == 0) {
        file(stream, "config/settings.py", text(5));
      }
    }
    startCommit(stream, "side", commits);
    stream.append("from :" + (commits - 1) + "\n");
    file(stream, "side.yaml", "password: " + secret() + "\n");
    startCommit(stream, "main", commits + 1);
    if (number % 4 == 0) {
      stream.append("merge :" + (commits + 1) + "\n");
    }
    file(stream, "README.md", text(10));
    stream.append(
        "tag v1\nfrom :" + (commits + 2) + "\ntagger T <t@example.org> 1700900000 +0000\n");
    data(stream, "the first release");
    importStream(repository, stream);
  }

  /** Creates a repository whose names and texts are not all UTF-8. A letter is a byte here. */
  private void odd(Path repository) throws Exception {
    Files.createDirectories(repository);
    git(repository, "init", "-q", "--bare", "-b", "main", ".");
    StringBuilder stream = new StringBuilder();
    startCommit(stream, "main", 0);
    file(stream, "\"caf\\351.env\"", "\u00e9 TOKEN=" + secret() + "\u0000\u00ff\n");
    file(stream, "\"a b\\n'\\\"c.env\"", "\u00f0\u009f\u0094\u0091 TOKEN=" + secret() + "\n");
    importStream(repository, stream);
  }

  private void addCommits(Path repository, String branch, int count, boolean withSecret)
      throws Exception {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < count; i++) {
      startCommit(stream, branch, 1_000 + i);
      if (i == 0) {
        stream.append("from refs/heads/main^0\n");
      }
      file(stream, "src/added%d.py".formatted(i), text(30));
      if (withSecret) {
        file(stream, "deploy.env", "TOKEN=" + secret() + "\n");
      }
    }
    importStream(repository, stream);
  }

  private static void startCommit(StringBuilder stream, String branch, int number) {
    stream.append("commit refs/heads/").append(branch).append('\n');
    stream.append("mark :").append(number + 1).append('\n');
    stream.append("committer Ann <ann@example.org> ").append(1_700_000_000 + 60 * number);
    stream.append(" +0000\n");
    data(stream, "change " + number);
  }

  private static void file(StringBuilder stream, String path, String text) {
    stream.append("M 100644 inline ").append(path).append('\n');
    data(stream, text);
  }

  private static void data(StringBuilder stream, String text) {
    stream.append("data ").append(text.length()).append('\n').append(text).append('\n');
  }

  private String text(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("value_").append(random.nextInt(1_000)).append(" = compute(");
      text.append(random.nextInt(100_000)).append(")\n");
    }
    return text.toString();
  }

  private String secret() {
    StringBuilder secret = new StringBuilder("glpat-");
    for (int i = 0; i < 20; i++) {
      secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return secret.toString();
  }

  /** Cuts the packs of a repository, so that some of its commits cannot be read. */
  private static void corrupt(Path repository) throws IOException {
    try (Stream<Path> packs = Files.list(repository.resolve("objects/pack"))) {
      for (Path pack : packs.filter(path -> path.toString().endsWith(".pack")).toList()) {
        assertThat(pack.toFile().setWritable(true)).isTrue();
        try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.WRITE)) {
          channel.truncate(channel.size() / 2);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    }
  }

  private static void importStream(Path repository, StringBuilder stream) throws Exception {
    Process process = start(repository, "-c", "fastimport.unpackLimit=1", "fast-import", "--quiet");
    try (OutputStream in = process.getOutputStream()) {
      in.write(stream.toString().getBytes(ISO_8859_1));
    }
    finish(process);
  }

  private static String git(Path folder, String... arguments) throws Exception {
    return finish(start(folder, arguments));
  }

  private static Process start(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    return builder.redirectErrorStream(true).start();
  }

  private static String finish(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Override
  public void close() throws IOException {
    endless.close();
  }
}
