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

/** The metadata that sops writes next to the values: recipients, scope and a checksum. */
final class SopsMetadata {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+.*");

  /** Settings by names such as {@code mac} and {@code age.recipient}, without list positions. */
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

  /** Returns true if nothing shows that sops wrote the file. */
  boolean isMissing() {
    return text("mac").isEmpty() && text("version").isEmpty() && !hasDataKey;
  }

  /** Returns what is wrong with the metadata, or null. */
  @Nullable String damage() {
    if (text("mac").isEmpty()) {
      return "its metadata has no mac";
    }
    if (!EncryptedValue.isWhole(text("mac"))) {
      return "the mac in its metadata is not an encrypted value";
    }
    if (!VERSION.matcher(text("version")).matches()) {
      return "its metadata has no version";
    }
    if (!isTime(text("lastmodified"))) {
      return "its metadata has no time of the last modification";
    }
    if (!hasDataKey) {
      return "its metadata names no recipient with a data key, so nobody can decrypt it";
    }
    return scope == null ? "its metadata contains a pattern that is not valid" : null;
  }

  /** Returns which values are encrypted according to the metadata, or null if it is damaged. */
  @Nullable EncryptionScope scope() {
    return scope;
  }

  private static @Nullable EncryptionScope scope(Map<String, String> settings) {
    try {
      EncryptionScope scope = EncryptionScope.of(settings);
      // Older files, and single-value files, lack this setting; in them everything is encrypted.
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
