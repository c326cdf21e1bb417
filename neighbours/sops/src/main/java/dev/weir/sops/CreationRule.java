package dev.weir.sops;

import dev.weir.core.regex.Regex;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule of {@code .sops.yaml}.
 *
 * @param number its place in the file, from 1
 * @param pathRegex which files it is for, or null for all
 * @param scope which of their values, or null if it does not say
 * @param recipients age recipients and KMS keys
 */
record CreationRule(
    int number,
    @Nullable Regex pathRegex,
    @Nullable EncryptionScope scope,
    Set<String> recipients) {
  /** Files that nobody encrypts. */
  private static final List<String> ORDINARY = List.of("README.md", "src/Main.java", ".gitignore");

  boolean matches(String path) {
    return pathRegex == null || pathRegex.isFoundIn(path);
  }

  /**
   * Returns true if the rule is for whatever somebody chooses to encrypt, and so does not tell
   * which files have to be.
   */
  boolean isForAnyFile() {
    return ORDINARY.stream().allMatch(this::matches);
  }

  String shown() {
    return "rule "
        + number
        + (pathRegex == null ? "" : " (path_regex: " + pathRegex.pattern() + ")");
  }
}
