package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page under docs/ that is generated: current, or written anew with {@code -Dgolden.update}. */
public final class GeneratedPage {
  private static final Path DOCS = Path.of("../docs");

  private GeneratedPage() {}

  /** Checks that a page has this text. */
  public static void check(String name, String text) throws IOException {
    Path page = DOCS.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(page.toAbsolutePath().getParent());
      Files.writeString(page, text);
    }
    assertThat(page).content().as("run mvn verify -Dgolden.update").isEqualTo(text);
  }
}
