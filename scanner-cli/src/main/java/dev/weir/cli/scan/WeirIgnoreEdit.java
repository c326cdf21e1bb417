package dev.weir.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.ReplacedFile;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes the file {@code .weirignore}. Every command that accepts findings writes through this
 * class: it chooses the salt of a change, keeps the entries sorted and the comments that are there,
 * and replaces the file in one step.
 */
public final class WeirIgnoreEdit {
  private static final String HEADER =
      """
      # Secrets that weir does not report: one salted hash per line.
      # Written by `weir ignore` and `weir baseline`; lines may be reordered and deleted.
      """;
  private static final int SALT_BYTES = 8;

  private final WeirIgnore file;
  private final LocalDate today;
  private boolean changesAttributes;

  /**
   * Makes an edit.
   *
   * @param today the day on which entries may have expired
   */
  public WeirIgnoreEdit(WeirIgnore file, LocalDate today) {
    this.file = file;
    this.today = today;
  }

  /**
   * On which terms findings are accepted.
   *
   * @param path a file, or a folder with a slash at its end, that the entries are limited to, as
   *     the file has it; empty for none
   * @param until the last day, or null
   * @param author who accepts them; may be empty
   * @param reason why; may be empty
   */
  public record Terms(String path, @Nullable LocalDate until, String author, String reason) {
    /** Returns these terms for another path. */
    public Terms in(String other) {
      return new Terms(other, until, author, reason);
    }

    /** Returns an entry on these terms; one that is bound to a path stays so. */
    public IgnoreEntry of(IgnoreEntry entry) {
      String where = entry.path().isEmpty() ? path : entry.path();
      return new IgnoreEntry(
          entry.salt(), entry.hash(), entry.ruleId(), where, until, author, reason);
    }

    /** Returns these terms with another reason. */
    public Terms because(String other) {
      return new Terms(path, until, author, other);
    }
  }

  /** A finding, and on which terms it is accepted. */
  public record Accepted(Finding finding, Terms terms) {}

  /**
   * Returns the entries of the file, expired ones too.
   *
   * @throws IOException if it cannot be read or has a line that is no entry
   */
  public IgnoreEntries entries() throws IOException {
    List<IgnoreEntries.Flaw> flaws = new ArrayList<>();
    IgnoreEntries entries = IgnoreEntries.read(file.lines(), flaws);
    if (!flaws.isEmpty()) {
      IgnoreEntries.Flaw first = flaws.get(0);
      throw new IOException(
          "line " + first.line() + ": " + first.reason() + "; fix or remove it first");
    }
    return entries;
  }

  /**
   * Adds an entry for each finding that no valid entry covers yet, and writes the file if there is
   * one. In a repository it also sees to it that Git merges the files of two branches line by line.
   *
   * @return the new entries
   */
  public List<IgnoreEntry> add(List<Accepted> findings) throws IOException {
    IgnoreEntries entries = entries();
    IgnoreEntries valid = entries.on(today);
    List<IgnoreEntry> added = new ArrayList<>();
    String salt = newSalt();
    Set<String> covered = new HashSet<>();
    for (Accepted accepted : findings) {
      Finding finding = accepted.finding();
      String path = accepted.terms().path();
      // Comparing with an entry takes an HMAC, so the new ones are compared by what they are about.
      boolean isNew = !covered.contains(key(finding, "")) && covered.add(key(finding, path));
      if (isNew && valid.entryFor(finding) == null) {
        added.add(entry(finding, salt, accepted.terms()));
      }
    }
    if (!added.isEmpty()) {
      write(entries.with(added));
      changesAttributes |= MergeAttribute.add(file);
    }
    return added;
  }

  /**
   * Adds entries that were made earlier, except those that are there already.
   *
   * @return the new entries
   */
  public List<IgnoreEntry> addReady(List<IgnoreEntry> ready) throws IOException {
    IgnoreEntries entries = entries();
    List<IgnoreEntry> added = new ArrayList<>(ready);
    entries.entries().forEach(old -> added.removeIf(entry -> entry.hash().equals(old.hash())));
    if (!added.isEmpty()) {
      write(entries.with(added));
      changesAttributes |= MergeAttribute.add(file);
    }
    return added;
  }

  private static String key(Finding finding, String path) {
    String limit = path.isEmpty() && finding.isAboutPath() ? finding.path() : path;
    return finding.ruleId() + '\0' + finding.secretDigest() + '\0' + limit;
  }

  /** Returns a line for the user about the files that are to be committed. */
  public String advice() {
    return "commit "
        + WeirIgnore.NAME
        + (changesAttributes ? " and " + MergeAttribute.FILE : "")
        + ", so that this also holds for others and in CI\n";
  }

  /** Returns the salt of a new change. */
  static String newSalt() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  private static IgnoreEntry entry(Finding finding, String salt, Terms terms) {
    return IgnoreEntry.of(
        finding, salt, terms.path(), terms.until(), terms.author(), terms.reason());
  }

  /** Removes entries, for instance those that {@link #add} has just added. */
  public void remove(List<IgnoreEntry> entries) throws IOException {
    List<IgnoreEntry> kept = new ArrayList<>(entries().entries());
    kept.removeAll(entries);
    write(IgnoreEntries.of(kept));
  }

  /** Replaces the whole file, but keeps its comments. */
  public void write(IgnoreEntries entries) throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> before = file.lines();
    if (before.isEmpty()) {
      text.append(HEADER);
    }
    before.stream().filter(l -> l.startsWith("#")).forEach(l -> text.append(l).append('\n'));
    for (IgnoreEntry entry : entries.entries()) {
      text.append(entry.toLine()).append('\n');
    }
    Path next = ReplacedFile.beside(file.file());
    try {
      Files.writeString(next, text, UTF_8);
      ReplacedFile.move(next, file.file());
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
