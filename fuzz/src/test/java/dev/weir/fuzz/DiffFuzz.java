package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.git.diff.Hunk;
import dev.weir.git.diff.LineDiff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** The hunks turn the first text into the second; for some inputs they are compared with git's. */
final class DiffFuzz implements FuzzTarget {
  private static final int COMPARED = 32;
  private RealGit git;

  @Override
  public List<byte[]> seeds() throws IOException {
    byte[] code = Files.readAllBytes(Path.of("src/test/java/dev/weir/fuzz/DiffFuzz.java"));
    return List.of(
        Parts.of("a\nb\nc\nd\n", "a\nc\nb\nd\n"),
        Parts.of("{\n  a\n}\n\n{\n  b\n}\n", "{\n  a\n}\n\n{\n  c\n}\n\n{\n  b\n}\n"),
        Parts.of("", "one\r\ntwo\r\n"),
        Parts.of("x\nx\nx\ny\nx\nx", "x\ny\nx\nx\nx\nx\n"),
        Parts.of(
            code,
            new String(code, StandardCharsets.UTF_8)
                .replace("int", "long")
                .replace("}\n", "")
                .getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void run(byte[] input) throws Exception {
    List<byte[]> parts = Parts.split(input, 2);
    byte[] before = parts.get(0);
    byte[] after = parts.get(1);
    List<Hunk> hunks = LineDiff.hunks(before, after);
    List<String> old = lines(before);
    List<String> young = lines(after);
    int i = 0;
    int k = 0;
    for (Hunk hunk : hunks) {
      int from = hunk.oldLines() == 0 ? hunk.oldStart() : hunk.oldStart() - 1;
      int to = hunk.newLines() == 0 ? hunk.newStart() : hunk.newStart() - 1;
      assertThat(from - i).isNotNegative().isEqualTo(to - k);
      assertThat(old.subList(i, from)).isEqualTo(young.subList(k, to));
      assertThat(String.join("", young.subList(0, to)).length()).isEqualTo(hunk.newFrom());
      i = from + hunk.oldLines();
      k = to + hunk.newLines();
      assertThat(String.join("", young.subList(0, k)).length()).isEqualTo(hunk.newTo());
    }
    assertThat(old.subList(i, old.size())).isEqualTo(young.subList(k, young.size()));
    if (isCompared(input)) {
      compare(before, after, hunks);
    }
  }

  static boolean isCompared(byte[] input) {
    CRC32 sum = new CRC32();
    sum.update(input);
    return sum.getValue() % COMPARED == 0;
  }

  /** Returns the lines with their ends, one char per byte. */
  private static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || i == bytes.length - 1) {
        lines.add(new String(bytes, start, i + 1 - start, StandardCharsets.ISO_8859_1));
        start = i + 1;
      }
    }
    return lines;
  }

  private void compare(byte[] before, byte[] after, List<Hunk> hunks) throws Exception {
    if (git == null) {
      git = RealGit.inNewFolder();
    }
    Files.write(git.folder().resolve("a"), before);
    Files.write(git.folder().resolve("b"), after);
    String printed = git.outputOrNull("diff", "--no-index", "-U0", "--text", "a", "b");
    List<String> wanted = new ArrayList<>();
    for (String line : printed.split("\n")) {
      if (line.startsWith("@@ ")) {
        wanted.add(line.substring(0, line.indexOf(" @@", 3)));
      }
    }
    List<String> found = new ArrayList<>();
    for (Hunk hunk : hunks) {
      found.add(
          "@@ -"
              + range(hunk.oldStart(), hunk.oldLines())
              + " +"
              + range(hunk.newStart(), hunk.newLines()));
    }
    assertThat(found).isEqualTo(wanted);
  }

  private static String range(int start, int lines) {
    return lines == 1 ? "" + start : start + "," + lines;
  }
}
