package dev.weir.adopt;

import java.util.List;

/**
 * The contents of a file of some scanner.
 *
 * @param scanner the scanner that wrote the file
 * @param form words for the kind of file, such as {@code gitleaks' JSON report}
 * @param secrets its secrets, in the order of the file
 * @param paths what it leaves out, in the order of the file
 * @param notes what weir cannot take over, as sentences without a secret
 */
public record ForeignReport(
    ScannerName scanner,
    String form,
    List<ReportedSecret> secrets,
    List<ReportedPaths> paths,
    List<String> notes) {

  public ForeignReport {
    secrets = List.copyOf(secrets);
    paths = List.copyOf(paths);
    notes = List.copyOf(notes);
  }
}
