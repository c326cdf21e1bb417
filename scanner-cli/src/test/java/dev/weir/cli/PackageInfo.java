package dev.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The comment of a {@code package-info.java}.
 *
 * @param text the comment's text without its stars
 */
record PackageInfo(Path file, String text) {
  private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final String START = "<p>May see ";
  private static final int WIDTH = 100;

  /** Reads the comment of a package in any module. */
  static PackageInfo of(Path root, String name) throws IOException {
    Path below = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
    List<Path> modules = new ArrayList<>();
    for (Path folder : new Path[] {root, root.resolve("neighbours")}) {
      try (Stream<Path> folders = Files.list(folder)) {
        folders.filter(module -> Files.exists(module.resolve(below))).forEach(modules::add);
      }
    }
    if (modules.size() != 1) {
      throw new AssertionError("package " + name + " has a package-info in " + modules);
    }
    Path file = modules.get(0).resolve(below);
    Matcher matcher = COMMENT.matcher(Files.readString(file));
    if (!matcher.find()) {
      throw new AssertionError(file + " has no comment");
    }
    return new PackageInfo(file, matcher.group(1).strip().replaceAll("(?m)^ *\\* ?", ""));
  }

  /** Returns the paragraph that lists the visible packages. */
  static String paragraph(Set<String> sees) {
    if (sees.isEmpty()) {
      return START + "no other package.";
    }
    return START
        + String.join(", ", sees.stream().map(name -> "{@code " + name + "}").toList())
        + ".";
  }

  /** Returns the first sentence in Markdown. */
  String firstSentence() {
    String flat = text.replaceAll("\\s+", " ");
    Matcher end = Pattern.compile("\\.(?= |$)").matcher(flat);
    String sentence = end.find() ? flat.substring(0, end.start()) : flat;
    return sentence.replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`").replace("|", "\\|");
  }

  /** Returns that paragraph on one line, or an empty text. */
  String lastParagraph() {
    int start = text.indexOf(START);
    return start < 0 ? "" : text.substring(start).replaceAll("\\s+", " ").strip();
  }

  /** Replaces the last paragraph in the file, with lines filled as by the formatter. */
  void withLastParagraph(String paragraph) throws IOException {
    int start = text.indexOf(START);
    String before = (start < 0 ? text : text.substring(0, start)).strip();
    StringBuilder comment = new StringBuilder("/**\n");
    for (String line : before.split("\n", -1)) {
      comment.append((" * " + line).stripTrailing()).append('\n');
    }
    comment.append(" *\n");
    StringBuilder line = new StringBuilder(" *");
    for (String word : paragraph.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        comment.append(line).append('\n');
        line.setLength(0);
        line.append(" *");
      }
      line.append(' ').append(word);
    }
    comment.append(line).append("\n */");
    String source = Files.readString(file);
    Matcher matcher = COMMENT.matcher(source);
    if (matcher.find()) {
      Files.writeString(
          file, source.substring(0, matcher.start()) + comment + source.substring(matcher.end()));
    }
  }
}
