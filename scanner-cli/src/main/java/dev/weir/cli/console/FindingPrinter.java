package dev.weir.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.RequiredFinding;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import dev.weir.core.text.ForeignText;
import dev.weir.core.text.Utf8;
import dev.weir.gotemplate.gostd.FloatText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints a finding for people, as gitleaks does with {@code --verbose}. */
public final class FindingPrinter {
  private static final int MOST_CONTEXT = 20;
  private static final int LONGEST_SECRET = 100;
  private static final int LONGEST_REQUIRED = 40;

  private final PrintStream out;
  private final ColorProfile profile;
  private final boolean plain;
  private final boolean exact;

  /**
   * @param plain true with {@code --no-color}
   * @param exact true for the bytes of gitleaks, which writes codes where there are no colors
   */
  public FindingPrinter(PrintStream out, ColorProfile profile, boolean plain, boolean exact) {
    this.out = out;
    this.profile = profile == ColorProfile.NONE && !exact ? ColorProfile.PLAIN : profile;
    this.plain = plain;
    this.exact = exact;
  }

  public void print(Finding finding) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    texts(finding, text);
    label(text, "RuleID:", finding.ruleId());
    label(text, "Entropy:", FloatText.of(finding.entropy(), 'f', 6, /* isSingle= */ true));
    if (finding.confidence() != Confidence.UNKNOWN) {
      label(text, "Confidence:", finding.confidence().word());
    }
    if (!finding.path().isEmpty()) {
      place(finding, text);
    }
    required(finding.required(), text);
    text.write('\n');
    out.writeBytes(text.toByteArray());
    out.flush();
  }

  private static void place(Finding finding, ByteArrayOutputStream text) {
    if (!finding.tags().isEmpty()) {
      label(text, "Tags:", "[" + String.join(" ", finding.tags()) + "]");
    }
    label(text, "File:", finding.path());
    label(text, "Line:", String.valueOf(finding.location().startLine()));
    CommitInfo commit = finding.commit();
    if (commit == null || commit.sha().isEmpty()) {
      // Only what is in no repository has a message without a commit: where it comes from.
      if (commit != null && !commit.message().isEmpty()) {
        label(text, "Origin:", commit.message());
      }
      label(text, "Fingerprint:", finding.fingerprint().toString());
      return;
    }
    label(text, "Commit:", commit.sha());
    label(text, "Author:", commit.author());
    label(text, "Email:", commit.email());
    label(text, "Date:", commit.date());
    label(text, "Fingerprint:", finding.fingerprint().toString());
    if (!finding.link().isEmpty()) {
      label(text, "Link:", finding.link());
    }
  }

  private static void label(ByteArrayOutputStream text, String name, String value) {
    text.writeBytes(
        (name + " ".repeat(13 - name.length()) + ForeignText.line(value) + "\n").getBytes(UTF_8));
  }

  private void texts(Finding finding, ByteArrayOutputStream text) {
    Content line = trim(finding.line());
    Content match = trim(finding.match());
    Content secret = trim(finding.secret());
    boolean path = match.text().startsWith("file detected:");
    int at = line.indexOf(match, 0);
    if (plain || path || at < 0) {
      put(text, "Finding:     ", match);
      put(text, "\nSecret:      ", secret);
      text.write('\n');
      return;
    }
    Content shownSecret = secret;
    if (secret.length() > LONGEST_SECRET) {
      shownSecret = joined(secret.slice(0, LONGEST_SECRET), Content.of("..."));
    }
    int inMatch = Math.max(0, match.indexOf(secret, 0));
    int after = Math.min(match.length(), inMatch + secret.length());
    put(text, "Finding:     ", prefix(line, at));
    text.writeBytes(styled(match.slice(0, inMatch), profile.match));
    text.writeBytes(styled(shownSecret, profile.secret));
    text.writeBytes(styled(match.slice(after, match.length()), profile.match));
    put(text, "", suffix(line, at + match.length()));
    text.writeBytes("\nSecret:      ".getBytes(UTF_8));
    text.writeBytes(styled(shownSecret, profile.secret));
    text.write('\n');
  }

  private Content shown(Content foreign) {
    byte[] bytes = ForeignText.lines(foreign.bytes());
    return Content.ofOwned(exact ? bytes : ForeignText.withUnixLineEnds(bytes));
  }

  private void put(ByteArrayOutputStream text, String label, Content value) {
    text.writeBytes(label.getBytes(UTF_8));
    text.writeBytes(shown(value).bytes());
  }

  private static Content prefix(Content line, int at) {
    Content shown =
        at > MOST_CONTEXT
            ? joined(Content.of("..."), line.slice(at - MOST_CONTEXT, at))
            : line.slice(0, at);
    byte[] bytes = shown.bytes();
    int from = 0;
    while (from < bytes.length && bytes[from] == ' ') {
      from++;
    }
    if (from < bytes.length && bytes[from] == '\n') {
      from++;
    }
    return shown.slice(from, bytes.length);
  }

  private static Content suffix(Content line, int from) {
    // gitleaks: drops a single character after the match
    if (line.length() - 1 <= from) {
      return Content.empty();
    }
    return line.length() - from > MOST_CONTEXT
        ? joined(line.slice(from, from + MOST_CONTEXT), Content.of("..."))
        : line.slice(from, line.length());
  }

  private static Content joined(Content a, Content b) {
    byte[] bytes = new byte[a.length() + b.length()];
    System.arraycopy(a.bytes(), 0, bytes, 0, a.length());
    System.arraycopy(b.bytes(), 0, bytes, a.length(), b.length());
    return Content.ofOwned(bytes);
  }

  private static Content trim(Content content) {
    String text = content.text();
    int start = 0;
    int end = content.length();
    byte[] bytes = content.bytes();
    while (start < end && isSpace(bytes, start, end)) {
      start += Utf8.length(bytes, start, end);
    }
    for (int i = text.length(); i > 0 && end > start && isSpace(text.charAt(i - 1)); i--) {
      end -= Utf8.encode(text.substring(i - 1, i)).length;
    }
    return content.slice(start, Math.max(start, end));
  }

  private static boolean isSpace(byte[] bytes, int at, int end) {
    int length = Utf8.length(bytes, at, end);
    return isSpace((char) Utf8.codePoint(bytes, at, length));
  }

  private static boolean isSpace(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }

  /** Returns each line between escape codes, padded to the widest line. */
  private byte[] styled(Content piece, String codes) {
    Content shown = shown(piece);
    if (profile == ColorProfile.PLAIN) {
      return shown.bytes();
    }
    boolean none = profile == ColorProfile.NONE;
    if (none && codes.isEmpty()) {
      List<Content> lines = lines(shown);
      return lines.size() == 1 ? shown.bytes() : padded(lines, "");
    }
    return padded(lines(shown), codes);
  }

  private static byte[] padded(List<Content> lines, String codes) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int widest = 0;
    for (Content line : lines) {
      widest = Math.max(widest, width(line));
    }
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        text.write('\n');
      }
      Content line = lines.get(i);
      if (codes.isEmpty()) {
        text.writeBytes(line.bytes());
      } else {
        text.writeBytes(("\u001b[" + codes + "m").getBytes(UTF_8));
        text.writeBytes(line.bytes());
        text.writeBytes("\u001b[0m".getBytes(UTF_8));
      }
      if (lines.size() > 1) {
        text.writeBytes(" ".repeat(widest - width(line)).getBytes(UTF_8));
      }
    }
    return text.toByteArray();
  }

  private static List<Content> lines(Content piece) {
    List<Content> lines = new ArrayList<>();
    int from = 0;
    byte[] bytes = piece.bytes();
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        lines.add(piece.slice(from, i));
        from = i + 1;
      }
    }
    return lines;
  }

  private static int width(Content line) {
    return line.text()
        .codePoints()
        .map(c -> (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xFFE6) ? 2 : 1)
        .sum();
  }

  private void required(List<RequiredFinding> required, ByteArrayOutputStream text) {
    String label = "Required:    ";
    for (RequiredFinding finding : required) {
      Content secret = trim(finding.secret());
      if (secret.length() > LONGEST_REQUIRED) {
        secret = joined(secret.slice(0, LONGEST_REQUIRED - 3), Content.of("..."));
      }
      label += ForeignText.line(finding.ruleId()) + ":" + finding.startLine() + ":";
      text.writeBytes(label.getBytes(UTF_8));
      text.writeBytes(
          profile.required.isEmpty() ? shown(secret).bytes() : styled(secret, profile.required));
      text.write('\n');
      label = " ".repeat(13);
    }
  }
}
