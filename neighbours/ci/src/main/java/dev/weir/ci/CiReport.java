package dev.weir.ci;

/** A report that a CI system shows to people. */
public enum CiReport {
  /** Lines of the log that GitHub shows beside the code. */
  GITHUB_ANNOTATIONS("annotations", "github", "-"),

  /** Lines of the log that Azure Pipelines lists as errors. */
  AZURE_ANNOTATIONS("annotations", "azure", "-"),

  /** A page in Markdown. */
  SUMMARY("summary", "markdown", "summary.md"),
  SARIF("SARIF", "sarif-rich", "weir.sarif"),
  GITLAB("GitLab's report", "gitlab", "gl-secret-detection-report.json"),

  /** Bitbucket looks for test results in folders of this name. */
  JUNIT("JUnit", "junit-strict", "test-results/weir.xml");

  private final String shown;
  private final String format;
  private final String file;

  CiReport(String shown, String format, String file) {
    this.shown = shown;
    this.format = format;
    this.file = file;
  }

  /** Returns the report's name for people. */
  public String shown() {
    return shown;
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
