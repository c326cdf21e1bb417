package dev.weir.ci;

/** A report that a CI system shows to people. */
public enum CiReport {
  /** Lines of the log that GitHub shows beside the code. */
  GITHUB_ANNOTATIONS("github", "-"),

  /** Lines of the log that Azure Pipelines lists as errors. */
  AZURE_ANNOTATIONS("azure", "-"),

  /** A page in Markdown. */
  SUMMARY("markdown", "summary.md"),
  SARIF("sarif-rich", "weir.sarif"),
  GITLAB("gitlab", "gl-secret-detection-report.json"),

  /** Bitbucket looks for test results in folders of this name. */
  JUNIT("junit-strict", "test-results/weir.xml");

  private final String format;
  private final String file;

  CiReport(String format, String file) {
    this.format = format;
    this.file = file;
  }

  /** Returns the format, as {@code --report-format} names it. */
  public String format() {
    return format;
  }

  /** Returns the file below the folder of reports, or {@code -} for standard output. */
  public String file() {
    return file;
  }
}
