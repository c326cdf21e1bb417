package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.GoText;

/** A template that cannot be parsed or executed; the message is the one Go gives. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  public TemplateException(String message) {
    super(GoText.printable(message));
  }
}
