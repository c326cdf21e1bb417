package dev.weir.cli.process;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program that weir was started as. Under another program's name it keeps that program's
 * defaults, so that scripts written for that program keep working.
 */
public enum Persona {
  WEIR("weir"),
  GITLEAKS("gitleaks"),
  GIT_SECRETS("git-secrets"),
  TRUFFLEHOG("trufflehog");

  private final String programName;

  Persona(String programName) {
    this.programName = programName;
  }

  /** Returns the persona for the name that the program was started under; weir for other names. */
  public static Persona of(@Nullable String programName) {
    for (Persona persona : values()) {
      if (persona.programName.equals(programName)) {
        return persona;
      }
    }
    return WEIR;
  }

  /**
   * Returns the persona that this process was started as.
   *
   * @param variables the environment's variables
   */
  public static Persona started(Map<String, String> variables) {
    String told = variables.get(OwnProgram.VARIABLE);
    return told == null && !Environment.isNative() ? WEIR : of(OwnProgram.name(variables));
  }

  /** Returns the name of the program, as messages and help print it. */
  public String programName() {
    return programName;
  }

  /**
   * Returns true if a scan, by default, also reads what gitleaks skips: commit messages, notes,
   * merges, and text that git treats as binary.
   */
  public boolean readsBeyondGitleaks() {
    return this != GITLEAKS;
  }

  /** Returns true if a misspelt key in a configuration is an error rather than a warning. */
  public boolean refusesMisspeltKeys() {
    return this != GITLEAKS;
  }

  /** Returns true if a scan prints which configuration it uses and what it did not read. */
  public boolean reportsCoverage() {
    return this != GITLEAKS;
  }
}
