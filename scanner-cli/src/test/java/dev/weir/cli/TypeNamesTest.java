package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A simple type name means one thing in the whole program. */
class TypeNamesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String SOURCES = "src/main/java";

  @Test
  void eachNameIsUsedOnce() throws IOException {
    Map<String, TreeSet<String>> places = new TreeMap<>();
    for (String file : sources()) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      places.computeIfAbsent(name, key -> new TreeSet<>()).add(file);
    }
    places.remove("package-info.java");
    assertThat(places).hasSizeGreaterThan(500);
    places.values().removeIf(files -> files.size() == 1);
    assertThat(places).isEmpty();
  }

  /** The files of all modules, relative to the project; each type is in a file of its own name. */
  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.contains("/" + SOURCES + "/") && file.endsWith(".java"))
          .filter(file -> !file.startsWith("."))
          .toList();
    }
  }
}
