package dev.weir.cli.process;

/** What the program says it is. */
public final class Version {
  /** The gitleaks whose behaviour weir has. */
  static final String GITLEAKS = "8.30.1";

  private Version() {}

  /** Returns the version: when started as gitleaks, that of the gitleaks which scripts expect. */
  public static String of(Persona persona) {
    if (persona == Persona.GITLEAKS) {
      return GITLEAKS;
    }
    String own = Version.class.getPackage().getImplementationVersion();
    return own == null ? "development" : own;
  }
}
