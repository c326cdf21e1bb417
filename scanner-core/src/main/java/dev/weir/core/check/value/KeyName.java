package dev.weir.core.check.value;

import dev.weir.core.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the name that a value is assigned to, such as {@code api_key} or {@code primary_key}. */
public final class KeyName {
  /** The kind of value that a name promises. */
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

  /**
   * Words before "key" or "token" that mark the value as public, or as nothing that grants access.
   */
  private static final Set<String> HARMLESS_BEFORE = LISTS.set("harmless-before");

  /** Words before "key" that make it a look-up key. */
  private static final Set<String> HARMLESS_BEFORE_KEY = LISTS.set("harmless-before-key");

  /** Words before "key" that make it a credential. */
  private static final Set<String> KEY_KINDS = LISTS.set("key-kinds");

  /**
   * Words after the credential that make the value something about the credential, such as its name
   * or length.
   */
  private static final Set<String> HARMLESS_AFTER = LISTS.set("harmless-after");

  /** Words that name the owner of a credential; a token without one may only open one page. */
  private static final Set<String> CLIENTS = LISTS.set("clients");

  private static final Set<String> IDS = Set.of("id", "ids", "uuid", "guid", "arn");

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

  /** Reads the names in the text before a value and keeps the last one that names a credential. */
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

  /** Returns true if the whole text is a name that ends like that of a credential. */
  public static boolean isCredential(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isNamePart(name.charAt(i))) {
        return false;
      }
    }
    List<String> words = words(name);
    return !words.isEmpty() && kind(words.get(words.size() - 1)) != Kind.NONE;
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
      harmless = HARMLESS_AFTER.contains(words.get(i)) && !isAuthHeader(words, at, i);
    }
    String dismissal = harmless ? "its name shows that it is not a secret" : null;
    return new KeyName(kind, digest, dismissal, words);
  }

  // An authorization header is a whole header, with the credential.
  private static boolean isAuthHeader(List<String> words, int at, int last) {
    return words.get(at).equals("auth")
        && words.get(last).equals("header")
        && last == at + 1
        && last == words.size() - 1;
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

  // the key of key2
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

  /**
   * Splits a name at capitals and at everything that is not a letter or digit, and returns the
   * words in lower case.
   */
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

  /**
   * Returns true if the name is that of a token which a client makes up, so that a request is
   * carried out once.
   */
  public boolean namesRequest() {
    int at = words.lastIndexOf("token");
    return at > 0 && (words.get(at - 1).equals("client") || words.get(at - 1).equals("request"));
  }

  /** Returns true if the name ends like that of an id, as in "client secret id" and "key ids". */
  public boolean isIdentifier() {
    return !words.isEmpty() && IDS.contains(words.get(words.size() - 1));
  }

  /** Returns true if the name ends in "secret id", one of the two parts of an AppRole. */
  public boolean isSecretId() {
    int last = words.size() - 1;
    return last > 0 && words.get(last).equals("id") && words.get(last - 1).equals("secret");
  }

  /** Returns true if the name is "key" and nothing more. */
  public boolean isBareKey() {
    return words.size() == 1 && words.get(0).equals("key");
  }

  /** Returns true if the name mentions an application or an account, and not only a page. */
  public boolean namesClient() {
    return words.stream().anyMatch(CLIENTS::contains);
  }

  /** Returns true if the name mentions a digest, a commit or the like. */
  public boolean namesDigest() {
    return digest;
  }

  /** Returns why no value with this name is a secret, or null. */
  public @Nullable String dismissal() {
    return dismissal;
  }
}
