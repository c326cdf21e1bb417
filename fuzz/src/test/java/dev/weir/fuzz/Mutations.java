package dev.weir.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages inputs at random, the same way for the same seed. */
final class Mutations {
  private static final int[] NUMBERS = {
    0, 1, 2, 7, 8, 16, 20, 32, 64, 127, 128, 255, 256, 1 << 15, 1 << 16, 1 << 20, 1 << 30
  };
  private static final String MARKS =
      "\n\r\t \0\"'\\{}[]()<>=:,.;#%&|*+?^$-_/\u007F\u0080\u00FF09azAZ";

  private final List<byte[]> seeds;
  private final Random random;

  Mutations(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new Random(seed);
  }

  byte[] next() {
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(1 << random.nextInt(8)));
    return switch (random.nextInt(9)) {
      case 0 -> joined(bytes, at, new byte[0], to);
      case 1 -> joined(bytes, at, new byte[0], bytes.length);
      case 2 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
      case 3 -> joined(bytes, at, part(), random.nextBoolean() ? at : to);
      case 4 -> joined(bytes, at, noise(to - at), to);
      case 5 -> joined(bytes, at, number(), Math.min(bytes.length, at + 4));
      case 6 ->
          joined(bytes, at, mark(), random.nextBoolean() ? at : Math.min(bytes.length, at + 1));
      default -> flipped(bytes, at);
    };
  }

  private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
    byte[] all = Arrays.copyOf(bytes, head + middle.length + bytes.length - tail);
    System.arraycopy(middle, 0, all, head, middle.length);
    System.arraycopy(bytes, tail, all, head + middle.length, bytes.length - tail);
    return all;
  }

  /** Returns a part of another input. */
  private byte[] part() {
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    int from = random.nextInt(other.length + 1);
    return Arrays.copyOfRange(
        other, from, Math.min(other.length, from + 1 + random.nextInt(1 << random.nextInt(10))));
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] number() {
    int number = NUMBERS[random.nextInt(NUMBERS.length)] - (random.nextInt(4) == 0 ? 2 : 0);
    int big = random.nextBoolean() ? number : Integer.reverseBytes(number);
    return new byte[] {(byte) (big >> 24), (byte) (big >> 16), (byte) (big >> 8), (byte) big};
  }

  private byte[] mark() {
    byte[] marks = new byte[1 + (random.nextInt(8) == 0 ? random.nextInt(300) : 0)];
    Arrays.fill(marks, (byte) MARKS.charAt(random.nextInt(MARKS.length())));
    return marks;
  }

  private byte[] flipped(byte[] bytes, int at) {
    if (at < bytes.length) {
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }
}
