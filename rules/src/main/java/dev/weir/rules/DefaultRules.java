package dev.weir.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.config.CompiledConfig;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.rule.RuleSet;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Provides the configuration that is used if the user gives none. */
public final class DefaultRules {
  /** The resource next to this class that {@link RuleSetCompiler} writes. */
  static final String RESOURCE = "default.rules";

  /** The resource that describes how to ask providers whether a secret is live. */
  static final String VERIFICATIONS = "verifications.toml";

  private static volatile @Nullable RuleSet made;

  private DefaultRules() {}

  /** Returns how to ask providers whether the findings of the rules are live, as TOML. */
  public static String verifications() {
    try (InputStream in = DefaultRules.class.getResourceAsStream(VERIFICATIONS)) {
      if (in == null) {
        throw new IllegalStateException("the verifications are missing from this build");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the verifications of this build cannot be read", e);
    }
  }

  /** Returns the rules, ready for use: each time the same, since rules are made once. */
  public static RuleSet ruleSet() {
    RuleSet known = made;
    if (known == null) {
      known = compiled().ruleSet();
      made = known;
    }
    return known;
  }

  /** Returns the configuration, named {@code default}, for a configuration that extends it. */
  public static ConfigFile configFile() {
    return compiled().configFile();
  }

  private static CompiledConfig compiled() {
    try (InputStream in = open()) {
      int first = ByteBuffer.wrap(in.readNBytes(Integer.BYTES)).getInt();
      return new CompiledConfig(bytes(in, first), new Rest(first));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static InputStream open() {
    InputStream in = DefaultRules.class.getResourceAsStream(RESOURCE);
    if (in == null) {
      throw new IllegalStateException("the default rules are missing from this build");
    }
    return in;
  }

  private static UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("the default rules of this build cannot be read", e);
  }

  /** Reads the part of the resource that small scans may not need. */
  private record Rest(int first) implements Supplier<ByteBuffer> {
    @Override
    public ByteBuffer get() {
      try (InputStream in = open()) {
        in.skipNBytes(Integer.BYTES + (long) first);
        return bytes(in, in.available());
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }

  /** Reads into an array of the right size, without the copies of {@code readAllBytes}. */
  private static ByteBuffer bytes(InputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes);
  }
}
