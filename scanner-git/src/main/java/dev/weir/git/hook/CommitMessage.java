package dev.weir.git.hook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the message of a commit that is being made. Lines that start with {@code #} are included,
 * because with {@code git commit -m} they become part of the commit. Only the diff that {@code git
 * commit --verbose} adds below is excluded: its added lines are staged, and its removed lines are
 * what the commit removes.
 */
public final class CommitMessage {
  private static final Pattern SHOWN_DIFF =
      Pattern.compile("(?m)^\\S{1,4} -{24} >8 -{24}\\R(?:\\S{1,4} .*\\R)+diff --git ");

  private CommitMessage() {}

  /** Returns the message in git's file, as bytes. */
  public static byte[] of(byte[] file) {
    // With one character per byte, positions in text and bytes are equal.
    Matcher matcher = SHOWN_DIFF.matcher(new String(file, StandardCharsets.ISO_8859_1));
    return matcher.find() ? Arrays.copyOf(file, matcher.start()) : file;
  }
}
