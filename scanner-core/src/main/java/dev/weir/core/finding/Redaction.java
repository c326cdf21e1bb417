package dev.weir.core.finding;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.io.ByteArrayOutputStream;

/** Masks the secret in a finding's texts, as gitleaks does. */
public final class Redaction {
  private static final Content WHOLLY = Content.of("REDACTED");
  private static final byte[] ELLIPSIS = {'.', '.', '.'};

  private Redaction() {}

  /** Returns the finding with its secret masked, as {@link #redact(Finding, int, boolean)} does. */
  public static Finding redact(Finding finding, int percent) {
    return redact(finding, percent, false);
  }

  /**
   * Returns the finding with its secret masked wherever it occurs in the line, the match and the
   * commit's message.
   *
   * @param percent how much to hide: 0 for nothing, 100 and above for the whole secret
   * @param wholeMatch true to mask the whole match, for rules that do not define which part of it
   *     is secret
   */
  public static Finding redact(Finding finding, int percent, boolean wholeMatch) {
    if (percent <= 0) {
      return finding;
    }
    Content secret = finding.secret();
    Content mask = mask(secret, percent);
    Content match = replaceAll(finding.match(), secret, mask);
    Content line = replaceAll(finding.line(), secret, mask);
    if (wholeMatch) {
      match = mask(finding.match(), percent);
      line = replaceAll(replaceAll(finding.line(), finding.match(), match), secret, mask);
    }
    boolean encoded = !secret.isEmpty() && finding.line().indexOf(secret, 0) < 0;
    if (encoded && !finding.line().isEmpty()) {
      // The line contains the encoded form of a decoded secret, which is as good as plain text.
      line = WHOLLY;
    }
    Finding masked = finding.withTexts(line, match, mask);
    CommitInfo commit = finding.commit();
    if (commit == null || secret.isEmpty() || !commit.message().contains(secret.text())) {
      return masked;
    }
    String message = commit.message().replace(secret.text(), mask.text());
    return masked.withCommit(
        new CommitInfo(commit.sha(), commit.author(), commit.email(), commit.date(), message));
  }

  private static Content mask(Content secret, int percent) {
    if (percent >= 100) {
      return WHOLLY;
    }
    if (secret.isEmpty()) {
      return secret;
    }
    // gitleaks: counts and cuts bytes, even in the middle of a character
    int kept = (int) Math.rint(secret.length() * (double) (100 - percent) / 100);
    byte[] bytes = new byte[kept + ELLIPSIS.length];
    System.arraycopy(secret.bytes(), 0, bytes, 0, kept);
    System.arraycopy(ELLIPSIS, 0, bytes, kept, ELLIPSIS.length);
    return Content.ofOwned(bytes);
  }

  private static Content replaceAll(Content text, Content part, Content replacement) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + replacement.length());
    byte[] bytes = text.bytes();
    if (part.isEmpty()) {
      // gitleaks: an empty secret is "replaced" before every character and at the end
      for (int i = 0; i < bytes.length; ) {
        out.writeBytes(replacement.bytes());
        int length = Utf8.length(bytes, i, bytes.length);
        out.write(bytes, i, length);
        i += length;
      }
      out.writeBytes(replacement.bytes());
      return Content.ofOwned(out.toByteArray());
    }
    int from = 0;
    for (int at = text.indexOf(part, 0); at >= 0; at = text.indexOf(part, from)) {
      out.write(bytes, from, at - from);
      out.writeBytes(replacement.bytes());
      from = at + part.length();
    }
    if (from == 0) {
      return text;
    }
    out.write(bytes, from, bytes.length - from);
    return Content.ofOwned(out.toByteArray());
  }
}
