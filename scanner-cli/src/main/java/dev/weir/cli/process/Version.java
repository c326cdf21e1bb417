package dev.weir.cli.process;

/** Provides the version that the program prints. */
public final class Version {
  /** The version of gitleaks whose behaviour weir reproduces. */
  static final String GITLEAKS = "8.30.1";

  private Version() {}

  /** Returns weir's version, or gitleaks' if weir was started as gitleaks. */
  public static String of(Persona persona) {
    if (persona == Persona.GITLEAKS) {
      return GITLEAKS;
    }
    String own = Version.class.getPackage().getImplementationVersion();
    return own == null ? "development" : own;
  }
}
