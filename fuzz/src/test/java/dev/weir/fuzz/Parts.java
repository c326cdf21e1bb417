package dev.weir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packs several inputs into one: each except the last ends with {@code \n%%%\n}. */
final class Parts {
  private static final byte[] END = "\n%%%\n".getBytes(UTF_8);

  private Parts() {}

  static byte[] of(String... parts) {
    return of(Arrays.stream(parts).map(part -> part.getBytes(UTF_8)).toArray(byte[][]::new));
  }

  static byte[] of(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        all.writeBytes(END);
      }
      all.writeBytes(parts[i]);
    }
    return all.toByteArray();
  }

  /** Returns exactly {@code count} parts; missing parts are empty. */
  static List<byte[]> split(byte[] input, int count) {
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i + END.length <= input.length && parts.size() < count - 1; i++) {
      if (Arrays.equals(input, i, i + END.length, END, 0, END.length)) {
        parts.add(Arrays.copyOfRange(input, start, i));
        start = i + END.length;
        i = start - 1;
      }
    }
    parts.add(Arrays.copyOfRange(input, start, input.length));
    while (parts.size() < count) {
      parts.add(new byte[0]);
    }
    return parts;
  }
}
