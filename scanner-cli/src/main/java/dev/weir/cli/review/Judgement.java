package dev.weir.cli.review;

/** What a person decided about a secret in a review. */
public enum Judgement {
  /** Nothing yet. */
  OPEN("open"),
  /** It is a secret, and something has to be done about it. */
  TRUE("true"),
  /** It is no secret: an ignore entry hides it. */
  FALSE_ALARM("false alarm"),
  /** It is a secret that is accepted until a day: an ignore entry hides it. */
  ACCEPTED("accepted"),
  /** The decision was put off. */
  LATER("later");

  private final String shown;

  Judgement(String shown) {
    this.shown = shown;
  }

  /** Returns the word for people. */
  public String shown() {
    return shown;
  }
}
