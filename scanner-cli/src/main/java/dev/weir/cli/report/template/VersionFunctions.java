package dev.weir.cli.report.template;

import static dev.weir.cli.report.template.GoType.STRING;

import java.util.List;

/** Sprig's functions about semantic versions. */
final class VersionFunctions {
  private VersionFunctions() {}

  static void addTo(FunctionTable table) {
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
