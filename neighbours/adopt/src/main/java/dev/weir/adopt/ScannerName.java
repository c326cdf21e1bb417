package dev.weir.adopt;

/** The scanners whose files weir reads. */
public enum ScannerName {
  WEIR("weir"),
  GITLEAKS("gitleaks"),
  DETECT_SECRETS("detect-secrets"),
  GGSHIELD("ggshield"),
  TRUFFLEHOG("truffleHog"),
  KINGFISHER("kingfisher"),
  GIT_SECRETS("git-secrets"),

  /** A scanner that weir knows only by its SARIF report. */
  OTHER("another scanner");

  private final String shown;

  ScannerName(String shown) {
    this.shown = shown;
  }

  /** Returns the name as its authors write it. */
  public String shown() {
    return shown;
  }
}
