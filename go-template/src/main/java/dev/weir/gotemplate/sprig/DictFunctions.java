package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.ANY;
import static dev.weir.gotemplate.value.GoType.MAP;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Limits;
import dev.weir.gotemplate.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sprig's functions for maps. */
public final class DictFunctions {
  private DictFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> entry = List.of(MAP, STRING);
    table.variadic("dict", List.of(ANY), DictFunctions::dict);
    table.add(
        "get", entry, args -> args.map(0).has(args.text(1)) ? args.map(0).get(args.text(1)) : "");
    table.add("set", List.of(MAP, STRING, ANY), DictFunctions::set);
    table.add("unset", entry, DictFunctions::unset);
    table.add("hasKey", entry, args -> args.map(0).has(args.text(1)));
    table.variadic("pluck", List.of(STRING, MAP), DictFunctions::pluck);
    table.variadic("keys", List.of(MAP), DictFunctions::keys);
    table.variadic("pick", entry, DictFunctions::pick);
    table.variadic("omit", entry, DictFunctions::omit);
    table.add("values", List.of(MAP), args -> values(args.map(0)));
    table.variadicWithMust("merge", List.of(MAP, MAP), args -> merged(args, false));
    table.variadicWithMust("mergeOverwrite", List.of(MAP, MAP), args -> merged(args, true));
    table.withMust("deepCopy", List.of(ANY), DictFunctions::copy);
    table.variadic("dig", List.of(ANY), DictFunctions::dig);
  }

  private static GoMap dict(Arguments args) throws FunctionException {
    GoMap dict = GoMap.ofAny();
    for (int i = 0; i < args.count(); i += 2) {
      String key = StringFunctions.text(args.any(i));
      dict.put(key, i + 1 < args.count() ? args.any(i + 1) : "");
    }
    return dict;
  }

  private static GoMap set(Arguments args) throws FunctionException {
    GoMap map = args.map(0);
    if (map.isNil()) {
      throw new FunctionException("assignment to entry in nil map");
    }
    Limits.checkElements(map.size() + 1L);
    return map.put(args.text(1), args.any(2));
  }

  private static GoMap unset(Arguments args) {
    args.map(0).remove(args.text(1));
    return args.map(0);
  }

  private static GoList pluck(Arguments args) {
    List<@Nullable Object> found = new ArrayList<>();
    for (int i = 1; i < args.count(); i++) {
      if (args.map(i).has(args.text(0))) {
        found.add(args.map(i).get(args.text(0)));
      }
    }
    return GoList.of(found);
  }

  private static GoList keys(Arguments args) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < args.count(); i++) {
      all.addAll(args.map(i).keys());
    }
    return GoList.of("[]string", all);
  }

  private static GoMap pick(Arguments args) {
    GoMap picked = GoMap.ofAny();
    for (int i = 1; i < args.count(); i++) {
      if (args.map(0).has(args.text(i))) {
        picked.put(args.text(i), args.map(0).get(args.text(i)));
      }
    }
    return picked;
  }

  private static GoMap omit(Arguments args) {
    GoMap kept = GoMap.ofAny();
    for (String key : args.map(0).keys()) {
      if (!args.from(1).contains(key)) {
        kept.put(key, args.map(0).get(key));
      }
    }
    return kept;
  }

  private static GoList values(GoMap map) {
    List<@Nullable Object> all = new ArrayList<>();
    for (String key : map.keys()) {
      all.add(map.get(key));
    }
    return GoList.of(all);
  }

  private static GoMap merged(Arguments args, boolean overwrite) throws FunctionException {
    GoMap target = args.map(0).isNil() && args.count() > 1 ? GoMap.ofAny() : args.map(0);
    for (int i = 1; i < args.count(); i++) {
      merge(target, args.map(i), overwrite, 0);
    }
    return target;
  }

  private static void merge(GoMap target, GoMap source, boolean overwrite, int depth)
      throws FunctionException {
    Limits.checkDepth(depth);
    for (String key : List.copyOf(source.keys())) {
      Object value = source.get(key);
      boolean known = target.has(key);
      Object old = target.get(key);
      if (value == null) {
        if (overwrite) {
          target.put(key, null);
        }
      } else if (value instanceof GoMap inner && old instanceof GoMap outer && outer.size() > 0) {
        merge(outer, inner, overwrite, depth + 1);
      } else if (!known || overwrite || Values.isEmpty(old)) {
        target.put(key, value);
      }
    }
  }

  private static @Nullable Object copy(Arguments args) throws FunctionException {
    if (args.any(0) == null) {
      throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
    }
    return copy(args.any(0), 0);
  }

  private static @Nullable Object copy(@Nullable Object value, int depth) throws FunctionException {
    Limits.checkDepth(depth);
    if (value instanceof GoMap map) {
      GoMap copy = map.isOfStrings() ? GoMap.ofStrings() : GoMap.ofAny();
      for (String key : map.keys()) {
        copy.put(key, copy(map.get(key), depth + 1));
      }
      return copy;
    }
    if (value instanceof GoList list && !list.isNil()) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object element : ListFunctions.elements(list)) {
        copy.add(copy(element, depth + 1));
      }
      return GoList.of(list.typeName(), copy);
    }
    return value;
  }

  private static @Nullable Object dig(Arguments args) throws FunctionException {
    int count = args.count();
    if (count < 3) {
      throw new FunctionException("dig needs at least three arguments");
    }
    GoMap map = asMap(args.any(count - 1));
    List<String> path = new ArrayList<>();
    for (Object key : args.from(0).subList(0, count - 2)) {
      if (!(key instanceof String text)) {
        throw new FunctionException(conversion(key, "string"));
      }
      path.add(text);
    }
    for (int i = 0; i < path.size(); i++) {
      if (!map.has(path.get(i))) {
        return args.any(count - 2);
      }
      Object step = map.get(path.get(i));
      if (i == path.size() - 1) {
        return step;
      }
      map = asMap(step);
    }
    return null;
  }

  private static GoMap asMap(@Nullable Object value) throws FunctionException {
    if (value instanceof GoMap map && !map.isOfStrings()) {
      return map;
    }
    throw new FunctionException(conversion(value, GoMap.ANY));
  }

  private static String conversion(@Nullable Object value, String wanted) {
    String type = value == null ? "nil" : Values.typeName(value);
    return "interface conversion: interface {} is " + type + ", not " + wanted;
  }
}
