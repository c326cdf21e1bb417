package dev.weir.core.text;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Stores arrays of numbers in the compiled form of rules: 4 bytes each, most significant byte
 * first.
 */
public final class IntArrays {
  private IntArrays() {}

  /** Writes the numbers without their count. */
  public static void write(int[] numbers, DataOutput out) throws IOException {
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  /** Reads {@code count} numbers in bulk: reading one by one is slow before Java has warmed up. */
  public static int[] read(ByteBuffer in, int count) {
    int[] numbers = new int[count];
    in.asIntBuffer().get(numbers);
    in.position(in.position() + count * Integer.BYTES);
    return numbers;
  }
}
