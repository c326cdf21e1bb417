package dev.weir.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files that somebody else may have put in place: a pipe that never ends, a device, a link to
 * another folder or a huge file with holes is refused before it is opened.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Returns the bytes of a regular file.
   *
   * @param most the largest size to read, in bytes
   * @param links {@link LinkOption#NOFOLLOW_LINKS} to refuse a symbolic link too; otherwise the
   *     file that the link points to must be regular
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if the file is not regular, is too large or cannot be read
   */
  public static byte[] read(Path file, long most, LinkOption... links) throws IOException {
    check(file, most, links);
    try (InputStream in = Files.newInputStream(file, (OpenOption[]) links)) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
      if (bytes.length > most) {
        throw tooLarge(most);
      }
      return bytes;
    }
  }

  /**
   * Returns the first bytes of any file, also of a pipe or a device.
   *
   * @param most the number of bytes to read
   */
  public static byte[] readUpTo(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  /**
   * Checks that a file can be opened without waiting, and is not too large.
   *
   * @throws IOException as {@link #read}
   */
  public static void check(Path file, long most, LinkOption... links) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, links);
    if (!attributes.isRegularFile()) {
      throw new IOException(attributes.isDirectory() ? "it is a folder" : "not a regular file");
    }
    if (attributes.size() > most) {
      throw tooLarge(most);
    }
  }

  private static IOException tooLarge(long most) {
    return new IOException("larger than " + most + " bytes");
  }
}
