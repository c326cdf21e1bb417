package dev.weir.rules;

import dev.weir.core.config.ConfigFile;
import dev.weir.core.config.ConfigFileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The configuration that is used where the user gives none. */
public final class DefaultRules {
  /** The resource beside this class that {@link RuleSetCompiler} writes. */
  static final String RESOURCE = "default.rules";

  private DefaultRules() {}

  /** Returns the configuration, named {@code default}. */
  public static ConfigFile configFile() {
    try (InputStream in = DefaultRules.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the default rules are missing from this build");
      }
      return ConfigFileFormat.read(ByteBuffer.wrap(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("the default rules of this build cannot be read", e);
    }
  }
}
