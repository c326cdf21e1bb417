package dev.weir.gotemplate;

import dev.weir.gotemplate.gostd.GoText;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes the text of a template to a stream in UTF-8, bytes that are no characters unchanged. To any
 * other {@link Appendable} such bytes go as U+FFFD.
 */
public final class Utf8Output implements Appendable {
  private final OutputStream out;

  /**
   * @param out should be buffered; neither flushed nor closed here
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
