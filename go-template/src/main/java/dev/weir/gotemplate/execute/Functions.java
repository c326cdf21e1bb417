package dev.weir.gotemplate.execute;

import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.sprig.CaseFunctions;
import dev.weir.gotemplate.sprig.CryptoFunctions;
import dev.weir.gotemplate.sprig.CutFunctions;
import dev.weir.gotemplate.sprig.DateFunctions;
import dev.weir.gotemplate.sprig.DictFunctions;
import dev.weir.gotemplate.sprig.EncodingFunctions;
import dev.weir.gotemplate.sprig.JsonFunctions;
import dev.weir.gotemplate.sprig.ListFunctions;
import dev.weir.gotemplate.sprig.MathFunctions;
import dev.weir.gotemplate.sprig.MissingFunctions;
import dev.weir.gotemplate.sprig.PathFunctions;
import dev.weir.gotemplate.sprig.RegexFunctions;
import dev.weir.gotemplate.sprig.StringFunctions;
import dev.weir.gotemplate.sprig.UrlFunctions;
import dev.weir.gotemplate.sprig.ValueFunctions;
import dev.weir.gotemplate.sprig.VersionFunctions;
import dev.weir.gotemplate.value.Function;
import dev.weir.gotemplate.value.FunctionTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All functions that a template may call. */
public final class Functions {
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

  /** Returns the names of all functions, sorted. */
  public static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  /** Returns why a template cannot call the function, for an error message, or null if it can. */
  public static @Nullable String objection(String name) {
    if (ALL.containsKey(name)) {
      return null;
    }
    String function = "function " + GoQuote.quote(name);
    return MissingFunctions.contains(name)
        ? function + " is not available: weir makes no keys, certificates or password hashes"
        : function + " not defined";
  }

  static @Nullable Function named(String name) {
    return ALL.get(name);
  }
}
