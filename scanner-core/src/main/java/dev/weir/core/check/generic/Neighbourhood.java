package dev.weir.core.check.generic;

import dev.weir.core.check.value.FileKind;
import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.WordLists;
import dev.weir.core.text.Ascii;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises, by the line that a value is in, that it is a digest, a commit, an id, a version, an
 * address or a name in code, and not what the name of a provider beside it suggests.
 */
final class Neighbourhood {
  private static final WordLists LISTS = WordLists.read("neighbours");
  private static final List<String> DIGESTS = LISTS.list("digests");
  private static final Set<String> COMMITS = LISTS.set("commits");
  private static final List<String> COMMIT_PLACES = LISTS.list("commit-places");
  private static final Set<String> DOWNLOADS = LISTS.set("downloads");
  private static final Set<String> ASSETS = LISTS.set("assets");
  private static final List<String> CHECKSUM_FILES = LISTS.list("checksum-files");
  private static final Set<String> IDS = LISTS.set("ids");
  private static final Set<String> OWNERS_OF_IDS = LISTS.set("owners-of-ids");
  private static final Set<String> IMAGES = LISTS.set("images");
  private static final List<String> IMPORTS = LISTS.list("imports");
  private static final Set<Integer> DIGEST_SIZES = Set.of(32, 40, 56, 64, 96, 128);
  private static final int COMMIT_SIZE = 40;
  private static final int ADDRESS_SIZE = 42;
  private static final int LONGEST_ALGORITHM = 16;
  private static final int LONGEST_ENTITY = 8;
  private static final int TIME = 14;
  private static final int LEAST_NAME = 4;
  private static final int MOST_REST = 12;

  private final String value;
  private final String before;
  private final String after;
  private final String lower;
  private final List<String> words;
  private final Surroundings where;

  private Neighbourhood(String value, String before, String after, Surroundings where) {
    this.value = value;
    this.before = before;
    this.after = after;
    this.lower = before.toLowerCase(Locale.ROOT);
    this.words = KeyName.words(lastName(before));
    this.where = where;
  }

  /**
   * Returns what the value is, as a reason to dismiss it, or null. What is read as plain text has
   * another line before the value than the file; both may tell.
   *
   * @param before the text before the value, as far as it is known
   */
  static @Nullable String reason(String value, String before, Surroundings where) {
    String line = where.lineBefore(value, before);
    String after = where.lineAfter(value);
    String reason = new Neighbourhood(value, line, after, where).reason();
    String read = before.substring(before.lastIndexOf('\n') + 1);
    return reason != null || line.endsWith(read)
        ? reason
        : new Neighbourhood(value, read, after, where).reason();
  }

  private @Nullable String reason() {
    if (lower.lastIndexOf("enc[aes256_gcm,") > lower.lastIndexOf(']')) {
      return "it is encrypted";
    }
    if (isMailAddress()) {
      return "it is an address";
    }
    if (isVersion()) {
      return "it is a version";
    }
    if (isHex(value)
        ? isDigest()
        : where.kind() == FileKind.LOCK || followsAlgorithm() || isPairs()) {
      return "it is a digest";
    }
    if (isUuid() && (hasNameOfId() || isInBraces() || isPartOfAddress())) {
      return "its name shows that it is not a secret";
    }
    if (isHex(value) && isId()) {
      return "its name shows that it is not a secret";
    }
    if (isAccount(value)) {
      return "it is the address of an account";
    }
    return isInImport() || startsWithName() ? "it is a name in code" : null;
  }

  private boolean isUuid() {
    return ValueShapes.isUuid(value);
  }

  // SHA256:DIGEST, sha384-DIGEST; the value may begin with the name of the algorithm
  private boolean followsAlgorithm() {
    String start = value.substring(0, Math.min(value.length(), LONGEST_ALGORITHM));
    for (String digest : DIGESTS) {
      if (lower.endsWith(digest + ":")
          || lower.endsWith(digest + "-")
          || start.startsWith(digest + "-")
          || start.startsWith(digest + ":")) {
        return true;
      }
    }
    return false;
  }

  // 01:4e:30:2b, the fingerprint of a key
  private boolean isPairs() {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (i % 3 == 2 ? c != ':' : !Ascii.isHexDigit(c)) {
        return false;
      }
    }
    return true;
  }

  /** Returns true if the last name before a UUID is that of an id, or of what has one. */
  private boolean hasNameOfId() {
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    boolean isAlone = words.size() == 1 && IDS.contains(last);
    return isId() || isAlone || OWNERS_OF_IDS.contains(last);
  }

  // {VALUE} in files of projects and registries
  private boolean isInBraces() {
    return before.endsWith("{") && after.startsWith("}") && !before.endsWith("${");
  }

  // An address of Ethereum, and of what works like it.
  private static boolean isAccount(String value) {
    return value.length() == ADDRESS_SIZE && value.startsWith("0x") && isHex(value.substring(2));
  }

  /** Returns true if the value is only an id, by its form or by the last name before it. */
  static boolean isIdentifier(String value, String before) {
    if (isAccount(value)) {
      return true;
    }
    List<String> words = KeyName.words(lastName(before));
    int last = words.size() - 1;
    return last > 0
        && IDS.contains(words.get(last))
        && !words.get(last - 1).equals("secret")
        && (ValueShapes.isUuid(value) || isHex(value));
  }

  private boolean isMailAddress() {
    int at = value.indexOf('@');
    String host = at < 0 ? after : value.substring(at);
    int end = afterName(host, 1);
    return host.startsWith("@")
        && host.substring(0, end).indexOf('.') > 1
        && !lower.contains("://")
        && (at < 0 ? value : value.substring(0, at)).chars().allMatch(c -> isNamePart((char) c));
  }

  private boolean isDigest() {
    if (where.kind() == FileKind.LOCK || isInChecksums()) {
      return true;
    }
    int last = words.size() - 1;
    boolean named =
        last >= 0
            && (COMMITS.contains(words.get(last))
                || startsWithOne(words.get(last))
                || (last > 0 && startsWithOne(words.get(last - 1))));
    if (named || isInElement()) {
      return true;
    }
    String name = lower.substring(0, endOfName(lower));
    for (String digest : DIGESTS) {
      if (name.endsWith(digest)) {
        return true;
      }
    }
    if (value.length() == COMMIT_SIZE && (isCommit() || isTagOfImage())) {
      return true;
    }
    return DIGEST_SIZES.contains(value.length())
        && (names(lower, DOWNLOADS)
            || names(after, DOWNLOADS)
            || names(lastName(lower), ASSETS)
            || names(after.startsWith(".") ? "x" + after : "", ASSETS)
            || isCell());
  }

  // <sha256 value="VALUE"
  private boolean isInElement() {
    int tag = lower.lastIndexOf('<');
    if (tag < 0 || lower.indexOf('>', tag) >= 0) {
      return false;
    }
    return KeyName.words(lower.substring(tag + 1, afterName(lower, tag + 1))).stream()
        .anyMatch(word -> COMMITS.contains(word) || startsWithOne(word));
  }

  // image: name:VALUE
  private boolean isTagOfImage() {
    String start = lower.stripLeading();
    int end = afterName(start, 0);
    return lower.endsWith(":")
        && end < start.length() - 1
        && KeyName.words(start.substring(0, end)).stream().anyMatch(IMAGES::contains);
  }

  /** Returns true in a table or list, beside a cell that does not name a credential. */
  private boolean isCell() {
    // A table is judged as it is written, and not in a reading with = between its cells.
    String cells = where.lineUpTo(value);
    int end = cells.length();
    while (end > 0 && (cells.charAt(end - 1) == ' ' || cells.charAt(end - 1) == '"')) {
      end--;
    }
    boolean separated = end > 0 && "\t,|;".indexOf(cells.charAt(end - 1)) >= 0;
    int entity = cells.lastIndexOf('&', end);
    separated &= entity < 0 || end - entity > LONGEST_ENTITY;
    return separated && cells.indexOf('(') < 0 && !KeyName.isCredential(lastName(cells));
  }

  private boolean isCommit() {
    String start = lower.stripTrailing();
    for (String place : COMMIT_PLACES) {
      if (start.endsWith(place)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInChecksums() {
    String path = where.path().toLowerCase(Locale.ROOT);
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (String part : CHECKSUM_FILES) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithOne(String word) {
    for (String digest : DIGESTS) {
      if (word.startsWith(digest)) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if the text names a file with one of the endings. */
  private static boolean names(String text, Set<String> endings) {
    int dot = text.indexOf('.');
    while (dot >= 0) {
      int end = dot + 1;
      while (end < text.length() && Ascii.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      boolean named = dot > 0 && Ascii.isLetterOrDigit(text.charAt(dot - 1));
      named &= end == text.length() || text.charAt(end) != '.';
      if (named && endings.contains(text.substring(dot + 1, end).toLowerCase(Locale.ROOT))) {
        return true;
      }
      dot = text.indexOf('.', dot + 1);
    }
    return false;
  }

  // v0.0.0-20240912184532-abcdef123456, and a time alone
  private boolean isVersion() {
    boolean time = isTime(value, 0) && value.length() == TIME;
    int from = before.length() - TIME - 1;
    boolean afterTime = from >= 0 && before.endsWith("-") && isTime(before, from);
    return time
        || afterTime
        || (!words.isEmpty() && words.get(words.size() - 1).equals("version"))
        || ValueShapes.isVersion(value)
        || ValueShapes.hasVersion(value);
  }

  private static boolean isTime(String text, int from) {
    if (from + TIME > text.length() || !text.startsWith("20", from)) {
      return false;
    }
    for (int i = from; i < from + TIME; i++) {
      if (!Ascii.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isId() {
    return isIdentifier(value, before)
        || lower.endsWith("guid(\"")
        || lower.endsWith("uuid(\"")
        || lower.endsWith("uuid(")
        || lower.endsWith("uuid('");
  }

  // https://host/projects/VALUE/overview
  private boolean isPartOfAddress() {
    int end = before.length();
    int start = end;
    while (start > 0
        && before.charAt(start - 1) > ' '
        && "\"'`(<".indexOf(before.charAt(start - 1)) < 0) {
      start--;
    }
    return end > 0
        && before.charAt(end - 1) == '/'
        && before.startsWith("http", start)
        && ValueShapes.isUuid(value);
  }

  /** Returns true if the value is a name that stands before it too, and little else. */
  private boolean startsWithName() {
    int end = 0;
    while (end < value.length() && Ascii.isLetter(value.charAt(end))) {
      end++;
    }
    return end >= LEAST_NAME
        && value.length() - end < MOST_REST
        && lower.contains(value.substring(0, end).toLowerCase(Locale.ROOT));
  }

  private boolean isInImport() {
    String start = before.stripLeading();
    for (String word : IMPORTS) {
      int end = word.length();
      if (start.startsWith(word)
          && start.length() > end
          && !Ascii.isLetterOrDigit(start.charAt(end))
          && "_-.=:".indexOf(start.charAt(end)) < 0) {
        return true;
      }
    }
    return false;
  }

  private static String lastName(String before) {
    int end = endOfName(before);
    int start = end;
    while (start > 0 && isNamePart(before.charAt(start - 1))) {
      start--;
    }
    return before.substring(start, end);
  }

  /** Returns true if the value has the look and the length of a digest. */
  static boolean isOfDigest(String value) {
    return DIGEST_SIZES.contains(value.length()) && isHex(value);
  }

  private static boolean isHex(String value) {
    return value.chars().allMatch(Ascii::isHexDigit);
  }

  private static int endOfName(String before) {
    int end = before.length();
    while (end > 0 && !Ascii.isLetterOrDigit(before.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Returns where a name ends that begins at an offset, which may be the end of the text. */
  private static int afterName(String text, int from) {
    int end = from;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return Ascii.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
