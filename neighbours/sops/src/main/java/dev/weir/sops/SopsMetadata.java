package dev.weir.sops;

import dev.weir.core.regex.syntax.RegexSyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What sops writes beside the values: for whom, how much, and a sum over all. */
final class SopsMetadata {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+.*");

  /** Setting names such as {@code mac} and {@code age.recipient}, lists left out. */
  private final Map<String, String> settings = new HashMap<>();

  private final Set<String> recipients = new TreeSet<>();
  private final @Nullable EncryptionScope scope;
  private boolean hasDataKey;

  SopsMetadata(List<Leaf> leaves) {
    for (Leaf leaf : leaves) {
      String name = leaf.place();
      settings.putIfAbsent(name, leaf.value());
      hasDataKey |= name.endsWith(".enc") && !leaf.value().isBlank();
      if (name.endsWith("age.recipient") || name.endsWith("kms.arn")) {
        recipients.add(Recipients.plain(leaf.value()));
      }
    }
    scope = scope(settings);
  }

  /** Returns true if there is nothing that only sops writes. */
  boolean isMissing() {
    return text("mac").isEmpty() && text("version").isEmpty() && !hasDataKey;
  }

  /** Returns what is wrong with it, or null. */
  @Nullable String damage() {
    if (text("mac").isEmpty()) {
      return "its metadata has no mac";
    }
    if (!EncryptedValue.isWhole(text("mac"))) {
      return "the mac in its metadata is no encrypted value";
    }
    if (!VERSION.matcher(text("version")).matches()) {
      return "its metadata has no version";
    }
    if (!isTime(text("lastmodified"))) {
      return "its metadata has no time of the last change";
    }
    if (!hasDataKey) {
      return "its metadata names no recipient with a data key, so nobody can decrypt it";
    }
    return scope == null ? "its metadata holds a pattern that cannot be read" : null;
  }

  /** Returns which values are encrypted by what the file itself says, or null if it is damaged. */
  @Nullable EncryptionScope scope() {
    return scope;
  }

  private static @Nullable EncryptionScope scope(Map<String, String> settings) {
    try {
      EncryptionScope scope = EncryptionScope.of(settings);
      // Files of before the setting, and of one value, say nothing; by then all were encrypted.
      return scope == null ? EncryptionScope.all() : scope;
    } catch (RegexSyntaxException e) {
      return null;
    }
  }

  /** Returns the age recipients and KMS keys. */
  Set<String> recipients() {
    return recipients;
  }

  private String text(String name) {
    return settings.getOrDefault(name, "").strip();
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
