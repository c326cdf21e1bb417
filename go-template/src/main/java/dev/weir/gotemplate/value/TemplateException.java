package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.GoText;

/** A template cannot be parsed or executed. The message is Go's, with template, line and column. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Stray bytes in the message become U+FFFD. */
  public TemplateException(String message) {
    super(GoText.printable(message));
  }
}
