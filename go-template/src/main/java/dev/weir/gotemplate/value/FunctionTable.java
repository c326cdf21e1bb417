package dev.weir.gotemplate.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects functions by name. */
public final class FunctionTable {
  private final Map<String, Function> functions = new HashMap<>();

  public void add(String name, List<GoType> parameters, Function.Body body) {
    functions.put(name, Function.of(name, parameters, body));
  }

  /** Adds a function whose last parameter takes any number of arguments. */
  public void variadic(String name, List<GoType> parameters, Function.Body body) {
    functions.put(name, Function.variadic(name, parameters, body));
  }

  /** Adds a second name for a function. */
  public void alias(String name, String known) {
    Function function = functions.get(known);
    if (function == null) {
      throw new IllegalArgumentException(known);
    }
    functions.put(
        name, new Function(name, function.parameters(), function.isVariadic(), function.body()));
  }

  /** Adds a function, and the same function with {@code must} before its name. */
  public void withMust(String name, List<GoType> parameters, Function.Body body) {
    add(name, parameters, body);
    alias(must(name), name);
  }

  /** Adds a variadic function, and the same function with {@code must} before its name. */
  public void variadicWithMust(String name, List<GoType> parameters, Function.Body body) {
    variadic(name, parameters, body);
    alias(must(name), name);
  }

  private static String must(String name) {
    return "must" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  public Map<String, Function> build() {
    return Map.copyOf(functions);
  }
}
