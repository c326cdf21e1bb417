package dev.weir.core.finding;

/** Creates the web address of a finding. */
@FunctionalInterface
public interface Links {
  /** Creates no addresses. */
  Links NONE = finding -> "";

  /** Returns the address of the finding's place, or an empty text. */
  String linkTo(Finding finding);
}
