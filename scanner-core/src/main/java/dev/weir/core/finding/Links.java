package dev.weir.core.finding;

/** Makes the web address of a finding. */
@FunctionalInterface
public interface Links {
  /** Makes none. */
  Links NONE = finding -> "";

  /** Returns the address of the finding's place, or an empty text. */
  String linkTo(Finding finding);
}
