package dev.weir.image;

import dev.weir.core.file.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a blob, such as {@code sha256:} and 64 hexadecimal digits.
 *
 * @param algorithm as it is written before the colon
 * @param hex the digits
 */
record Digest(String algorithm, String hex) {
  private static final int SHOWN = 12;
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9]+(?:[+._-][a-z0-9]+)*):([0-9a-fA-F]{32,128})");

  /** Reads a digest; returns null if the text is none. */
  static @Nullable Digest of(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches() ? new Digest(matcher.group(1), matcher.group(2)) : null;
  }

  /** Returns the beginning of the digest, by which people name layers. */
  String shown() {
    return algorithm + ":" + hex.substring(0, SHOWN);
  }

  /** Returns the name of the blob in an OCI layout. */
  String blob() {
    return "blobs/" + algorithm + "/" + hex;
  }

  /** Returns the sum with which to compare content, or null if the algorithm is not known. */
  @Nullable MessageDigest sum() {
    try {
      return switch (algorithm) {
        case "sha256" -> MessageDigest.getInstance("SHA-256");
        case "sha384" -> MessageDigest.getInstance("SHA-384");
        case "sha512" -> MessageDigest.getInstance("SHA-512");
        default -> null;
      };
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has this algorithm", e);
    }
  }

  /** A stream that computes the digest of what is read through it. */
  static final class Checked extends BlockInputStream {
    private final InputStream in;
    private final @Nullable Digest wanted;
    private final @Nullable MessageDigest sum;

    /**
     * Wraps a stream.
     *
     * @param wanted the digest that the content should have, or null if nobody says
     */
    Checked(InputStream in, @Nullable Digest wanted) {
      this.in = in;
      this.wanted = wanted;
      this.sum = wanted == null ? null : wanted.sum();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, length);
      if (count > 0 && sum != null) {
        sum.update(buffer, offset, count);
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    /**
     * Reads the rest and compares the digests.
     *
     * @return the reason why the content is not what the digest names, as a lower-case clause; or
     *     empty if it is
     */
    String problem() throws IOException {
      transferTo(OutputStream.nullOutputStream());
      if (wanted == null) {
        return "";
      }
      if (sum == null) {
        return "its digest uses the algorithm " + wanted.algorithm() + ", which weir cannot check";
      }
      String found = HexFormat.of().formatHex(sum.digest());
      return found.equalsIgnoreCase(wanted.hex())
          ? ""
          : "its digest is "
              + new Digest(wanted.algorithm(), found).shown()
              + ", so it is not what the image names";
    }
  }
}
