package dev.weir.sops;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects recipients, that is age recipients and AWS KMS keys. Other kinds are not compared. */
final class Recipients {
  private Recipients() {}

  /** Returns the recipients that a rule names, directly or in key groups. */
  static Set<String> of(Map<?, ?> rule) {
    Set<String> found = new TreeSet<>();
    add(rule, found);
    if (rule.get("key_groups") instanceof Collection<?> groups) {
      for (Object group : groups) {
        if (group instanceof Map<?, ?> keys) {
          add(keys, found);
        }
      }
    }
    return found;
  }

  private static void add(Map<?, ?> keys, Set<String> found) {
    addAll(keys.get("age"), found);
    addAll(keys.get("kms"), found);
    if (keys.get("merge") instanceof Collection<?> merged) {
      for (Object group : merged) {
        if (group instanceof Map<?, ?> more) {
          add(more, found);
        }
      }
    }
  }

  private static void addAll(@Nullable Object value, Set<String> found) {
    if (value instanceof Collection<?> several) {
      several.forEach(one -> addAll(one, found));
    } else if (value instanceof Map<?, ?> key) {
      addAll(key.get("arn"), found);
    } else if (value instanceof String text) {
      for (String one : text.split(",", -1)) {
        if (!one.isBlank()) {
          found.add(plain(one));
        }
      }
    }
  }

  /** Returns a recipient without a comment or role that follows it. */
  static String plain(String recipient) {
    String text = recipient.strip();
    if (text.startsWith("arn:")) {
      return text.split("\\+", 2)[0];
    }
    String[] words = text.split("\\s+", 3);
    return words.length > 2 ? words[0] + " " + words[1] : text;
  }
}
