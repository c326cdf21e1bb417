package dev.weir.document.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentText;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/**
 * Finds compressed parts that are damaged, which PDFBox passes over, and refuses a document with a
 * compressed part that would not fit into memory, before PDFBox, which has no limit, unpacks it.
 * Parts that are pictures are left out: nothing unpacks them.
 */
final class PackedStreams {
  /** The most that one part may unpack to, in bytes. */
  static final int MOST = 100_000_000;

  private static final int BUFFER = 1 << 16;
  private static final int DICTIONARY = 2_048;

  /** The names of filters, in the order in which they are undone; short names are for pictures. */
  private static final Pattern FILTER =
      Pattern.compile("/(?:(FlateDecode)|(ASCII85Decode)|\\w+Decode)\\b");

  private static final byte[] STREAM = "stream".getBytes(ISO_8859_1);

  private final DocumentFile file;
  private final DocumentText text;
  private final byte[] unpacked = new byte[BUFFER];
  private boolean isDamaged;

  private PackedStreams(DocumentFile file, DocumentText text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Returns true if a part cannot be unpacked completely, as all those of an encrypted document.
   *
   * @throws DocumentException if a part unpacks to more than the limit
   */
  static boolean isDamaged(DocumentFile file, DocumentText text)
      throws IOException, InterruptedException {
    PackedStreams streams = new PackedStreams(file, text);
    streams.check();
    return streams.isDamaged;
  }

  private void check() throws IOException, InterruptedException {
    byte[] window = new byte[DICTIONARY + BUFFER];
    int kept = 0;
    for (long offset = 0; offset < file.size(); ) {
      int read = file.read(offset, window, kept, BUFFER);
      int end = kept + read;
      // A word that the window cuts off is found in the next one, which begins before it.
      for (int i = Math.max(0, kept - STREAM.length); i + STREAM.length + 2 <= end; i++) {
        if (isStream(window, i)) {
          int from = Math.max(0, i - DICTIONARY);
          String dictionary = new String(window, from, i - from, ISO_8859_1);
          part(dictionary, offset - kept + i + STREAM.length);
        }
      }
      offset += read;
      int keep = Math.min(DICTIONARY, end);
      System.arraycopy(window, end - keep, window, 0, keep);
      kept = keep;
      if (read == 0) {
        return;
      }
    }
  }

  private static boolean isStream(byte[] bytes, int at) {
    for (int i = 0; i < STREAM.length; i++) {
      if (bytes[at + i] != STREAM[i]) {
        return false;
      }
    }
    byte next = bytes[at + STREAM.length];
    boolean isEnd = at >= 3 && bytes[at - 1] == 'd' && bytes[at - 2] == 'n';
    return (next == '\r' || next == '\n') && !isEnd;
  }

  private void part(String before, long start) throws IOException, InterruptedException {
    String dictionary = before.substring(Math.max(0, before.lastIndexOf(" obj")));
    if (dictionary.contains("/Image") || !dictionary.contains("Decode")) {
      return;
    }
    int first = file.read(start, unpacked, 0, 2);
    long from = start + (first > 1 && unpacked[0] == '\r' && unpacked[1] == '\n' ? 2 : 1);
    InputStream raw = new From(file, from);
    InputStream in = raw;
    boolean isKnown = dictionary.stripTrailing().endsWith(">>") && !isEmpty(from);
    Matcher filter = FILTER.matcher(dictionary);
    while (filter.find()) {
      if (filter.group(1) != null) {
        in = new InflaterInputStream(in);
      } else if (filter.group(2) != null) {
        in = new Ascii85(in);
      } else {
        isKnown = false;
      }
    }
    if (in != raw && !unpack(in) && isKnown) {
      isDamaged = true;
    }
  }

  private boolean isEmpty(long from) throws IOException {
    int count = file.read(from, unpacked, 0, STREAM.length + 5);
    return new String(unpacked, 0, count, ISO_8859_1).strip().startsWith("end");
  }

  /** Returns false if the bytes are damaged, or encrypted. */
  private boolean unpack(InputStream in) throws IOException, InterruptedException {
    long total = 0;
    try {
      for (int count = in.read(unpacked); count >= 0; count = in.read(unpacked)) {
        total += count;
        // Unpacking costs a fraction of searching.
        text.count(count / 16);
        if (total > MOST) {
          throw DocumentException.limit("a part of it unpacks to more than 100 MB");
        }
      }
      return true;
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  /** Decodes bytes that are written as printable characters, five for four (ISO 32000, 7.4.3). */
  private static final class Ascii85 extends InputStream {
    private final InputStream in;
    private final int[] ready = new int[4];
    private int at;
    private int count;

    Ascii85(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return at < count || group() ? ready[at++] : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int done = 0;
      while (done < length && (at < count || group())) {
        into[from + done++] = (byte) ready[at++];
      }
      return done == 0 && length > 0 ? -1 : done;
    }

    private boolean group() throws IOException {
      long value = 0;
      int digits = 0;
      at = 0;
      count = 0;
      while (digits < 5) {
        int c = in.read();
        if (c < 0 || c == '~') {
          break;
        }
        if (c == 'z' && digits == 0) {
          digits = 5;
        } else if (c > ' ') {
          value = value * 85 + c - '!';
          digits++;
        }
      }
      count = Math.max(0, digits - 1);
      for (int i = digits; i > 0 && i < 5; i++) {
        value = value * 85 + 84;
      }
      for (int i = 0; i < ready.length; i++) {
        ready[i] = (int) (value >> (8 * (3 - i))) & 0xFF;
      }
      return count > 0;
    }
  }

  /** The bytes of a file from an offset on. */
  private static final class From extends InputStream {
    private final DocumentFile file;
    private final byte[] buffer = new byte[BUFFER];
    private long offset;
    private int at;
    private int end;

    From(DocumentFile file, long offset) {
      this.file = file;
      this.offset = offset;
    }

    @Override
    public int read() throws IOException {
      if (at == end) {
        end = file.read(offset, buffer, 0, buffer.length);
        at = 0;
        offset += end;
      }
      return at == end ? -1 : buffer[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int first = length == 0 ? 0 : read();
      if (length == 0 || first < 0) {
        return first;
      }
      into[from] = (byte) first;
      int more = Math.min(length - 1, end - at);
      System.arraycopy(buffer, at, into, from + 1, more);
      at += more;
      return more + 1;
    }
  }
}
