package dev.weir.gotemplate;

import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoStruct;
import dev.weir.gotemplate.value.NilPointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Findings as templates see them in gitleaks. */
final class ReportedFindings {
  private static final List<String> FIELDS =
      List.of(
          "RuleID",
          "Description",
          "StartLine",
          "EndLine",
          "StartColumn",
          "EndColumn",
          "Line",
          "Match",
          "Secret",
          "File",
          "SymlinkFile",
          "Commit",
          "Link",
          "Entropy",
          "Author",
          "Email",
          "Date",
          "Message",
          "Tags",
          "Fingerprint",
          "Fragment",
          "requiredFindings");

  private ReportedFindings() {}

  static GoList both() {
    return GoList.of("[]report.Finding", List.of(first(), second()));
  }

  static GoList none() {
    return GoList.of("[]report.Finding", List.of());
  }

  static GoStruct first() {
    return finding(
        Map.ofEntries(
            Map.entry("RuleID", "aws-access-token"),
            Map.entry("Description", "AWS & <token>"),
            Map.entry("StartLine", 3),
            Map.entry("EndLine", 3),
            Map.entry("StartColumn", 5),
            Map.entry("EndColumn", 25),
            Map.entry("Line", "key = \"AKIA\""),
            Map.entry("Match", "AKIAIOSFODNN7EXAMPLE"),
            Map.entry("Secret", "AKIAIOSFODNN7EXAMPLE"),
            Map.entry("File", "src/main/app.go"),
            Map.entry("Commit", "0123456789abcdef0123456789abcdef01234567"),
            Map.entry("Link", "https://github.com/a/b/blob/x#L3"),
            Map.entry("Entropy", 3.6841838f),
            Map.entry("Author", "Ann"),
            Map.entry("Email", "ann@example.com"),
            Map.entry("Date", "2024-01-02T03:04:05Z"),
            Map.entry("Message", "first\nline two"),
            Map.entry("Tags", GoList.of("[]string", List.of("cloud", "key"))),
            Map.entry("Fingerprint", "0123:src/main/app.go:aws-access-token:3")));
  }

  private static GoStruct second() {
    return finding(
        Map.of(
            "RuleID",
            "generic",
            "Description",
            "Gen\u00e9rico \u4e16\u754c",
            "StartLine",
            10,
            "EndLine",
            12,
            "StartColumn",
            1,
            "EndColumn",
            2,
            "Match",
            "p='x'",
            "Secret",
            GoText.of(new byte[] {'x', (byte) 0x80, 'y'}),
            "File",
            "b.txt",
            "Fingerprint",
            "b.txt:generic:10"));
  }

  private static GoStruct finding(Map<String, Object> values) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String field : FIELDS) {
      all.put(field, "");
    }
    all.put("Entropy", 0.5f);
    all.put("Tags", GoList.of("[]string", List.of()));
    all.put("Fragment", new NilPointer("*sources.Fragment", Set.of("Raw", "FilePath")));
    all.put("requiredFindings", GoList.nil("[]*report.RequiredFinding"));
    all.putAll(values);
    return new GoStruct() {
      @Override
      public String typeName() {
        return "report.Finding";
      }

      @Override
      public List<String> fieldNames() {
        return FIELDS;
      }

      @Override
      public Object field(String name) {
        return all.get(name);
      }

      @Override
      public boolean isInJson(String name) {
        boolean empty = name.equals("Link") && "".equals(all.get(name));
        return GoStruct.super.isInJson(name)
            && !name.equals("Line")
            && !name.equals("Fragment")
            && !empty;
      }
    };
  }
}
