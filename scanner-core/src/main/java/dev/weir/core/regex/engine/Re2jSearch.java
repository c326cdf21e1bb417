package dev.weir.core.regex.engine;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.core.text.CharText;

/** Searches with RE2/J. */
public final class Re2jSearch extends MatchSearch {
  private final CharText text;
  private final Matcher matcher;

  /**
   * Creates a search.
   *
   * @param text the characters of the bytes from {@code from} on, or of all bytes; nothing after
   *     {@code to} is read
   */
  public Re2jSearch(Pattern pattern, CharText text, byte[] bytes, int from, int to) {
    super(bytes, from, to);
    this.text = text;
    int end = text.charIndex(to);
    this.matcher = pattern.matcher(end == text.length() ? text : text.subSequence(0, end));
  }

  @Override
  public boolean find(int position) {
    return matcher.find(text.charIndex(position));
  }

  @Override
  public int start() {
    return text.byteOffset(matcher.start());
  }

  @Override
  public int end() {
    return text.byteOffset(matcher.end());
  }

  @Override
  public int[] groups() {
    int[] groups = new int[2 * (matcher.groupCount() + 1)];
    for (int i = 0; i <= matcher.groupCount(); i++) {
      int start = matcher.start(i);
      groups[2 * i] = start < 0 ? -1 : text.byteOffset(start);
      groups[2 * i + 1] = start < 0 ? -1 : text.byteOffset(matcher.end(i));
    }
    return groups;
  }
}
