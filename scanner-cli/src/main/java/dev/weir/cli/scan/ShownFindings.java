package dev.weir.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.ReplacedFile;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.redact.Redaction;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The findings that the last hook has shown, for {@code weir ignore --last}. The hook writes a file
 * in the Git folder, and only when it found something: an ignore entry for each secret, after a
 * comment with its place. The file holds no secret.
 *
 * @param entries ready entries, without a reason
 * @param places the place of each entry, for people
 * @param written when the hook ran
 */
public record ShownFindings(List<IgnoreEntry> entries, List<String> places, Instant written) {
  private static final String NAME = "shown";
  private static final Duration LONGEST = Duration.ofDays(1);

  private static Path file(Path gitFolder) {
    return gitFolder.resolve("weir").resolve(NAME);
  }

  /** Keeps what a hook has shown, instead of what the hook before it has shown. */
  static void keep(List<Finding> findings, Redaction redaction, Path gitFolder) throws IOException {
    Path file = file(gitFolder);
    String salt = WeirIgnoreEdit.newSalt();
    Set<IgnoreEntry> entries = new HashSet<>();
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      IgnoreEntry entry = IgnoreEntry.of(finding, salt, "", null, "", "");
      if (entries.add(entry)) {
        Finding shown = redaction.of(finding);
        String path = shown.path().isEmpty() ? "(input)" : ForeignText.line(shown.path());
        text.append("# ").append(path).append(':').append(shown.location().startLine());
        text.append('\n').append(entry.toLine()).append('\n');
      }
    }
    Files.createDirectories(file.resolveSibling("."));
    Path next = ReplacedFile.beside(file);
    try {
      Files.writeString(next, text, UTF_8);
      ReplacedFile.move(next, file);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /**
   * Reads what the last hook has shown; there are no entries if no hook found anything.
   *
   * @throws IOException if the file cannot be read
   */
  public static ShownFindings read(Path gitFolder) throws IOException {
    Path file = file(gitFolder);
    if (!Files.isRegularFile(file)) {
      return new ShownFindings(List.of(), List.of(), Instant.EPOCH);
    }
    List<String> lines = Files.readAllLines(file, UTF_8);
    return new ShownFindings(
        IgnoreEntries.read(lines, new ArrayList<>()).entries(),
        lines.stream().filter(l -> l.startsWith("# ")).map(l -> l.substring(2)).toList(),
        Files.getLastModifiedTime(file).toInstant());
  }

  /** Returns true if so much time has passed that the user may no longer know the findings. */
  public boolean isOld(Instant now) {
    return written.plus(LONGEST).isBefore(now);
  }

  /** Forgets the findings, after they were accepted. */
  public static void forget(Path gitFolder) throws IOException {
    Files.deleteIfExists(file(gitFolder));
  }
}
