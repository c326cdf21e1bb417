package dev.weir.cli.report;

import dev.weir.cli.report.template.GoList;
import dev.weir.cli.report.template.GoStruct;
import dev.weir.cli.report.template.NilPointer;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.CommitInfo;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A finding as templates see it: gitleaks' {@code report.Finding}.
 *
 * @param finding where the values are from
 */
record FindingStruct(Finding finding) implements GoStruct {
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
  private static final NilPointer FRAGMENT =
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

  /** Returns the findings as templates see them. */
  static GoList list(List<Finding> findings) {
    return new FindingList(findings);
  }

  @Override
  public String typeName() {
    return "report.Finding";
  }

  @Override
  public List<String> fieldNames() {
    return FIELDS;
  }

  @Override
  public @Nullable Object field(String name) {
    CommitInfo commit = finding.commit();
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
      case "Author" -> commit == null ? "" : commit.author();
      case "Email" -> commit == null ? "" : commit.email();
      case "Date" -> commit == null ? "" : commit.date();
      case "Message" -> commit == null ? "" : commit.message();
      case "Tags" -> GoList.of("[]string", finding.tags());
      case "Fingerprint" -> finding.fingerprint().toString();
      case "Fragment" -> FRAGMENT;
      default -> GoList.nil("[]*report.RequiredFinding");
    };
  }

  @Override
  public boolean isInJson(String name) {
    return switch (name) {
      case "Line", "Fragment", "requiredFindings" -> false;
      case "Link" -> !finding.link().isEmpty();
      default -> true;
    };
  }

  /**
   * A view of the findings that makes each struct when it is asked for.
   *
   * @param findings in the order of the report
   */
  private record FindingList(List<Finding> findings) implements GoList {
    @Override
    public int size() {
      return findings.size();
    }

    @Override
    public Object get(int index) {
      return new FindingStruct(findings.get(index));
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
      return findings.stream().<@Nullable Object>map(FindingStruct::new).iterator();
    }

    @Override
    public String typeName() {
      return "[]report.Finding";
    }
  }
}
