package dev.weir.git.hook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message of a commit that is being made. Lines that start with {@code #} are read, too: with
 * {@code git commit -m} they become part of the commit. Only the diff below that {@code git commit
 * --verbose} shows is left out: its new lines are staged, its old ones are what the commit takes
 * away.
 */
public final class CommitMessage {
  private static final Pattern SHOWN_DIFF =
      Pattern.compile("(?m)^\\S{1,4} -{24} >8 -{24}\\R(?:\\S{1,4} .*\\R)+diff --git ");

  private CommitMessage() {}

  /** Returns the message in the bytes of git's file. */
  public static byte[] of(byte[] file) {
    // One character a byte: positions are the same in both.
    Matcher matcher = SHOWN_DIFF.matcher(new String(file, StandardCharsets.ISO_8859_1));
    return matcher.find() ? Arrays.copyOf(file, matcher.start()) : file;
  }
}
