package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.testing.Draw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A repository with a drawn history: merges, renames, links, submodules, tags, notes, named files,
 * attributes, binary files, archives, a configuration and ignore files.
 */
final class GeneratedRepository {
  /** The secrets that {@link #RULES} finds begin with this. */
  static final String SECRET = "tok_";

  /** Values that begin with this and end with 1, 2 or 3 may be known. */
  static final String KNOWN = "Xk9vQ2mZr7Lp4TnBw8c";

  static final String RULES =
      """
      [[rules]]
      id = "token"
      description = "a token"
      regex = '''tok_[a-z0-9]{12}'''
      [[rules]]
      id = "pem"
      path = '''\\.pem$'''
      [[rules]]
      id = "docs-only"
      regex = '''doc_[a-z0-9]{12}'''
      path = '''^docs/'''
      """;

  private static final List<String> PATHS =
      List.of(
          "a.txt",
          "src/b.py",
          "src/c.bin",
          "docs/readme.md",
          "vendor/x.js",
          "wide.txt",
          "big.zip",
          "key.pem",
          "docs/key.pem",
          "src/generated/out.txt");

  private static final List<String> SETTINGS =
      List.of(".gitattributes", ".gitleaks.toml", ".gitleaksignore", ".mailmap");

  private final Path folder;
  private final Draw draw;
  private final boolean isBare;
  private final boolean isSha256;
  private final List<String> branches = new ArrayList<>();
  private final Map<String, Map<String, byte[]>> trees = new TreeMap<>();
  private long now = 1_700_000_000;
  private int mark;
  // The branches that the current stream has.
  private final Set<String> inStream = new HashSet<>();

  GeneratedRepository(Path folder, Draw draw, boolean isBare)
      throws IOException, InterruptedException {
    this(folder, draw, isBare, draw.oneIn(8));
  }

  private GeneratedRepository(Path folder, Draw draw, boolean isBare, boolean isSha256)
      throws IOException, InterruptedException {
    this.isSha256 = isSha256;
    this.folder = folder;
    this.draw = draw;
    this.isBare = isBare;
    Files.createDirectories(folder);
    git(
        new byte[0],
        "init",
        "-q",
        "-b",
        "main",
        "--object-format=" + (isSha256 ? "sha256" : "sha1"),
        isBare ? "--bare" : "--initial-branch=main",
        ".");
  }

  Path folder() {
    return folder;
  }

  /** Returns true if JGit cannot read the repository, so that it is read as a whole. */
  boolean isSha256() {
    return isSha256;
  }

  boolean isBare() {
    return isBare;
  }

  /** Copies this repository, as a fork. */
  GeneratedRepository fork(Path to) throws IOException, InterruptedException {
    GeneratedRepository fork = new GeneratedRepository(to, draw, isBare, isSha256);
    fork.git(new byte[0], "fetch", "-q", "--update-head-ok", folder.toString(), "+refs/*:refs/*");
    fork.branches.addAll(branches);
    fork.trees.putAll(trees);
    fork.now = now;
    fork.checkOut();
    return fork;
  }

  /** Adds commits, tags, notes and named files. */
  void grow(int commits) throws IOException, InterruptedException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    mark = 0;
    inStream.clear();
    for (int i = 0; i < commits; i++) {
      commit(stream);
    }
    if (draw.oneIn(3)) {
      String name = "v" + draw.number(1, 99);
      write(stream, "tag " + name + "\nfrom " + tip(draw.of(branches)) + "\n");
      write(stream, "tagger T <t@example.com> " + now + " +0000\n");
      data(stream, text(2));
    }
    if (draw.oneIn(4)) {
      int commit = ++mark;
      write(stream, "commit refs/notes/commits\nmark :" + commit + "\n" + who());
      data(stream, "Notes".getBytes(UTF_8));
      if (exists("refs/notes/commits")) {
        write(stream, "from refs/notes/commits^0\n");
      }
      write(stream, "N inline " + tip(branches.get(0)) + "\n");
      data(stream, text(2));
    }
    git(stream.toByteArray(), "fast-import", "--quiet", "--force");
    if (draw.oneIn(5)) {
      String blob = new String(git(text(2), "hash-object", "-w", "--stdin"), UTF_8).strip();
      git(new byte[0], "update-ref", "refs/named/file" + draw.number(1, 9), blob);
    }
    checkOut();
  }

  /** Takes away the newest commit of a branch, or the branch. */
  void forget() throws IOException, InterruptedException {
    String branch = draw.of(branches);
    if (branches.size() > 1 && !branch.equals("main") && draw.oneIn(2)) {
      git(new byte[0], "update-ref", "-d", "refs/heads/" + branch);
      branches.remove(branch);
    } else if (!new String(git(new byte[0], "rev-list", "-2", "--first-parent", branch), UTF_8)
        .strip()
        .matches("\\S+")) {
      git(new byte[0], "update-ref", "refs/heads/" + branch, branch + "~1");
      Map<String, byte[]> tree = new TreeMap<>();
      String names = new String(git(new byte[0], "ls-tree", "-r", "--name-only", branch), UTF_8);
      names
          .lines()
          .filter(name -> !name.equals("sub"))
          .forEach(name -> tree.put(name, new byte[0]));
      trees.put(branch, tree);
    }
    checkOut();
  }

  private String tip(String branch) {
    return "refs/heads/" + branch + (inStream.contains(branch) ? "" : "^0");
  }

  private boolean exists(String ref) throws IOException, InterruptedException {
    return git(new byte[0], "for-each-ref", ref).length > 0;
  }

  private void checkOut() throws IOException, InterruptedException {
    if (!isBare && branches.contains("main")) {
      git(new byte[0], "-c", "core.symlinks=true", "reset", "-q", "--hard", "main");
    }
  }

  private void commit(ByteArrayOutputStream stream) throws IOException {
    String from = branches.isEmpty() ? "" : draw.of(branches);
    String branch = from.isEmpty() ? "main" : draw.oneIn(4) ? "b" + draw.number(1, 3) : from;
    boolean isNew = !branches.contains(branch);
    now += draw.number(0, 100);
    write(stream, "commit refs/heads/" + branch + "\nmark :" + ++mark + "\n" + who());
    data(stream, draw.oneIn(6) ? text(3) : "change\n".getBytes(UTF_8));
    Map<String, byte[]> tree = new TreeMap<>(trees.getOrDefault(isNew ? from : branch, Map.of()));
    if (isNew && !from.isEmpty()) {
      write(stream, "from " + tip(from) + "\n");
    } else if (!isNew && !inStream.contains(branch)) {
      write(stream, "from " + tip(branch) + "\n");
    }
    String other = branches.isEmpty() ? "" : draw.of(branches);
    if (!other.isEmpty() && !other.equals(branch) && !other.equals(from) && draw.oneIn(2)) {
      write(stream, "merge " + tip(other) + "\n");
    }
    for (int i = draw.number(0, 3); i > 0; i--) {
      change(stream, tree);
    }
    write(stream, "\n");
    inStream.add(branch);
    trees.put(branch, tree);
    if (isNew) {
      branches.add(branch);
    }
  }

  private void change(ByteArrayOutputStream stream, Map<String, byte[]> tree) throws IOException {
    if (!tree.isEmpty() && draw.oneIn(4)) {
      String path = draw.of(List.copyOf(tree.keySet()));
      String to = draw.of(PATHS);
      if (tree.containsKey(to) || draw.oneIn(3)) {
        write(stream, "D " + path + "\n");
        tree.remove(path);
      } else {
        write(stream, "R " + path + " " + to + "\n");
        tree.put(to, tree.getOrDefault(path, new byte[0]));
        tree.remove(path);
        if (draw.oneIn(2)) {
          put(stream, tree, to, "100644", changed(to, tree.getOrDefault(to, new byte[0])));
        }
      }
      return;
    }
    if (draw.oneIn(12)) {
      String id = "12345678".repeat(isSha256 ? 8 : 5);
      write(stream, "M 160000 " + id + " sub\n");
      return;
    }
    String path = draw.oneIn(8) ? draw.of(SETTINGS) : draw.of(PATHS);
    String mode = draw.oneIn(9) ? "120000" : draw.oneIn(6) ? "100755" : "100644";
    put(stream, tree, path, mode, changed(path, tree.getOrDefault(path, new byte[0])));
  }

  private static void put(
      ByteArrayOutputStream stream,
      Map<String, byte[]> tree,
      String path,
      String mode,
      byte[] content)
      throws IOException {
    write(stream, "M " + mode + " inline " + path + "\n");
    data(stream, content);
    tree.put(path, content);
  }

  private byte[] changed(String path, byte[] before) throws IOException {
    switch (path) {
      case ".gitattributes":
        return (draw.of("*.py -diff\n", "*.bin diff\n", "docs/* binary\n", "") + "# x\n")
            .getBytes(UTF_8);
      case ".gitleaks.toml":
        return (RULES + draw.of("", "[allowlist]\npaths = ['''vendor''']\n")).getBytes(UTF_8);
      case ".gitleaksignore":
        return (draw.of("a.txt", "src/b.py") + ":token:" + draw.number(1, 4) + "\n")
            .getBytes(UTF_8);
      case ".mailmap":
        return "Joan <joan@example.com> <j@example.com>\n".getBytes(UTF_8);
      case "wide.txt":
        return new String(text(4), UTF_8).getBytes(UTF_16LE);
      case "big.zip":
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
          ZipEntry entry = new ZipEntry("in.txt");
          entry.setTime(0);
          out.putNextEntry(entry);
          out.write(text(3));
          out.closeEntry();
        }
        return zip.toByteArray();
      default:
        List<String> lines = new ArrayList<>(new String(before, UTF_8).lines().toList());
        for (int i = draw.number(1, 4); i > 0; i--) {
          lines.add(draw.number(0, lines.size()), line());
        }
        String nul = path.endsWith(".bin") ? "\0" : "";
        return (nul + String.join("\n", lines) + "\n").getBytes(UTF_8);
    }
  }

  private byte[] text(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(line()).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  /** Few values, so that the same text is in many places. */
  private String line() {
    int number = draw.number(1, 6);
    return switch (draw.number(1, 6)) {
      case 1 -> "key = " + SECRET + "aaaabbbbccc" + number;
      case 2 -> "doc_aaaabbbbccc" + number;
      case 3 -> "known " + KNOWN + number;
      default -> "line " + number;
    };
  }

  private String who() {
    String who = draw.of("J <j@example.com> ", "K <k@example.com> ") + now + " +0000\n";
    return "author " + who + "committer " + who;
  }

  private static void write(ByteArrayOutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(UTF_8));
  }

  private static void data(ByteArrayOutputStream stream, byte[] bytes) throws IOException {
    write(stream, "data " + bytes.length + "\n");
    stream.write(bytes);
    write(stream, "\n");
  }

  byte[] git(byte[] input, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("HOME", folder.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(input);
    }
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("git " + String.join(" ", words) + ": " + new String(output, UTF_8));
    }
    return output;
  }
}
