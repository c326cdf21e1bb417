package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that weir's version stands in one place, the property {@code revision} of pom.xml. */
class VersionTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern OWN =
      Pattern.compile(
          "<groupId>dev\\.weir</groupId>\\s*<artifactId>[^<]*</artifactId>"
              + "\\s*<version>([^<]*)</version>");

  private static List<Path> poms() throws IOException {
    try (Stream<Path> files = Files.walk(TOP, 3)) {
      return files
          .filter(file -> file.endsWith("pom.xml") && !file.toString().contains("/target/"))
          .toList();
    }
  }

  /** Returns the version of this checkout. */
  static String version() throws IOException {
    Matcher matcher =
        Pattern.compile("<revision>([^<]*)</revision>")
            .matcher(Files.readString(TOP.resolve("pom.xml")));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void eachPomReadsTheVersion() throws Exception {
    assertThat(version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    assertThat(poms()).hasSizeGreaterThan(15);
    for (Path pom : poms()) {
      Matcher own = OWN.matcher(Files.readString(pom));
      while (own.find()) {
        assertThat(own.group(1)).as("%s", pom).isIn("${revision}", "${project.version}");
      }
    }
  }
}
