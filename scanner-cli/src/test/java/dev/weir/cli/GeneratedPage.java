package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks generated pages in docs/, and rewrites them with {@code -Dgolden.update}. */
public final class GeneratedPage {
  private static final Path DOCS = Path.of("../docs");

  private GeneratedPage() {}

  /** Checks that a page has the given text. */
  public static void check(String name, String text) throws IOException {
    Path page = DOCS.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(page.toAbsolutePath().getParent());
      Files.writeString(page, text);
    }
    assertThat(page).content().as("run mvn verify -Dgolden.update").isEqualTo(text);
  }
}
