package dev.weir.core.config.toml;

import java.util.List;

/** A text is not TOML. */
public final class TomlSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Flaw> flaws;

  TomlSyntaxException(List<Flaw> flaws) {
    super(flaws.get(0).message());
    this.flaws = List.copyOf(flaws);
  }

  /** Returns the flaws of the text, at least one. */
  public List<Flaw> flaws() {
    return flaws;
  }

  /**
   * One thing that is wrong.
   *
   * @param line one-based
   * @param column one-based
   */
  public record Flaw(int line, int column, String message) {}
}
