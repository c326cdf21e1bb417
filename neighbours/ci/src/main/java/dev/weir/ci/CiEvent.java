package dev.weir.ci;

/** Why a CI system started a run. */
public enum CiEvent {
  PUSH("push"),
  PULL_REQUEST("pull request"),
  TAG("tag"),
  SCHEDULE("schedule"),

  /** Somebody or another program started the run, and there is no change to look at. */
  MANUAL("manual run");

  private final String shown;

  CiEvent(String shown) {
    this.shown = shown;
  }

  /** Returns the event in words. */
  public String shown() {
    return shown;
  }
}
