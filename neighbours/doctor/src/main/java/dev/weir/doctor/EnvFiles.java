package dev.weir.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.sops.SopsGuard;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises files of environment variables, such as {@code .env}. */
final class EnvFiles {
  private static final Pattern NAME = Pattern.compile("\\.env|\\.env\\..+|.+\\.env|\\.envrc");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(?i)(?:.*[._-])?(?:example|sample|template|tmpl|tpl|dist|defaults?|schema|vault)"
              + "(?:[._-].*)?");
  private static final Pattern VALUE =
      Pattern.compile("(?m)^[ \\t]*(?:export[ \\t]+)?[A-Za-z_][\\w.-]*[ \\t]*[=:][ \\t]*(\\S.*)$");

  /** An empty value, or a reference to a place that holds the value. */
  private static final Pattern NO_VALUE =
      Pattern.compile(
          "(?:\"\"|''|#.*|[\"']?(?:\\$|op://|vault:|arn:|ref\\+|ENC\\[|encrypted:).*)\\s*");

  /** The key with which dotenvx encrypts the other values. */
  private static final String PUBLIC_KEY = "DOTENV_PUBLIC_KEY";

  private EnvFiles() {}

  static boolean isOne(String path) {
    String name = Checkup.name(path);
    return NAME.matcher(name).matches() && !isExample(path);
  }

  /** Returns true for examples, which only list the names of variables. */
  static boolean isExample(String path) {
    String name = Checkup.name(path);
    return NAME.matcher(name).matches()
        && EXAMPLE
            .matcher(name.replaceFirst("^\\.env\\.?", "").replaceFirst("\\.env$", ""))
            .matches();
  }

  /** Returns true if the file holds values in plain text. */
  static boolean holdsValues(String path, byte[] bytes) {
    if (SopsGuard.isEncrypted(path, bytes)) {
      return false;
    }
    Matcher matcher = VALUE.matcher(new String(bytes, ISO_8859_1));
    while (matcher.find()) {
      boolean isPublic = matcher.group().strip().startsWith(PUBLIC_KEY);
      if (!isPublic && !NO_VALUE.matcher(matcher.group(1)).matches()) {
        return true;
      }
    }
    return false;
  }
}
