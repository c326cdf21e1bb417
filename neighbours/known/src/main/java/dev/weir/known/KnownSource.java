package dev.weir.known;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of the name of a source, such as {@code vault:secret/app/db@2#password}.
 *
 * @param scheme the kind of store, such as {@code vault}; empty if it is only a name
 * @param name the path or name in the store
 * @param version an older version, or the label of one; empty for the current one
 * @param field the name of the value in the secret, or empty
 */
public record KnownSource(String scheme, String name, String version, String field) {
  // A number, a label such as AWSPREVIOUS, or a UUID. A name may contain other things after an @.
  private static final Pattern VERSION =
      Pattern.compile("(.*)@([0-9]+|[A-Z_]{3,}|[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27})");
  private static final String PENDING = "AWSPENDING";
  private static final String PART = "(password)";

  /** Takes a source apart. */
  public static KnownSource of(String source) {
    String rest =
        source.endsWith(PART) ? source.substring(0, source.length() - PART.length()) : source;
    int colon = rest.indexOf(':');
    String scheme = colon < 0 ? "" : rest.substring(0, colon);
    String name = rest.substring(colon + 1);
    int hash = name.lastIndexOf('#');
    String field = hash < 0 ? "" : name.substring(hash + 1);
    name = hash < 0 ? name : name.substring(0, hash);
    Matcher versioned = VERSION.matcher(name);
    return versioned.matches()
        ? new KnownSource(scheme, versioned.group(1), versioned.group(2), field)
        : new KnownSource(scheme, name, "", field);
  }

  /** Returns true if the store has a newer value. */
  public boolean isOld() {
    return !version.isEmpty() && !version.equals(PENDING);
  }

  /** Returns the source without its version. */
  public String current() {
    String whole = scheme.isEmpty() ? name : scheme + ":" + name;
    return field.isEmpty() ? whole : whole + "#" + field;
  }
}
