package dev.weir.cli.report;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoStruct;
import dev.weir.gotemplate.value.NilPointer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finding as templates see it, with the fields of gitleaks' type in the same order. A template
 * may also ask for the confidence, which is printed and in JSON only if the finding has one.
 */
final class FindingStruct implements GoStruct {
  static final String TYPE = "report.Finding";

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
  private static final String CONFIDENCE = "Confidence";
  private static final List<String> WITH_CONFIDENCE =
      Stream.concat(FIELDS.stream(), Stream.of(CONFIDENCE)).toList();
  private static final NilPointer NO_FRAGMENT =
      new NilPointer(
          "*sources.Fragment",
          Set.of(
              "Raw",
              "Bytes",
              "FilePath",
              "SymlinkFile",
              "WindowsFilePath",
              "CommitSHA",
              "StartLine",
              "CommitInfo",
              "InheritedFromFinding"));
  private static final Set<String> NOT_IN_JSON = Set.of("Line", "Fragment", "requiredFindings");

  private final Finding finding;

  FindingStruct(Finding finding) {
    this.finding = finding;
  }

  @Override
  public String typeName() {
    return TYPE;
  }

  @Override
  public List<String> fieldNames() {
    return finding.confidence() == Confidence.UNKNOWN ? FIELDS : WITH_CONFIDENCE;
  }

  @Override
  public boolean hasField(String name) {
    return WITH_CONFIDENCE.contains(name);
  }

  @Override
  public boolean isInJson(String name) {
    return !NOT_IN_JSON.contains(name) && !(name.equals("Link") && finding.link().isEmpty());
  }

  @Override
  public @Nullable Object field(String name) {
    return switch (name) {
      case "RuleID" -> finding.ruleId();
      case "Description" -> finding.description();
      case "StartLine" -> finding.location().startLine();
      case "EndLine" -> finding.location().endLine();
      case "StartColumn" -> finding.location().startColumn();
      case "EndColumn" -> finding.location().endColumn();
      case "Line" -> finding.line().bytes();
      case "Match" -> finding.match().bytes();
      case "Secret" -> finding.secret().bytes();
      case "File" -> finding.path();
      case "SymlinkFile" -> finding.symlinkPath();
      case "Commit" -> finding.sha();
      case "Link" -> finding.link();
      case "Entropy" -> finding.entropy();
      case "Tags" -> GoList.of("[]string", finding.tags());
      case "Fingerprint" -> finding.fingerprint().toString();
      case CONFIDENCE -> finding.confidence().word();
      case "Fragment" -> NO_FRAGMENT;
      case "requiredFindings" -> GoList.nil("[]*report.RequiredFinding");
      default -> ofCommit(name);
    };
  }

  private @Nullable Object ofCommit(String name) {
    CommitInfo commit = finding.commit();
    if (commit == null) {
      return "";
    }
    return switch (name) {
      case "Author" -> commit.author();
      case "Email" -> commit.email();
      case "Date" -> commit.date();
      case "Message" -> commit.message();
      default -> null;
    };
  }
}
