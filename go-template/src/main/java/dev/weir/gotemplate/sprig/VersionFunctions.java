package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.value.FunctionTable;
import java.util.List;

/** Sprig's functions for semantic versions. */
public final class VersionFunctions {
  private VersionFunctions() {}

  public static void addTo(FunctionTable table) {
    table.add("semver", List.of(STRING), args -> SemanticVersion.parse(args.text(0)));
    table.add(
        "semverCompare",
        List.of(STRING, STRING),
        args -> {
          VersionConstraints constraints = VersionConstraints.parse(args.text(0));
          return constraints.allow(SemanticVersion.parse(args.text(1)));
        });
  }
}
