package dev.weir.core.check.value;

import dev.weir.core.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the name that a value is given to says of the value. */
public final class KeyName {
  /** What the name promises. */
  public enum Kind {
    PASSWORD,
    SECRET,
    WEAK,
    NONE
  }

  private static final Set<String> PASSWORDS =
      Set.of("password", "passwords", "passwd", "passwort", "pwd", "passphrase", "pass", "passw");
  private static final WordLists LISTS = WordLists.read("key-names");

  private static final Set<String> SECRETS = LISTS.set("secrets");
  private static final Set<String> WEAK =
      Set.of("key", "keys", "auth", "credential", "credentials");
  private static final List<String> SECRET_ENDINGS =
      List.of(
          "token",
          "secret",
          "apikey",
          "secretkey",
          "accesskey",
          "privatekey",
          "authkey",
          "credentials");
  private static final List<String> PASSWORD_ENDINGS =
      List.of("password", "passwd", "passphrase", "pwd");

  /** Words before "key" or "token" that say it is open to all, or opens nothing. */
  private static final Set<String> HARMLESS_BEFORE = LISTS.set("harmless-before");

  /** Words before "key" that say that it finds something. */
  private static final Set<String> HARMLESS_BEFORE_KEY = LISTS.set("harmless-before-key");

  /** Words before "key" that make a credential of it. */
  private static final Set<String> KEY_KINDS = LISTS.set("key-kinds");

  /** Words after the credential that say that something about it follows. */
  private static final Set<String> HARMLESS_AFTER = LISTS.set("harmless-after");

  /** Words that say whose credential it is; without one a token may only open one page. */
  private static final Set<String> CLIENTS = LISTS.set("clients");

  private static final Set<String> DIGESTS = LISTS.set("digests");

  private final Kind kind;
  private final boolean digest;
  private final @Nullable String dismissal;
  private final List<String> words;

  private KeyName(Kind kind, boolean digest, @Nullable String dismissal, List<String> words) {
    this.words = words;
    this.kind = kind;
    this.digest = digest;
    this.dismissal = dismissal;
  }

  /** Reads the name out of what stands before a value: the last that says credential. */
  public static KeyName in(String before) {
    List<List<String>> names = new ArrayList<>();
    boolean digest = false;
    int from = -1;
    for (int i = 0; i <= before.length(); i++) {
      boolean inName = i < before.length() && isNamePart(before.charAt(i));
      if (inName && from < 0) {
        from = i;
      } else if (!inName && from >= 0) {
        List<String> words = words(before.substring(from, i));
        digest |= words.stream().anyMatch(DIGESTS::contains);
        names.add(words);
        from = -1;
      }
    }
    for (int i = names.size() - 1; i >= 0; i--) {
      int at = lastCredential(names.get(i));
      if (at >= 0) {
        return of(names.get(i), at, digest);
      }
    }
    return new KeyName(Kind.NONE, digest, null, List.of());
  }

  private static KeyName of(List<String> words, int at, boolean digest) {
    Kind kind = kind(words.get(at));
    String before = at == 0 ? "" : words.get(at - 1);
    boolean harmless = kind != Kind.PASSWORD && HARMLESS_BEFORE.contains(before);
    boolean key = words.get(at).startsWith("key");
    harmless |= key && HARMLESS_BEFORE_KEY.contains(before);
    if (kind == Kind.WEAK && key && KEY_KINDS.contains(before) && !harmless) {
      kind = Kind.SECRET;
    }
    for (int i = at + 1; i < words.size() && !harmless; i++) {
      harmless = HARMLESS_AFTER.contains(words.get(i));
    }
    String dismissal = harmless ? "its name says that it is no secret" : null;
    return new KeyName(kind, digest, dismissal, words);
  }

  private static int lastCredential(List<String> words) {
    for (int i = words.size() - 1; i >= 0; i--) {
      if (kind(words.get(i)) != Kind.NONE) {
        return i;
      }
    }
    return -1;
  }

  private static Kind kind(String numbered) {
    String word = withoutNumber(numbered);
    if (PASSWORDS.contains(word) || endsWithOne(word, PASSWORD_ENDINGS)) {
      return Kind.PASSWORD;
    }
    if (SECRETS.contains(word) || endsWithOne(word, SECRET_ENDINGS)) {
      return Kind.SECRET;
    }
    return WEAK.contains(word) ? Kind.WEAK : Kind.NONE;
  }

  // key2
  private static String withoutNumber(String word) {
    int end = word.length();
    while (end > 1 && Ascii.isDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }

  private static boolean endsWithOne(String word, List<String> endings) {
    for (String ending : endings) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** Splits a name at what is no letter or digit and at capitals, in lower case. */
  public static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean end = i == name.length() || !Ascii.isLetterOrDigit(name.charAt(i));
      if (end || WordModel.startsWord(name, i)) {
        if (i > from) {
          words.add(name.substring(from, i).toLowerCase(Locale.ROOT));
        }
        from = end ? i + 1 : i;
      }
    }
    return words;
  }

  private static boolean isNamePart(char c) {
    return Ascii.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  public Kind kind() {
    return kind;
  }

  /** Returns true if the name is "key" and no more. */
  public boolean isBareKey() {
    return words.size() == 1 && words.get(0).equals("key");
  }

  /** Returns true if the name speaks of an application or an account, and not of a page alone. */
  public boolean namesClient() {
    return words.stream().anyMatch(CLIENTS::contains);
  }

  /** Returns true if the name speaks of a digest, a commit or the like. */
  public boolean namesDigest() {
    return digest;
  }

  /** Returns why nothing with this name is a secret, or null. */
  public @Nullable String dismissal() {
    return dismissal;
  }
}
