package dev.weir.core.check.generic;

import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the matches of a rule that knows only the name of a provider and the length of its keys.
 * Near such a name there are also names in code, digests of downloads and images, commits and ids.
 */
public final class ProviderValueCheck implements ValueCheck {
  private static final int MOST_BEFORE = 400;
  private static final int COMMIT = 40;

  private static final List<String> DIGESTS =
      List.of(
          "md5",
          "sha1",
          "sha224",
          "sha256",
          "sha384",
          "sha512",
          "blake2b",
          "integrity",
          "checksum",
          "digest");
  private static final List<String> COMMITS =
      List.of("@", "/commit/", "/commits/", "/tree/", "/blob/", "/raw/", "#");
  private static final List<String> DOWNLOADS =
      List.of(
          ".gz", ".tgz", ".xz", ".bz2", ".zst", ".zip", ".jar", ".war", ".whl", ".gem", ".deb",
          ".rpm", ".apk", ".exe", ".msi", ".dmg", ".pkg", ".crate", ".nupkg", ".vsix", ".tar",
          ".7z", ".so", ".dll", ".iso", ".img");
  private static final Set<String> IDS = Set.of("id", "ids", "uuid", "guid", "arn");

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    String value = secret.text();
    int at = match.indexOf(secret, 0);
    String before = at <= 0 ? "" : match.slice(Math.max(0, at - MOST_BEFORE), at).text();
    if (hasNoDigit(value) && WordModel.coverage(value) >= 0.5) {
      return "it is made of words";
    }
    String lower = before.toLowerCase(Locale.ROOT);
    if (isHex(value) && isDigest(lower, value.length())) {
      return "it is a digest";
    }
    boolean plain = ValueShapes.isUuid(value) || isHex(value);
    return plain && isId(before) ? "its name shows that it is not a secret" : null;
  }

  private static boolean hasNoDigit(String value) {
    return value.chars().noneMatch(Ascii::isDigit);
  }

  private static boolean isHex(String value) {
    return value.chars().allMatch(Ascii::isHexDigit);
  }

  private static boolean isDigest(String before, int length) {
    String name = before.substring(0, endOfName(before));
    for (String digest : DIGESTS) {
      if (name.endsWith(digest)) {
        return true;
      }
    }
    for (String download : DOWNLOADS) {
      if (name.endsWith(download)) {
        return true;
      }
    }
    for (String commit : COMMITS) {
      if (length == COMMIT && before.endsWith(commit)) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if the last name before the value ends like that of an id. */
  private static boolean isId(String before) {
    int end = endOfName(before);
    int start = end;
    while (start > 0 && isNamePart(before.charAt(start - 1))) {
      start--;
    }
    List<String> words = KeyName.words(before.substring(start, end));
    int last = words.size() - 1;
    return last > 0 && IDS.contains(words.get(last)) && !words.get(last - 1).equals("secret");
  }

  private static int endOfName(String before) {
    int end = before.length();
    while (end > 0 && !Ascii.isLetterOrDigit(before.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return Ascii.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
