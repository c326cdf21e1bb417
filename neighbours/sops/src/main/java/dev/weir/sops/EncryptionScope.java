package dev.weir.sops;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides which values of a file sops encrypts, by their keys. A rule has at most one of these
 * settings; an encrypted file repeats it in its metadata.
 *
 * @param usesComments true if comments decide, which weir does not read
 */
record EncryptionScope(
    @Nullable String encryptedSuffix,
    @Nullable String unencryptedSuffix,
    @Nullable Regex encryptedRegex,
    @Nullable Regex unencryptedRegex,
    boolean usesComments) {
  private static final String DEFAULT_SUFFIX = "_unencrypted";
  private static final List<String> NAMES =
      List.of(
          "encrypted_suffix",
          "unencrypted_suffix",
          "encrypted_regex",
          "unencrypted_regex",
          "encrypted_comment_regex",
          "unencrypted_comment_regex");

  /**
   * Returns the scope of a rule or of a file's metadata, or null if it has none of the settings.
   *
   * @throws RegexSyntaxException if a pattern is not valid
   */
  static @Nullable EncryptionScope of(Map<String, String> settings) {
    if (NAMES.stream().allMatch(name -> settings.getOrDefault(name, "").isEmpty())) {
      return null;
    }
    Function<String, @Nullable String> text =
        name -> settings.getOrDefault(name, "").isEmpty() ? null : settings.get(name);
    return new EncryptionScope(
        text.apply(NAMES.get(0)),
        text.apply(NAMES.get(1)),
        regex(text.apply(NAMES.get(2))),
        regex(text.apply(NAMES.get(3))),
        text.apply(NAMES.get(4)) != null || text.apply(NAMES.get(5)) != null);
  }

  /** Returns the scope that sops uses if there is no setting. */
  static EncryptionScope byDefault() {
    return new EncryptionScope(null, DEFAULT_SUFFIX, null, null, false);
  }

  /** Returns a scope that covers every value; files of a single value have no keys. */
  static EncryptionScope all() {
    return new EncryptionScope(null, null, null, null, false);
  }

  private static @Nullable Regex regex(@Nullable String pattern) {
    return pattern == null ? null : Regex.of(pattern);
  }

  /** Returns true if a value with these keys must be encrypted; settings apply in sops' order. */
  boolean covers(List<String> path) {
    if (usesComments) {
      return false;
    }
    boolean covered =
        unencryptedSuffix == null || path.stream().noneMatch(k -> k.endsWith(unencryptedSuffix));
    if (encryptedSuffix != null) {
      covered = path.stream().anyMatch(key -> key.endsWith(encryptedSuffix));
    }
    if (unencryptedRegex != null) {
      covered = path.stream().noneMatch(unencryptedRegex::isFoundIn);
    }
    if (encryptedRegex != null) {
      covered = path.stream().anyMatch(encryptedRegex::isFoundIn);
    }
    return covered;
  }
}
