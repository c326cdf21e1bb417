package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexRun;
import dev.weir.core.text.IntArrays;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * For each rule, how many characters of a set each match contains in a row. Most windows around the
 * name of a provider have no such run, and then the rule need not even be created.
 */
public final class RequiredRuns {
  // The bytes of the two characters that fold to ASCII letters: they may belong to any set.
  private static final byte KELVIN_1 = (byte) 0xE2;
  private static final byte KELVIN_2 = (byte) 0x84;
  private static final byte KELVIN_3 = (byte) 0xAA;
  private static final byte LONG_S_1 = (byte) 0xC5;
  private static final byte LONG_S_2 = (byte) 0xBF;

  private final int[] lengths;
  private final long[] low;
  private final long[] high;

  private RequiredRuns(int rules) {
    lengths = new int[rules];
    low = new long[rules];
    high = new long[rules];
  }

  static RequiredRuns of(List<Rule> rules) {
    RequiredRuns runs = new RequiredRuns(rules.size());
    for (int i = 0; i < runs.lengths.length; i++) {
      Regex regex = rules.get(i).regex();
      RegexRun run = regex == null ? RegexRun.NONE : regex.facts().run();
      runs.lengths[i] = run.length();
      runs.low[i] = run.low();
      runs.high[i] = run.high();
    }
    return runs;
  }

  /**
   * Returns true if a match of a rule can be in a range of a text.
   *
   * @param bytes UTF-8
   */
  public boolean mayBeIn(int rule, byte[] bytes, int from, int to) {
    int length = lengths[rule];
    int last = from + length - 1;
    while (length > 0 && last < to) {
      int at = last;
      while (at > last - length && isMember(rule, bytes[at])) {
        at--;
      }
      if (at == last - length) {
        return true;
      }
      last = at + length;
    }
    return length == 0;
  }

  private boolean isMember(int rule, byte b) {
    if (b < 0) {
      return b == KELVIN_1 || b == KELVIN_2 || b == KELVIN_3 || b == LONG_S_1 || b == LONG_S_2;
    }
    return ((b < Long.SIZE ? low[rule] : high[rule]) >>> b & 1) != 0;
  }

  void write(DataOutput out) throws IOException {
    IntArrays.write(lengths, out);
    for (int i = 0; i < lengths.length; i++) {
      out.writeLong(low[i]);
      out.writeLong(high[i]);
    }
  }

  /** Reads what {@link #write} wrote. */
  static RequiredRuns read(ByteBuffer in, int rules) {
    RequiredRuns runs = new RequiredRuns(rules);
    System.arraycopy(IntArrays.read(in, rules), 0, runs.lengths, 0, rules);
    for (int i = 0; i < rules; i++) {
      runs.low[i] = in.getLong();
      runs.high[i] = in.getLong();
    }
    return runs;
  }
}
