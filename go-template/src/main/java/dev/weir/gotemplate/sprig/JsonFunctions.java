package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.ANY;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.format.JsonReader;
import dev.weir.gotemplate.format.JsonWriter;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoType;
import java.util.List;

/** Sprig's functions for JSON. */
public final class JsonFunctions {
  private JsonFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> value = List.of(ANY);
    table.add("mustFromJson", List.of(STRING), args -> JsonReader.read(args.text(0)));
    table.add(
        "fromJson",
        List.of(STRING),
        args -> {
          try {
            return JsonReader.read(args.text(0));
          } catch (FunctionException e) {
            return null;
          }
        });
    table.add("mustToJson", value, args -> JsonWriter.write(args.any(0), "", true));
    table.add("mustToPrettyJson", value, args -> JsonWriter.write(args.any(0), "  ", true));
    table.add("mustToRawJson", value, args -> JsonWriter.write(args.any(0), "", false));
    table.alias("toRawJson", "mustToRawJson");
    table.add("toJson", value, args -> orNothing(args, ""));
    table.add("toPrettyJson", value, args -> orNothing(args, "  "));
  }

  private static String orNothing(Arguments args, String indent) {
    try {
      return JsonWriter.write(args.any(0), indent, true);
    } catch (FunctionException e) {
      return "";
    }
  }
}
