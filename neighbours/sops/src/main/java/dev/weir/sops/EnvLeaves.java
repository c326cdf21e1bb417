package dev.weir.sops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the values of a {@code .env} file as sops does: one per line, without quoting. */
public final class EnvLeaves {
  private static final String METADATA = "sops_";

  private EnvLeaves() {}

  /** Returns the values; a line without a name has the key {@code ?}. */
  public static List<Leaf> of(String text) {
    List<Leaf> leaves = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String plain = line.strip();
      if (plain.isEmpty() || plain.startsWith("#")) {
        continue;
      }
      int equals = plain.indexOf('=');
      String key = equals < 0 ? "?" : plain.substring(0, equals);
      // A line without a name is not a variable, but may be the rest of a secret.
      String value = equals < 0 ? plain : plain.substring(equals + 1);
      boolean isMetadata = equals > 0 && key.startsWith(METADATA);
      leaves.add(new Leaf(isMetadata ? metadata(key) : List.of(key), value, number));
    }
    return leaves;
  }

  private static List<String> metadata(String key) {
    List<String> path = new ArrayList<>(List.of("sops"));
    path.addAll(flat(key.substring(METADATA.length())));
    return path;
  }

  /** Splits a flattened name such as {@code age__list_0__map_recipient} into its keys. */
  static List<String> flat(String name) {
    return Arrays.asList(name.split("__list_\\d+(?:__map_)?|__map_", -1));
  }
}
