package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.contrastsecurity.sarif.ArtifactLocation;
import dev.weir.core.text.Ascii;

/** Converts paths to URIs for SARIF (3.4.3): relative references, percent-encoded by RFC 3986. */
final class SarifUris {
  private static final String PLAIN = "-._~/!$&'()*+,;=@";

  private SarifUris() {}

  /** Returns the location of a file, relative to {@code base} unless the path is absolute. */
  static ArtifactLocation file(String path, String base) {
    if (path.startsWith("/")) {
      return new ArtifactLocation().withUri("file://" + encoded(path));
    }
    String plain = path.startsWith("./") ? path.substring(2) : path;
    return new ArtifactLocation().withUri(encoded(plain)).withUriBaseId(base);
  }

  static String encoded(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      if (Ascii.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
