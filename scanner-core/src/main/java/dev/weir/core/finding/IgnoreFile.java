package dev.weir.core.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fingerprints of findings that are not reported, as {@code .gitleaksignore} lists them. Immutable.
 */
public final class IgnoreFile {
  /** An ignore file without fingerprints. */
  public static final IgnoreFile NONE = new IgnoreFile(Set.of(), List.of());

  private final Set<String> fingerprints;
  private final List<String> invalid;

  private IgnoreFile(Set<String> fingerprints, List<String> invalid) {
    this.fingerprints = fingerprints;
    this.invalid = List.copyOf(invalid);
  }

  /**
   * Reads the lines of ignore files. An entry is {@code file:rule:line} or {@code
   * commit:file:rule:line}; a backslash in the file counts as a slash. Lines that are empty or
   * begin with {@code #} are ignored. Any other line is kept unchanged, for paths with a colon, and
   * is listed in {@link #invalid()}.
   */
  public static IgnoreFile of(List<String> lines) {
    Set<String> fingerprints = new HashSet<>();
    List<String> invalid = new ArrayList<>();
    for (String raw : lines) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(":", -1);
      if (parts.length == 3 || parts.length == 4) {
        int file = parts.length - 3;
        parts[file] = parts[file].replace('\\', '/');
        fingerprints.add(String.join(":", parts));
      } else {
        invalid.add(line);
        fingerprints.add(line);
      }
    }
    return new IgnoreFile(fingerprints, invalid);
  }

  /** Returns true if the finding is listed, with its commit or for all commits. */
  public boolean ignores(Fingerprint fingerprint) {
    return !fingerprints.isEmpty()
        && (fingerprints.contains(fingerprint.global())
            || fingerprints.contains(fingerprint.toString()));
  }

  /** Returns the lines that are not fingerprints, in order. */
  public List<String> invalid() {
    return invalid;
  }
}
