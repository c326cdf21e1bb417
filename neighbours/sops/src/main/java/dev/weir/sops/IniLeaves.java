package dev.weir.sops;

import java.util.ArrayList;
import java.util.List;

/** Reads the values of an INI file. sops writes each value on one line. */
final class IniLeaves {
  private IniLeaves() {}

  static List<Leaf> of(String text) {
    List<Leaf> leaves = new ArrayList<>();
    String section = "DEFAULT";
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String plain = line.strip();
      if (plain.isEmpty() || plain.startsWith(";") || plain.startsWith("#")) {
        continue;
      }
      if (plain.startsWith("[") && plain.endsWith("]")) {
        section = plain.substring(1, plain.length() - 1).strip();
        continue;
      }
      int mark = mark(plain);
      String key = mark < 0 ? "?" : plain.substring(0, mark).strip();
      String value = mark < 0 ? plain : plain.substring(mark + 1).strip();
      List<String> path = new ArrayList<>(List.of(section));
      path.addAll(section.equals("sops") ? EnvLeaves.flat(key) : List.of(key));
      leaves.add(new Leaf(path, value, number));
    }
    return leaves;
  }

  private static int mark(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
  }
}
