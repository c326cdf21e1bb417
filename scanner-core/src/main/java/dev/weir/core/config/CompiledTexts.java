package dev.weir.core.config;

import dev.weir.core.text.IntArrays;
import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a compiled configuration. Each is stored once, and so is each piece that many of
 * them contain, because hundreds of rules have the same pattern around different names.
 */
final class CompiledTexts {
  /** The first of the characters that stand for pieces; they are for private use. */
  private static final char FIRST_PIECE = '\uE000';

  private static final int MOST_PIECES = 256;

  private final List<String> pieces;
  private final List<String> written = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final ByteBuffer bytes;
  private final int[] starts;

  /**
   * Starts a table to write.
   *
   * @param pieces what many texts contain; a piece that contains another one is before it
   */
  CompiledTexts(List<String> pieces) {
    this.pieces = pieces;
    this.bytes = ByteBuffer.allocate(0);
    this.starts = new int[0];
    if (pieces.size() > MOST_PIECES) {
      throw new IllegalArgumentException("too many pieces");
    }
    number("");
  }

  private CompiledTexts(List<String> pieces, ByteBuffer bytes, int[] starts) {
    this.pieces = pieces;
    this.bytes = bytes;
    this.starts = starts;
  }

  /** Reads what {@link #write} wrote. */
  static CompiledTexts read(ByteBuffer in) {
    int count = in.getInt();
    int pieces = in.getInt();
    int[] starts = IntArrays.read(in, count + 1);
    ByteBuffer bytes = in.slice(in.position(), starts[count]);
    in.position(in.position() + starts[count]);
    CompiledTexts plain = new CompiledTexts(List.of(), bytes, starts);
    List<String> known = new ArrayList<>(pieces);
    for (int i = count - pieces; i < count; i++) {
      known.add(plain.text(i));
    }
    return new CompiledTexts(known, bytes, starts);
  }

  /** Returns the number of a text, which is added if it is new. */
  int number(String text) {
    Integer known = numbers.get(text);
    if (known == null) {
      known = written.size();
      numbers.put(text, known);
      written.add(text);
    }
    return known;
  }

  /** Returns the text with this number, from a table that was read. */
  String text(int number) {
    int length = starts[number + 1] - starts[number];
    if (length == 0) {
      return "";
    }
    int start = bytes.arrayOffset() + starts[number];
    String text = new String(bytes.array(), start, length, StandardCharsets.UTF_8);
    return pieces.isEmpty() ? text : whole(text);
  }

  private String whole(String text) {
    StringBuilder whole = null;
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      int piece = text.charAt(i) - FIRST_PIECE;
      if (piece >= 0 && piece < pieces.size()) {
        whole = whole == null ? new StringBuilder() : whole;
        whole.append(text, done, i).append(pieces.get(piece));
        done = i + 1;
      }
    }
    return whole == null ? text : whole.append(text, done, text.length()).toString();
  }

  private String shortened(String text) {
    String shorter = text;
    for (int i = 0; i < pieces.size(); i++) {
      shorter = shorter.replace(pieces.get(i), String.valueOf((char) (FIRST_PIECE + i)));
    }
    if (!whole(shorter).equals(text)) {
      throw new IllegalArgumentException("a text contains a character that stands for a piece");
    }
    return shorter;
  }

  /** Writes the table. */
  void write(DataOutput out) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int count = written.size() + pieces.size();
    int[] ends = new int[count + 1];
    for (int i = 0; i < count; i++) {
      int piece = i - written.size();
      String text = piece < 0 ? shortened(written.get(i)) : pieces.get(piece);
      all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      ends[i + 1] = all.size();
    }
    out.writeInt(count);
    out.writeInt(pieces.size());
    IntArrays.write(ends, out);
    out.write(all.toByteArray());
  }
}
