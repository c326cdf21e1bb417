package dev.weir.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by names which files and values are meant to be secret. */
public final class SecretFiles {
  private static final Set<String> NAMES =
      Set.of(
          ".netrc",
          "_netrc",
          ".pgpass",
          ".git-credentials",
          ".npmrc",
          ".pypirc",
          ".htpasswd",
          "credentials",
          "credentials.json",
          "credentials.tfrc.json",
          ".vault-token");

  private static final List<String> ENDS =
      List.of(".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".tfstate");

  private static final List<String> KEYS = List.of("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519");

  /** Endings of {@code .env} files that are committed on purpose. */
  private static final Set<String> EXAMPLES =
      Set.of(
          "example",
          "sample",
          "template",
          "tmpl",
          "dist",
          "defaults",
          "schema",
          "md",
          "test.example");

  private static final List<String> SECRET_WORDS =
      List.of(
          "SECRET",
          "TOKEN",
          "PASSWORD",
          "PASSWD",
          "PASSPHRASE",
          "PASSCODE",
          "PWD",
          "CREDENTIAL",
          "APIKEY",
          "API_KEY",
          "ACCESS_KEY",
          "PRIVATE",
          "ENCRYPTION_KEY",
          "SIGNING_KEY",
          "AUTH",
          "DATABASE_URL",
          "CONNECTION_STRING",
          "DSN",
          "WEBHOOK");

  private static final Set<String> PLAIN_NAMES =
      Set.of("PWD", "OLDPWD", "SSH_AUTH_SOCK", "XAUTHORITY");

  private SecretFiles() {}

  /** Returns true if the name of a file says that it holds secrets. */
  static boolean isSecretFile(String path) {
    String lower = name(path);
    return holdsValues(lower) || KEYS.contains(lower) || hasEnd(lower);
  }

  private static String name(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean holdsValues(String name) {
    return isDotenv(name) || NAMES.contains(name);
  }

  private static boolean hasEnd(String name) {
    for (String end : ENDS) {
      if (name.endsWith(end) && name.length() > end.length()) {
        return true;
      }
    }
    return false;
  }

  /** Returns true for {@code .env} and {@code .env.local}, but not for {@code .env.example}. */
  private static boolean isDotenv(String name) {
    if (name.equals(".env") || name.equals(".envrc")) {
      return true;
    }
    boolean begins = name.startsWith(".env.");
    boolean ends = name.endsWith(".env") && name.length() > ".env".length();
    String rest = begins ? name.substring(".env.".length()) : name;
    for (String example : EXAMPLES) {
      if (rest.equals(example) || rest.endsWith("." + example) || rest.startsWith(example + ".")) {
        return false;
      }
    }
    return begins || ends;
  }

  /** Returns true if the name of a variable or a setting says that its value is secret. */
  static boolean isSecretName(String name) {
    String upper = name.toUpperCase(Locale.ROOT).replace('-', '_');
    if (PLAIN_NAMES.contains(upper)) {
      return false;
    }
    for (String word : SECRET_WORDS) {
      if (upper.contains(word)) {
        return true;
      }
    }
    return upper.equals("KEY") || upper.endsWith("_KEY") || upper.endsWith("_PASS");
  }

  /**
   * Returns the one-based number of the first line of a file that gives a value to a secret name,
   * as {@code NAME=value}, {@code name: value} or {@code //registry/:_authToken=value}; 0 if there
   * is none, or if the file is not meant for such values, as {@code .env} is. A reference to
   * another variable is no value.
   */
  public static int lineOfValue(String path, byte[] content) {
    if (!holdsValues(name(path))) {
      return 0;
    }
    int number = 0;
    for (String line : new String(content, ISO_8859_1).split("\n", -1)) {
      number++;
      String text = line.strip();
      int end = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
      if (text.startsWith("#") || text.startsWith(";") || end <= 0) {
        continue;
      }
      String value = text.substring(end + 1).strip().replaceAll("^[\"']|[\"',]$", "");
      boolean isReference = value.startsWith("$") || value.startsWith("op://");
      if (!value.isEmpty() && !isReference && isSecretName(text.substring(0, end))) {
        return number;
      }
    }
    return 0;
  }
}
