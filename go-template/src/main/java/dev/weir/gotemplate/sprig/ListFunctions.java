package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.ANY;
import static dev.weir.gotemplate.value.GoType.INT;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.DeepEquality;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Kind;
import dev.weir.gotemplate.value.Limits;
import dev.weir.gotemplate.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sprig's functions for lists. */
public final class ListFunctions {
  /** The most elements of a list that may be compared with each other. */
  private static final int MOST_COMPARED = 20_000;

  private ListFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> one = List.of(ANY);
    List<GoType> two = List.of(ANY, ANY);
    table.variadic("list", one, args -> GoList.of(args.from(0)));
    table.alias("tuple", "list");
    table.withMust("push", two, args -> push(args));
    table.withMust("append", two, args -> push(args));
    table.withMust("prepend", two, ListFunctions::prepend);
    table.withMust("chunk", List.of(INT, ANY), ListFunctions::chunk);
    table.withMust("first", one, args -> end(list(args.any(0), "Cannot find first on"), true));
    table.withMust("last", one, args -> end(list(args.any(0), "Cannot find last on"), false));
    table.withMust("rest", one, args -> cut(list(args.any(0), "Cannot find rest on"), 1, 0));
    table.withMust("initial", one, args -> cut(list(args.any(0), "Cannot find initial on"), 0, 1));
    table.withMust("reverse", one, ListFunctions::reverse);
    table.withMust("compact", one, ListFunctions::compact);
    table.withMust("uniq", one, ListFunctions::unique);
    table.variadicWithMust("without", two, ListFunctions::without);
    table.withMust("has", two, ListFunctions::has);
    table.variadicWithMust("slice", two, ListFunctions::slice);
    table.variadic("concat", one, ListFunctions::concat);
    table.add("sortAlpha", one, args -> sorted(args.any(0)));
    table.add("toStrings", one, args -> stringList(args.any(0)));
  }

  /** Returns the list, or fails with sprig's message. */
  private static GoList list(@Nullable Object value, String complaint) throws FunctionException {
    if (value instanceof GoList list) {
      return list;
    }
    throw new FunctionException(complaint + " type " + kindOf(value));
  }

  private static Kind kindOf(@Nullable Object value) throws FunctionException {
    if (value == null) {
      throw new FunctionException(
          "runtime error: invalid memory address or nil pointer dereference");
    }
    return Values.kind(value);
  }

  /** Copies the elements of a list into memory. */
  static List<@Nullable Object> elements(GoList list) throws FunctionException {
    Limits.checkElements(list.size());
    List<@Nullable Object> all = new ArrayList<>(list.size());
    for (Object element : list) {
      all.add(Values.of(element));
    }
    return all;
  }

  private static GoList push(Arguments args) throws FunctionException {
    List<@Nullable Object> all = elements(list(args.any(0), "Cannot push on"));
    all.add(args.any(1));
    return GoList.of(all);
  }

  private static GoList prepend(Arguments args) throws FunctionException {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(args.any(1));
    all.addAll(elements(list(args.any(0), "Cannot prepend on")));
    return GoList.of(all);
  }

  private static GoList chunk(Arguments args) throws FunctionException {
    long size = args.integer(0);
    List<@Nullable Object> all = elements(list(args.any(1), "Cannot chunk"));
    boolean none = size < 0 && Math.floor((all.size() - 1) / (double) size) == -1;
    if (size <= 0 && !none) {
      throw new FunctionException("runtime error: makeslice: len out of range");
    }
    List<GoList> chunks = new ArrayList<>();
    for (long from = 0; size > 0 && from < all.size(); from += size) {
      int to = (int) Math.min(from + size, all.size());
      chunks.add(GoList.of(all.subList((int) from, to)));
    }
    return GoList.of("[][]interface {}", chunks);
  }

  private static @Nullable Object end(GoList list, boolean isFirst) {
    return list.size() == 0 ? null : Values.of(list.get(isFirst ? 0 : list.size() - 1));
  }

  private static GoList cut(GoList list, int before, int after) throws FunctionException {
    if (list.size() == 0) {
      return GoList.nil(GoList.ANY);
    }
    return GoList.of(elements(list).subList(before, list.size() - after));
  }

  private static GoList reverse(Arguments args) throws FunctionException {
    List<@Nullable Object> all = elements(list(args.any(0), "Cannot find reverse on"));
    Collections.reverse(all);
    return GoList.of(all);
  }

  private static GoList compact(Arguments args) throws FunctionException {
    List<@Nullable Object> all = elements(list(args.any(0), "Cannot compact on"));
    all.removeIf(Values::isEmpty);
    return GoList.of(all);
  }

  private static GoList unique(Arguments args) throws FunctionException {
    List<@Nullable Object> kept = new ArrayList<>();
    Set<Object> known = new HashSet<>();
    for (Object element : elements(list(args.any(0), "Cannot find uniq on"))) {
      boolean simple = element instanceof String || element instanceof Long;
      if (!simple && kept.size() > MOST_COMPARED) {
        throw new FunctionException("more than " + MOST_COMPARED + " elements to compare");
      }
      if (simple ? known.add(element) : !contains(kept, element)) {
        kept.add(element);
      }
    }
    return GoList.of(kept);
  }

  private static boolean contains(List<@Nullable Object> list, @Nullable Object wanted)
      throws FunctionException {
    for (Object element : list) {
      if (DeepEquality.of(wanted, element)) {
        return true;
      }
    }
    return false;
  }

  private static GoList without(Arguments args) throws FunctionException {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object element : elements(list(args.any(0), "Cannot find without on"))) {
      if (!contains(args.from(1), element)) {
        kept.add(element);
      }
    }
    return GoList.of(kept);
  }

  private static Object has(Arguments args) throws FunctionException {
    Object haystack = args.any(1);
    return haystack != null
        && contains(elements(list(haystack, "Cannot find has on")), args.any(0));
  }

  private static @Nullable Object slice(Arguments args) throws FunctionException {
    Object value = args.any(0);
    if (!(value instanceof GoList list)) {
      throw new FunctionException("list should be type of slice or array but " + kindOf(value));
    }
    if (list.size() == 0) {
      return null;
    }
    long start = args.count() > 1 ? Casts.toLong(args.any(1)) : 0;
    long end = args.count() > 2 ? Casts.toLong(args.any(2)) : list.size();
    if (start < 0 || end < start || end > list.size()) {
      throw new FunctionException("reflect.Value.Slice: slice index out of bounds");
    }
    return GoList.of(list.typeName(), elements(list).subList((int) start, (int) end));
  }

  private static GoList concat(Arguments args) throws FunctionException {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object value : args.from(0)) {
      if (!(value instanceof GoList list)) {
        throw new FunctionException("Cannot concat type " + kindOf(value) + " as list");
      }
      all.addAll(elements(list));
      Limits.checkElements(all.size());
    }
    return all.isEmpty() ? GoList.nil(GoList.ANY) : GoList.of(all);
  }

  private static GoList sorted(@Nullable Object value) throws FunctionException {
    if (!(value instanceof GoList)) {
      return GoList.of("[]string", List.of(StringFunctions.text(value)));
    }
    GoList strings = stringList(value);
    if (strings.isNil()) {
      return strings;
    }
    String[] all = strings(strings).toArray(new String[0]);
    Arrays.sort(all, GoMap.ORDER);
    return GoList.of("[]string", Arrays.asList(all));
  }

  private static GoList stringList(@Nullable Object value) throws FunctionException {
    if (value instanceof GoList list && list.typeName().equals("[]string")) {
      return list;
    }
    return GoList.of("[]string", strings(value));
  }

  /** Returns the elements as strings, without those that are nil. */
  static List<String> strings(@Nullable Object value) throws FunctionException {
    List<String> all = new ArrayList<>();
    if (value instanceof GoList list) {
      for (Object element : elements(list)) {
        if (element != null) {
          all.add(StringFunctions.text(element));
        }
      }
    } else if (value != null) {
      all.add(StringFunctions.text(value));
    }
    return all;
  }
}
