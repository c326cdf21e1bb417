package dev.weir.cli.review;

/** The decision of a person about a secret in a review. */
public enum ReviewDecision {
  /** There is no decision yet. */
  OPEN("open"),
  /** It is a secret, and something has to be done about it. */
  TRUE("true"),
  /** It is not a secret: an ignore entry hides it. */
  FALSE_ALARM("false alarm"),
  /** It is a secret that is accepted until a day: an ignore entry hides it. */
  ACCEPTED("accepted"),
  /** The decision was put off. */
  LATER("later");

  private final String shown;

  ReviewDecision(String shown) {
    this.shown = shown;
  }

  /** Returns the word for people. */
  public String shown() {
    return shown;
  }
}
