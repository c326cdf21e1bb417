package dev.weir.cli.report.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All functions that a template may call. */
final class Functions {
  private static final Map<String, Function> ALL = all();

  private Functions() {}

  private static Map<String, Function> all() {
    FunctionTable table = new FunctionTable();
    Builtins.addTo(table);
    StringFunctions.addTo(table);
    CaseFunctions.addTo(table);
    CutFunctions.addTo(table);
    MathFunctions.addTo(table);
    ListFunctions.addTo(table);
    DictFunctions.addTo(table);
    ValueFunctions.addTo(table);
    DateFunctions.addTo(table);
    JsonFunctions.addTo(table);
    EncodingFunctions.addTo(table);
    RegexFunctions.addTo(table);
    PathFunctions.addTo(table);
    UrlFunctions.addTo(table);
    VersionFunctions.addTo(table);
    CryptoFunctions.addTo(table);
    return table.build();
  }

  /** Returns the names of all functions in order. */
  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  static boolean isKnown(String name) {
    return ALL.containsKey(name);
  }

  static @Nullable Function named(String name) {
    return ALL.get(name);
  }
}
