package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.text.Ascii;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.Inflater;

/** An object in a file of its own. */
final class LooseObject implements AutoCloseable {
  // Enough for "commit", a blank, ten digits, a zero and some bytes of the content.
  private static final int HEAD = 64;
  private static final byte[][] TYPES = {
    "commit ".getBytes(ISO_8859_1),
    "tree ".getBytes(ISO_8859_1),
    "blob ".getBytes(ISO_8859_1),
    "tag ".getBytes(ISO_8859_1)
  };

  private final File path;
  private final RandomAccessFile file;
  private final InflatedStretch stretch;
  private final byte[] head = new byte[HEAD];
  private final int headLength;
  private final int type;
  private final int size;
  private int at;

  /**
   * Opens an object and reads its type and size.
   *
   * @throws IOException if the object cannot be read
   */
  LooseObject(File path, Inflater inflater, byte[] input) throws IOException {
    this.path = path;
    PackFile.checkRegular(path);
    file = new RandomAccessFile(path, "r");
    try {
      long length = file.length();
      stretch = new InflatedStretch(inflater, input, file, 0, length);
      headLength = stretch.read(head, 0);
      type = readType();
      size = InflatedStretch.possible(readSize(), length);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Returns the size of the content in bytes. */
  int size() {
    return size;
  }

  /** Reads the content; may only be called once. */
  ObjectFiles.Stored read() throws IOException {
    int known = headLength - at;
    if (known > size) {
      throw damaged("it is longer than its header states");
    }
    byte[] bytes = InflatedStretch.room(size);
    System.arraycopy(head, at, bytes, 0, known);
    stretch.readAll(bytes, known);
    if (stretch.isFollowed()) {
      throw damaged("there are bytes after its end");
    }
    return new ObjectFiles.Stored(type, bytes);
  }

  private int readType() throws IOException {
    for (int i = 0; i < TYPES.length; i++) {
      if (startsWith(TYPES[i])) {
        at = TYPES[i].length;
        return i + 1;
      }
    }
    throw damaged("it has an unknown type");
  }

  private boolean startsWith(byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (head[i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private long readSize() throws IOException {
    long value = 0;
    int start = at;
    while (at < headLength && Ascii.isDigit(head[at]) && at - start < 18) {
      value = value * 10 + head[at++] - '0';
    }
    boolean isPadded = head[start] == '0' && at > start + 1;
    if (at == start || isPadded || at >= headLength || head[at] != 0) {
      throw damaged("it does not start with its size");
    }
    at++;
    return value;
  }

  private IOException damaged(String why) {
    return new IOException(path + ": the object is damaged: " + why);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
