package dev.weir.git.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log options for weir's own walk.
 *
 * @param revisions revisions, ranges and options that name references, in order
 * @param maxCount the maximum number of commits, or -1 for no limit
 * @param skip the number of commits to skip first
 */
record WalkOptions(
    List<String> revisions,
    Set<Flag> flags,
    Period period,
    TextPatterns patterns,
    int maxCount,
    int skip) {
  WalkOptions {
    revisions = List.copyOf(revisions);
    flags = Set.copyOf(flags);
  }

  /** Options without a value. */
  enum Flag {
    ALL_REFS,
    NO_MERGES,
    ONLY_MERGES,
    FIRST_PARENT,
    FULL_HISTORY
  }

  /** A period of commit times; null means no limit. */
  record Period(@Nullable Instant since, @Nullable Instant until) {
    boolean isLimited() {
      return since != null || until != null;
    }

    /**
     * @param time a commit time, in seconds since 1970
     */
    boolean contains(long time) {
      return (since == null || time >= since.getEpochSecond())
          && (until == null || time <= until.getEpochSecond());
    }
  }

  /**
   * Returns the settings for the walk.
   *
   * @param options options that do not need git
   * @param now the time to which relative dates refer
   * @throws LogOptionsException if a value is invalid
   */
  static WalkOptions of(LogOptions options, Instant now) {
    Reader reader = new Reader(now);
    options.given().forEach(reader::read);
    return reader.options();
  }

  boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** Collects the settings from options. */
  private static final class Reader {
    private final Instant now;
    private final List<String> revisions = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final List<String> authors = new ArrayList<>();
    private final List<String> committers = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private boolean ignoreCase;
    private boolean fixed;
    private boolean extended;
    private @Nullable Instant since;
    private @Nullable Instant until;
    private int maxCount = -1;
    private int skip;

    Reader(Instant now) {
      this.now = now;
    }

    void read(LogOptions.Option option) {
      String name = option.name();
      String value = option.value();
      if (option.isRevision()) {
        revision(name);
        return;
      }
      switch (name) {
        case "-n", "--max-count" -> maxCount = count(name, value);
        case "--skip" -> skip = count(name, value);
        case "--since", "--after" -> since = ApproximateDate.parse(value, now);
        case "--until", "--before" -> until = ApproximateDate.parse(value, now);
        case "--author" -> authors.add(value);
        case "--committer" -> committers.add(value);
        case "--grep" -> messages.add(value);
        case "-i", "--regexp-ignore-case" -> ignoreCase = true;
        case "-F", "--fixed-strings" -> fixed = true;
        case "-E", "--extended-regexp" -> extended = true;
        case "--all" -> flags.add(Flag.ALL_REFS);
        case "--branches", "--tags", "--remotes" ->
            revisions.add(value.isEmpty() ? name : name + "=" + value);
        case "--no-merges" -> flags.add(Flag.NO_MERGES);
        case "--merges" -> flags.add(Flag.ONLY_MERGES);
        case "--first-parent" -> flags.add(Flag.FIRST_PARENT);
        default -> other(name, value);
      }
    }

    private void revision(String word) {
      if (word.isEmpty()) {
        throw new LogOptionsException(
            "log options: two spaces in a row make an empty revision; use a single space");
      }
      revisions.add(word);
    }

    /** Reads a number such as {@code -5}, or an option that changes the order. */
    private void other(String name, String value) {
      if (name.matches("-n?[0-9]+")) {
        maxCount = count(name, name.replaceFirst("^-n?", ""));
      } else if (!value.isEmpty()) {
        throw new LogOptionsException(
            "log options: " + name + " is not supported, so nothing was scanned");
      } else if (name.equals("--full-history")) {
        flags.add(Flag.FULL_HISTORY);
      }
    }

    private static int count(String name, String value) {
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw new LogOptionsException(
            "log options: " + name + " needs a number, not '" + value + "'");
      }
    }

    WalkOptions options() {
      TextPatterns.Syntax syntax =
          fixed
              ? TextPatterns.Syntax.FIXED
              : extended ? TextPatterns.Syntax.EXTENDED : TextPatterns.Syntax.BASIC;
      TextPatterns patterns =
          new TextPatterns(
              TextPatterns.of(authors, syntax, ignoreCase),
              TextPatterns.of(committers, syntax, ignoreCase),
              TextPatterns.of(messages, syntax, ignoreCase));
      return new WalkOptions(revisions, flags, new Period(since, until), patterns, maxCount, skip);
    }
  }
}
