package dev.weir.sops;

import dev.weir.core.regex.Regex;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A creation rule of {@code .sops.yaml}.
 *
 * @param number the position in the file, from 1
 * @param pathRegex the pattern for paths of files, or null if the rule is for all files
 * @param scope which values of a file are encrypted, or null if the rule does not define it
 * @param recipients the age recipients and KMS keys
 */
record CreationRule(
    int number,
    @Nullable Regex pathRegex,
    @Nullable EncryptionScope scope,
    Set<String> recipients) {
  /** Paths of files that nobody encrypts. */
  private static final List<String> ORDINARY = List.of("README.md", "src/Main.java", ".gitignore");

  boolean matches(String path) {
    return pathRegex == null || pathRegex.isFoundIn(path);
  }

  /**
   * Returns true if the rule matches any file. Such a rule defines how to encrypt, but not which
   * files must be encrypted.
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
