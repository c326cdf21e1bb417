package dev.weir.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.ReplacedFile;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that a review keeps outside of {@code .weirignore}, so that the next review goes on
 * where it stopped: which secrets are true, and which were put off. The file has the form of an
 * ignore file, with a salted hash for each secret, so it holds no secret. It is in the Git folder
 * and is not committed.
 */
public final class ReviewState {
  private static final String NAME = "review";
  private static final int SALT_BYTES = 8;

  private final @Nullable Path file;
  private final SecureRandom random = new SecureRandom();
  private IgnoreEntries entries = IgnoreEntries.NONE;

  private ReviewState(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Reads the state of a repository.
   *
   * @param gitFolder the repository's common Git folder, or null to keep the state in memory only
   * @throws IOException if the file is there but cannot be read
   */
  public static ReviewState read(@Nullable Path gitFolder) throws IOException {
    Path file = gitFolder == null ? null : gitFolder.resolve("weir").resolve(NAME);
    ReviewState state = new ReviewState(file);
    if (file != null && Files.isRegularFile(file)) {
      state.entries = IgnoreEntries.read(Files.readAllLines(file, UTF_8), new ArrayList<>());
    }
    return state;
  }

  /** Returns the decision that is kept of a secret: true, later or open. */
  public ReviewDecision of(Finding finding) {
    IgnoreEntry entry = entries.entryFor(finding);
    return entry == null
        ? ReviewDecision.OPEN
        : entry.reason().equals(ReviewDecision.TRUE.shown())
            ? ReviewDecision.TRUE
            : ReviewDecision.LATER;
  }

  /**
   * Keeps a decision and writes the file.
   *
   * @param decision {@link ReviewDecision#TRUE} or {@link ReviewDecision#LATER}; any other one
   *     forgets what is kept
   */
  public void keep(Finding finding, ReviewDecision decision) throws IOException {
    List<IgnoreEntry> kept = new ArrayList<>(entries.entries());
    kept.removeIf(entry -> entry.covers(finding));
    if (decision == ReviewDecision.TRUE || decision == ReviewDecision.LATER) {
      byte[] salt = new byte[SALT_BYTES];
      random.nextBytes(salt);
      String digits = HexFormat.of().formatHex(salt);
      kept.add(IgnoreEntry.of(finding, digits, "", null, "", decision.shown()));
    }
    entries = IgnoreEntries.of(kept);
    write();
  }

  private void write() throws IOException {
    Path target = file;
    if (target == null) {
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    StringBuilder text = new StringBuilder();
    entries.entries().forEach(entry -> text.append(entry.toLine()).append('\n'));
    Path next = ReplacedFile.beside(target);
    try {
      Files.writeString(next, text, UTF_8);
      ReplacedFile.move(next, target);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
