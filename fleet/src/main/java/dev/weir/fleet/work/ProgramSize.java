package dev.weir.fleet.work;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Tells builds of the same version apart: the number of bytes of the jar. */
final class ProgramSize {
  private ProgramSize() {}

  /** Returns the number of bytes, or 0 if the classes are in a folder. */
  static long bytes() {
    CodeSource source = ProgramSize.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return 0;
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar) ? Files.size(jar) : 0;
    } catch (IOException | URISyntaxException e) {
      return 0;
    }
  }
}
