package dev.weir.core.rule;

import dev.weir.core.text.IntArrays;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Maps each literal to some rules, stored as numbers in two arrays. Immutable. */
public final class RulesByLiteral {
  private final int[] starts;
  private final int[] rules;

  private RulesByLiteral(int[] starts, int[] rules) {
    this.starts = starts;
    this.rules = rules;
  }

  static RulesByLiteral of(List<List<Integer>> lists) {
    int[] starts = new int[lists.size() + 1];
    for (int i = 0; i < lists.size(); i++) {
      starts[i + 1] = starts[i] + lists.get(i).size();
    }
    int[] rules = new int[starts[lists.size()]];
    int size = 0;
    for (List<Integer> list : lists) {
      for (int rule : list) {
        rules[size++] = rule;
      }
    }
    return new RulesByLiteral(starts, rules);
  }

  /** Returns the place of the literal's first rule. */
  public int start(int literal) {
    return starts[literal];
  }

  /** Returns the place after the literal's last rule. */
  public int end(int literal) {
    return starts[literal + 1];
  }

  /** Returns the rule at a place. */
  public int rule(int place) {
    return rules[place];
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(starts.length);
    IntArrays.write(starts, out);
    out.writeInt(rules.length);
    IntArrays.write(rules, out);
  }

  static RulesByLiteral read(ByteBuffer in) {
    int[] starts = IntArrays.read(in, in.getInt());
    return new RulesByLiteral(starts, IntArrays.read(in, in.getInt()));
  }
}
