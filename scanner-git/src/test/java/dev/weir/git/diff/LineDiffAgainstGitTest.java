package dev.weir.git.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares hunks and renames with those of the real git, for random edits from fixed seeds. */
class LineDiffAgainstGitTest {
  private static final Pattern FILE = Pattern.compile("^\\+\\+\\+ b/(\\S+)$");
  private static final Pattern HUNK =
      Pattern.compile("^@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");
  private static final int FILES = 250;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void hunksEqualThoseOfGit(long seed) throws Exception {
    Random random = new Random(seed);
    TestRepository git = new TestRepository(folder);
    git.run("init", "-q", "-b", "main");
    Map<String, byte[]> before = new LinkedHashMap<>();
    Map<String, byte[]> after = new LinkedHashMap<>();
    for (int i = 0; i < FILES; i++) {
      List<String> lines = lines(random, size(random));
      before.put("f" + i, text(lines, random));
      after.put("f" + i, text(edited(lines, random), random));
    }
    write(before);
    git.run("add", ".");
    git.run("commit", "-qm", "one");
    write(after);
    String printed = git.run("diff", "-U0", "--no-renames");
    Map<String, List<String>> wanted = parse(printed);
    for (String name : before.keySet()) {
      List<String> found = new ArrayList<>();
      for (Hunk hunk : LineDiff.hunks(before.get(name), after.get(name))) {
        found.add(shown(hunk));
        int lines = 0;
        for (int i = hunk.newFrom(); i < hunk.newTo(); i++) {
          boolean last = i == after.get(name).length - 1;
          lines += after.get(name)[i] == '\n' || last ? 1 : 0;
        }
        assertThat(lines).isEqualTo(hunk.newLines());
      }
      assertThat(found)
          .as("seed " + seed + ", " + name)
          .isEqualTo(wanted.getOrDefault(name, List.of()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void renamesEqualThoseOfGit(long seed) throws Exception {
    Random random = new Random(seed);
    TestRepository git = new TestRepository(folder);
    git.run("init", "-q", "-b", "main");
    Map<String, byte[]> before = new LinkedHashMap<>();
    Map<String, byte[]> after = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      List<String> lines = lines(random, 3 + random.nextInt(60));
      before.put("a" + i % 7 + "/n" + i % 13 + "_" + i, text(lines, random));
      for (int copies = random.nextInt(3); copies > 0; copies--) {
        List<String> changed = random.nextInt(3) == 0 ? lines : edited(lines, random);
        String base = random.nextBoolean() ? "n" + i % 13 + "_" + i : "m" + random.nextInt(99);
        after.put("b" + random.nextInt(9) + "/" + base, text(changed, random));
      }
    }
    write(before);
    git.run("add", ".");
    git.run("commit", "-qm", "one");
    for (String name : before.keySet()) {
      Files.delete(folder.resolve(name));
    }
    write(after);
    git.run("add", "-A");
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String line : git.run("diff", "--cached", "--name-status", "-M").split("\n")) {
      String[] parts = line.split("\t");
      if (parts[0].startsWith("R")) {
        wanted.put(parts[2], parts[1]);
      }
    }
    List<TestSide> gone = sides(before);
    List<TestSide> added = sides(after);
    RenameDetection detection = new RenameDetection(gone, added, new Similarities());
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = added.size() - 1; i >= 0; i--) {
      int source = detection.source(i);
      if (source >= 0) {
        found.put(added.get(i).path(), gone.get(source).path());
      }
    }
    assertThat(wanted).isNotEmpty();
    assertThat(found).as("seed " + seed).isEqualTo(wanted);
  }

  private static List<TestSide> sides(Map<String, byte[]> files) {
    List<TestSide> sides = new ArrayList<>();
    files.keySet().stream()
        .sorted()
        .forEach(n -> sides.add(new TestSide(n, 0100644, files.get(n))));
    return sides;
  }

  private void write(Map<String, byte[]> files) throws Exception {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private static int size(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> 1500 + random.nextInt(1500);
      default -> random.nextInt(120);
    };
  }

  /** Returns lines that look like code: indented, repeated, with empty lines between. */
  private static List<String> lines(Random random, int size) {
    List<String> lines = new ArrayList<>();
    int kinds = 2 + random.nextInt(40);
    for (int i = 0; i < size; i++) {
      String indent = "  ".repeat(random.nextInt(4)) + (random.nextInt(9) == 0 ? "\t" : "");
      switch (random.nextInt(6)) {
        case 0 -> lines.add("");
        case 1 -> lines.add(indent + "}");
        case 2 -> lines.add(indent + "line " + i);
        default -> lines.add(indent + "word" + random.nextInt(kinds));
      }
    }
    return lines;
  }

  private static List<String> edited(List<String> lines, Random random) {
    List<String> edited = new ArrayList<>(lines);
    for (int edits = random.nextInt(8) * (lines.size() > 1000 ? 60 : 1); edits > 0; edits--) {
      int at = random.nextInt(edited.size() + 1);
      int length = random.nextInt(6);
      switch (random.nextInt(4)) {
        case 0 -> edited.addAll(at, lines(random, length));
        case 1 -> edited.subList(at, Math.min(edited.size(), at + length)).clear();
        case 2 -> {
          int to = Math.min(edited.size(), at + length);
          edited.addAll(at, new ArrayList<>(edited.subList(at, to)));
        }
        default -> {
          if (at < edited.size()) {
            edited.set(at, edited.get(at) + "x");
          }
        }
      }
    }
    return edited;
  }

  private static byte[] text(List<String> lines, Random random) {
    String text = String.join("\n", lines);
    return (random.nextInt(4) == 0 ? text : text + "\n").getBytes(UTF_8);
  }

  private static Map<String, List<String>> parse(String diff) {
    Map<String, List<String>> hunks = new LinkedHashMap<>();
    String name = "";
    for (String line : diff.split("\n")) {
      Matcher file = FILE.matcher(line);
      Matcher hunk = HUNK.matcher(line);
      if (line.startsWith("diff --git")) {
        name = line.substring(line.lastIndexOf(" b/") + 3);
      } else if (file.matches()) {
        name = file.group(1);
      } else if (hunk.find()) {
        hunks
            .computeIfAbsent(name, key -> new ArrayList<>())
            .add(
                hunk.group(1)
                    + ","
                    + one(hunk.group(2))
                    + " "
                    + hunk.group(3)
                    + ","
                    + one(hunk.group(4)));
      }
    }
    return hunks;
  }

  private static String one(@Nullable String count) {
    return count == null ? "1" : count;
  }

  private static String shown(Hunk hunk) {
    return hunk.oldStart() + "," + hunk.oldLines() + " " + hunk.newStart() + "," + hunk.newLines();
  }
}
