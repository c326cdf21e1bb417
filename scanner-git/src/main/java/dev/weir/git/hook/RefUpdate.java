package dev.weir.git.hook;

import java.util.ArrayList;
import java.util.List;

/**
 * A ref that a push changes. Each is exactly as git writes it: anything else could hide a part of
 * the push.
 *
 * @param ref the name of the ref, for messages
 * @param from the old id, all zeros if the ref is new
 * @param to the new id, all zeros if the ref is deleted
 */
public record RefUpdate(String ref, String from, String to) {
  private static final int WORDS_OF_PUSH = 4;
  private static final int WORDS_OF_RECEIVE = 3;
  private static final String REFS = "refs/";
  private static final int SHA1 = 40;
  private static final int SHA256 = 64;

  /** Parses the input of {@code pre-push}: local ref, local id, remote ref, remote id. */
  public static List<RefUpdate> ofPush(String input) {
    List<RefUpdate> updates = new ArrayList<>();
    for (String line : lines(input)) {
      String[] words = line.split(" ", -1);
      // The local ref may be an expression with spaces; the last three words never contain spaces.
      int last = words.length - 1;
      updates.add(
          words.length < WORDS_OF_PUSH
              ? unusual("pre-push")
              : of("pre-push", words[last - 1], words[last], words[last - 2]));
    }
    return updates;
  }

  /**
   * Parses the input of {@code pre-receive}: old id, new id, ref. git never passes an empty one.
   */
  static List<RefUpdate> ofReceive(String input) {
    List<RefUpdate> updates = new ArrayList<>();
    for (String line : lines(input)) {
      String[] words = line.split(" ", -1);
      updates.add(
          words.length == WORDS_OF_RECEIVE
              ? of("pre-receive", words[2], words[0], words[1])
              : unusual("pre-receive"));
    }
    return updates.isEmpty() ? List.of(unusual("pre-receive")) : updates;
  }

  /**
   * Returns the change of one ref.
   *
   * @throws HookException if git would not write it like that
   */
  static RefUpdate of(String stage, String ref, String from, String to) {
    boolean isUsual = isId(from) && isId(to) && from.length() == to.length();
    isUsual &= ref.equals("HEAD") || (ref.startsWith(REFS) && ref.length() > REFS.length());
    // A ref that neither was nor will be is not updated.
    isUsual &= !(isZero(from) && isZero(to));
    for (int i = 0; i < ref.length(); i++) {
      isUsual &= ref.charAt(i) > ' ' && ref.charAt(i) != 0x7f;
    }
    return isUsual ? new RefUpdate(ref, from, to) : unusual(stage);
  }

  // A carriage return is not a part of git's line ends.
  private static List<String> lines(String input) {
    List<String> lines = new ArrayList<>(List.of(input.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private static boolean isId(String text) {
    boolean isId = text.length() == SHA1 || text.length() == SHA256;
    for (int i = 0; isId && i < text.length(); i++) {
      isId = "0123456789abcdef".indexOf(text.charAt(i)) >= 0;
    }
    return isId;
  }

  private static RefUpdate unusual(String stage) {
    throw new HookException(
        "hook "
            + stage
            + ": what is updated is not given in git's format (full ids, one ref a line), so nothing"
            + " was scanned");
  }

  boolean isDeletion() {
    return isZero(to);
  }

  boolean isNew() {
    return isZero(from);
  }

  private static boolean isZero(String id) {
    return id.chars().allMatch(c -> c == '0');
  }
}
