package dev.weir.core.redact;

import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Masks secrets in texts, as they are and encoded. Immutable. */
final class SecretMask {
  private static final Content WHOLLY = Content.of("REDACTED");
  private static final byte[] ELLIPSIS = {'.', '.', '.'};

  private final SecretSearch literals;
  private final int percent;

  /**
   * @param percent how much of each secret is hidden: 1 to 100
   */
  SecretMask(Collection<Content> secrets, int percent) {
    this.literals = new SecretSearch(secrets);
    this.percent = percent;
  }

  /**
   * A range to mask.
   *
   * @param cut where what is hidden begins
   */
  record Span(int start, int end, int cut) {}

  /** Returns the range of a secret that stands there as it is. */
  Span plain(int start, int end) {
    return new Span(start, end, start + kept(end - start, percent));
  }

  /** Returns the number of bytes that stay of a secret. gitleaks rounds half to even. */
  static int kept(int length, int percent) {
    return percent >= 100 ? 0 : (int) Math.rint(length * (double) (100 - percent) / 100);
  }

  /** Returns what is shown of a secret. */
  static Content of(Content secret, int percent) {
    if (percent >= 100) {
      return WHOLLY;
    }
    // gitleaks: counts and cuts bytes, even in the middle of a character
    return secret.isEmpty() ? secret : shown(secret, 0, kept(secret.length(), percent));
  }

  private static Content shown(Content text, int from, int cut) {
    byte[] bytes = new byte[cut - from + ELLIPSIS.length];
    System.arraycopy(text.bytes(), from, bytes, 0, cut - from);
    System.arraycopy(ELLIPSIS, 0, bytes, cut - from, ELLIPSIS.length);
    return Content.ofOwned(bytes);
  }

  /** Returns the text without the secrets. */
  Content in(Content text) {
    return in(text, List.of());
  }

  /** Returns the text without the secrets and without further ranges. */
  Content in(Content text, List<Span> more) {
    List<Span> spans = new ArrayList<>(more);
    if (!literals.isEmpty()) {
      literals.search(text.bytes(), (start, end) -> spans.add(plain(start, end)));
      EncodedCopies.search(
          text.bytes(), literals, (start, end) -> spans.add(new Span(start, end, start)));
    }
    return spans.isEmpty() ? text : masked(text, spans);
  }

  String in(String text) {
    if (literals.isEmpty() || text.isEmpty()) {
      return text;
    }
    Content content = Content.of(text);
    Content masked = in(content);
    return masked.equals(content) ? text : masked.text();
  }

  private Content masked(Content text, List<Span> spans) {
    spans.sort(Comparator.comparingInt(Span::start));
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int at = 0;
    for (int i = 0; i < spans.size(); ) {
      Span first = spans.get(i);
      int end = first.end();
      int cut = first.cut();
      for (i++; i < spans.size() && spans.get(i).start() < end; i++) {
        end = Math.max(end, spans.get(i).end());
        cut = Math.min(cut, spans.get(i).cut());
      }
      out.write(text.bytes(), at, first.start() - at);
      out.writeBytes(
          (percent >= 100 ? WHOLLY : shown(text, first.start(), Math.max(first.start(), cut)))
              .bytes());
      at = end;
    }
    out.write(text.bytes(), at, text.length() - at);
    return Content.ofOwned(out.toByteArray());
  }
}
