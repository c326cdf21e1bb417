package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.ANY;
import static dev.weir.gotemplate.value.GoType.BOOL;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.DeepEquality;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sprig's functions for any value: defaults, choices, types. */
public final class ValueFunctions {
  private ValueFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> one = List.of(ANY);
    List<GoType> typed = List.of(STRING, ANY);
    table.variadic(
        "default",
        List.of(ANY, ANY),
        args -> args.count() < 2 || Values.isEmpty(args.any(1)) ? args.any(0) : args.any(1));
    table.add("empty", one, args -> Values.isEmpty(args.any(0)));
    table.variadic("coalesce", one, ValueFunctions::coalesce);
    table.variadic("all", one, args -> args.from(0).stream().noneMatch(Values::isEmpty));
    table.variadic("any", one, args -> args.from(0).stream().anyMatch(Values::isTrue));
    table.add("ternary", List.of(ANY, ANY, BOOL), args -> args.bool(2) ? args.any(0) : args.any(1));
    table.add(
        "fail",
        List.of(STRING),
        args -> {
          throw new FunctionException(args.text(0));
        });
    table.add("typeOf", one, args -> Values.typeName(args.any(0)));
    table.add("typeIs", typed, args -> Values.typeName(args.any(1)).equals(args.text(0)));
    table.add("typeIsLike", typed, args -> isLike(args.text(0), Values.typeName(args.any(1))));
    table.add("kindOf", one, args -> Values.kind(args.any(0)).toString());
    table.add("kindIs", typed, args -> Values.kind(args.any(1)).toString().equals(args.text(0)));
    table.add("deepEqual", List.of(ANY, ANY), args -> DeepEquality.of(args.any(0), args.any(1)));
  }

  private static @Nullable Object coalesce(Arguments args) {
    for (Object value : args.from(0)) {
      if (Values.isTrue(value)) {
        return value;
      }
    }
    return null;
  }

  private static boolean isLike(String wanted, String type) {
    return type.equals(wanted) || type.equals("*" + wanted);
  }
}
