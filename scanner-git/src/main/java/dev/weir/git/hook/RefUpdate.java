package dev.weir.git.hook;

import java.util.ArrayList;
import java.util.List;

/**
 * A ref that a push changes.
 *
 * @param ref the name of the ref, for messages
 * @param from the old id, all zeros if the ref is new
 * @param to the new id, all zeros if the ref is deleted
 */
record RefUpdate(String ref, String from, String to) {
  private static final int WORDS_OF_PUSH = 4;
  private static final int WORDS_OF_RECEIVE = 3;

  /** Parses the input of {@code pre-push}: local ref, local id, remote ref, remote id. */
  static List<RefUpdate> ofPush(String input) {
    List<RefUpdate> updates = new ArrayList<>();
    for (String line : input.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length < WORDS_OF_PUSH) {
        throw notUnderstood("pre-push", line);
      }
      // The local ref may be an expression with spaces; the last three words never contain spaces.
      int last = words.length - 1;
      updates.add(new RefUpdate(words[last - 1], words[last], words[last - 2]));
    }
    return updates;
  }

  /** Parses the input of {@code pre-receive}: old id, new id, ref. */
  static List<RefUpdate> ofReceive(String input) {
    List<RefUpdate> updates = new ArrayList<>();
    for (String line : input.lines().toList()) {
      String[] words = line.split(" ", WORDS_OF_RECEIVE);
      if (words.length < WORDS_OF_RECEIVE) {
        throw notUnderstood("pre-receive", line);
      }
      updates.add(new RefUpdate(words[2], words[0], words[1]));
    }
    return updates;
  }

  private static HookException notUnderstood(String stage, String line) {
    return new HookException(
        "hook "
            + stage
            + ": standard input is not in git's format, so nothing was scanned: '"
            + line
            + "'");
  }

  boolean isDeletion() {
    return isZero(to);
  }

  boolean isNew() {
    return isZero(from);
  }

  private static boolean isZero(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c == '0');
  }
}
