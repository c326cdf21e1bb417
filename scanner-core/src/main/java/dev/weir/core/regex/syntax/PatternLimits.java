package dev.weir.core.regex.syntax;

/** The limits of Go's {@code regexp} on what a pattern repeats and how large it is. */
final class PatternLimits {
  private static final int MOST_REPEATS = 1000;

  /** gitleaks: Go's limit, 128 MiB at 40 bytes for each instruction */
  private static final long LARGEST_SIZE = 128 * 1024 * 1024 / 40;

  private PatternLimits() {}

  /**
   * Checks a pattern.
   *
   * @throws RegexSyntaxException if it exceeds a limit
   */
  static void check(RegexNode root, String pattern) {
    checkRepeats(root, 1, pattern);
    if (size(root) > LARGEST_SIZE) {
      throw new RegexSyntaxException("expression too large", pattern, -1);
    }
  }

  private static void checkRepeats(RegexNode node, int outer, String pattern) {
    if (node instanceof RegexNode.Repeat repeat) {
      int times = Math.max(1, Math.max(repeat.min(), repeat.max()));
      if (outer * times > MOST_REPEATS && outer > 1 && times > 1) {
        throw new RegexSyntaxException("invalid repeat count", pattern, -1);
      }
      checkRepeats(repeat.part(), outer * times, pattern);
    } else if (node instanceof RegexNode.Group group) {
      checkRepeats(group.part(), outer, pattern);
    } else if (node instanceof RegexNode.Sequence sequence) {
      for (RegexNode part : sequence.parts()) {
        checkRepeats(part, outer, pattern);
      }
    } else if (node instanceof RegexNode.Choice choice) {
      for (RegexNode branch : choice.branches()) {
        checkRepeats(branch, outer, pattern);
      }
    }
  }

  /** Returns how many instructions Go would need. */
  private static long size(RegexNode node) {
    long size = 0;
    if (node instanceof RegexNode.Sequence sequence) {
      for (RegexNode part : sequence.parts()) {
        size += size(part);
      }
    } else if (node instanceof RegexNode.Choice choice) {
      size = choice.branches().size() - 1L;
      for (RegexNode branch : choice.branches()) {
        size += size(branch);
      }
    } else if (node instanceof RegexNode.Group group) {
      size = 2 + size(group.part());
    } else if (node instanceof RegexNode.Repeat repeat) {
      long part = size(repeat.part());
      size =
          repeat.max() >= 0
              ? repeat.max() * part + repeat.max() - repeat.min()
              : repeat.min() == 0 ? 2 + part : 1 + repeat.min() * part;
    }
    return Math.max(1, size);
  }
}
