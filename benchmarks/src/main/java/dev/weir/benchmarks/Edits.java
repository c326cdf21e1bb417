package dev.weir.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Kinds of changes to a text from one commit to the next. */
public enum Edits {
  /** One line in fifty is changed. */
  SCATTERED {
    @Override
    void apply(List<String> lines, Random random) {
      for (int i = 0; i < lines.size(); i++) {
        if (random.nextInt(50) == 0) {
          lines.set(i, "    " + Text.statement(random));
        }
      }
    }
  },

  /** Every second line is changed. */
  REWRITTEN {
    @Override
    void apply(List<String> lines, Random random) {
      for (int i = 0; i < lines.size(); i += 2) {
        lines.set(i, "    " + Text.statement(random));
      }
    }
  },

  /** Runs of lines are moved. */
  MOVED {
    @Override
    void apply(List<String> lines, Random random) {
      for (int i = 0; i < lines.size() / 400; i++) {
        int from = random.nextInt(lines.size() - 200);
        Collections.rotate(lines.subList(from, from + 200), 60);
      }
    }
  };

  abstract void apply(List<String> lines, Random random);

  /** Returns the text after the edits, which are always the same for one seed. */
  public byte[] of(byte[] text, long seed) {
    List<String> lines = new ArrayList<>(new String(text, US_ASCII).lines().toList());
    apply(lines, new Random(seed));
    return (String.join("\n", lines) + "\n").getBytes(US_ASCII);
  }
}
