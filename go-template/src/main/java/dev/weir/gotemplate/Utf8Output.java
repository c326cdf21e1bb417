package dev.weir.gotemplate;

import dev.weir.gotemplate.gostd.GoText;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a template's text to a stream in UTF-8 and keeps bytes that belong to no character. Any
 * other {@link Appendable} gets U+FFFD in their place.
 */
public final class Utf8Output implements Appendable {
  private final OutputStream out;

  /**
   * Creates the output.
   *
   * @param out should be buffered; it is neither flushed nor closed
   */
  public Utf8Output(OutputStream out) {
    this.out = out;
  }

  @Override
  public Utf8Output append(CharSequence text) throws IOException {
    out.write(GoText.bytes(text.toString()));
    return this;
  }

  @Override
  public Utf8Output append(CharSequence text, int start, int end) throws IOException {
    return append(text.subSequence(start, end));
  }

  @Override
  public Utf8Output append(char c) throws IOException {
    return append(String.valueOf(c));
  }
}
