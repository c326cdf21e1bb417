package dev.weir.ci;

import java.util.Map;

/** The environment's variables, as the readers of single systems need them. */
record Variables(Map<String, String> all) {
  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  /** Returns the first of these variables that is set, or an empty text. */
  String first(String... names) {
    for (String name : names) {
      String value = all.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  boolean isSet(String name) {
    return !first(name).isEmpty();
  }

  /** Returns the short name of a branch or tag. */
  static String shortName(String ref) {
    if (ref.startsWith(BRANCHES)) {
      return ref.substring(BRANCHES.length());
    }
    return isTag(ref) ? ref.substring(TAGS.length()) : ref;
  }

  static boolean isTag(String ref) {
    return ref.startsWith(TAGS);
  }
}
