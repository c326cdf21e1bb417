package dev.weir.core.regex;

import dev.weir.core.regex.engine.AnchorAnalysis;
import dev.weir.core.regex.engine.Backtracker;
import dev.weir.core.regex.engine.LockstepSearch;
import dev.weir.core.regex.engine.MatchFilter;
import dev.weir.core.regex.engine.MatchProgram;
import dev.weir.core.regex.engine.MatchSearch;
import dev.weir.core.regex.engine.RunAnalysis;
import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.regex.syntax.RegexSyntax;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pattern in Go's syntax that is matched in time linear in the text. It is parsed when it is
 * created and compiled when it is first used. Safe for several threads.
 *
 * <p>A {@link Backtracker} matches it, and a {@link LockstepSearch} where a text is too long or a
 * pattern too large for that.
 */
public final class Regex {
  private static final ThreadLocal<Backtracker.Scratch> SCRATCH =
      ThreadLocal.withInitial(Backtracker.Scratch::new);

  private final String pattern;
  private @Nullable RegexSyntax syntax;
  private @Nullable RegexFacts facts;
  private volatile @Nullable MatchProgram program;
  private volatile @Nullable MatchProgram plainProgram;
  private volatile @Nullable MatchFilter filter;

  private Regex(String pattern, @Nullable RegexSyntax syntax, @Nullable RegexFacts facts) {
    this.pattern = pattern;
    this.syntax = syntax;
    this.facts = facts;
  }

  /**
   * Returns the pattern.
   *
   * @throws RegexSyntaxException if Go would not compile it
   */
  public static Regex of(String pattern) {
    return new Regex(pattern, RegexSyntax.parse(pattern), null);
  }

  /**
   * Returns the pattern without parsing it again.
   *
   * @param facts what {@link #facts} returned for this pattern
   */
  public static Regex of(String pattern, RegexFacts facts) {
    return new Regex(pattern, null, facts);
  }

  /** Returns the facts about the pattern, which can be stored. */
  public synchronized RegexFacts facts() {
    RegexFacts known = facts;
    if (known == null) {
      RegexSyntax read = Objects.requireNonNull(syntax);
      known =
          new RegexFacts(
              read.groupCount(), AnchorAnalysis.of(read.root()), RunAnalysis.of(read.root()));
      facts = known;
      syntax = null;
    }
    return known;
  }

  /** Returns the pattern as it was written. */
  public String pattern() {
    return pattern;
  }

  /** Returns the number of capture groups, 0 or more. */
  public int groupCount() {
    RegexSyntax read = syntax;
    return read == null ? facts().groupCount() : read.groupCount();
  }

  /** Returns what each match must contain, and how far a match can extend around it. */
  public RegexAnchors anchors() {
    return facts().anchors();
  }

  /**
   * Returns false if no match can contain the text in any case, because one of its characters
   * cannot occur in a match.
   */
  public boolean canContain(String text) {
    boolean[] characters = RegexSyntax.parse(pattern).characters();
    return text.chars()
        .allMatch(
            c ->
                c >= 128
                    ? characters[128]
                    : characters[Character.toLowerCase(c)] || characters[Character.toUpperCase(c)]);
  }

  /** Returns the filter of the pattern, which learns from the texts that any thread reads. */
  public MatchFilter filter() {
    MatchFilter known = filter;
    return known == null ? newFilter() : known;
  }

  private synchronized MatchFilter newFilter() {
    MatchFilter known = filter;
    if (known == null) {
      known = MatchFilter.of(RegexSyntax.parse(pattern).root());
      filter = known;
    }
    return known;
  }

  /** Returns true if the pattern matches anywhere in {@code text}. */
  public boolean isFoundIn(String text) {
    return isFoundIn(Content.of(text));
  }

  /** Returns true if the pattern matches anywhere in {@code content}. */
  public boolean isFoundIn(Content content) {
    return search(content, 0, content.length(), 0).find(0);
  }

  /**
   * Returns the non-overlapping matches from left to right, as Go's FindAll does, in the bytes from
   * {@code start} to before {@code end}. The characters directly before and after that range count
   * for {@code \b}, {@code ^} and {@code $}.
   */
  public List<MatchSpan> findAll(Content content, int start, int end) {
    List<MatchSpan> found = new ArrayList<>(0);
    findAll(content, start, end, found);
    return found;
  }

  /** Adds the matches of {@link #findAll(Content, int, int)} to {@code found}. */
  public void findAll(Content content, int start, int end, List<MatchSpan> found) {
    findAll(search(content, start, end, 0), start, end, Regex::span, found);
  }

  /**
   * Adds the matches of {@link #findAll(Content, int, int)} to {@code found}, and searches only
   * where a filter cannot rule out a match.
   *
   * @param filter a filter of this pattern
   * @param longest no match has more bytes
   */
  public void findAll(
      Content content, int start, int end, MatchFilter filter, int longest, List<MatchSpan> found) {
    byte[] bytes = content.bytes();
    int firstEnd = filter.firstEnd(bytes, start, end);
    MatchSearch search = firstEnd < 0 ? null : search(content, start, end, 0);
    if (search == null) {
      return;
    }
    if (!(search instanceof Backtracker in) || filter.hasGivenUp()) {
      findAll(search, start, end, Regex::span, found);
      return;
    }
    int position = in.startOfCharacter(start);
    int limit = in.startOfCharacter(end);
    while (firstEnd >= 0
        && in.find(filter, position, firstEnd, end, longest)
        && in.end() <= limit) {
      found.add(span(in));
      position = in.end();
      firstEnd = filter.firstEnd(bytes, position, end);
    }
  }

  /** Returns the first match of {@link #findAll(Content, int, int)}, or null, likewise. */
  public @Nullable MatchSpan findFirst(
      Content content, int start, int end, MatchFilter filter, int longest) {
    int firstEnd = filter.firstEnd(content.bytes(), start, end);
    MatchSearch search = firstEnd < 0 ? null : search(content, start, end, 0);
    if (search == null) {
      return null;
    }
    int position = search.startOfCharacter(start);
    boolean found =
        search instanceof Backtracker in
            ? in.find(filter, position, firstEnd, end, longest)
            : search.find(position);
    return found && search.end() <= end ? span(search) : null;
  }

  /** Returns the first match of {@link #findAll(Content, int, int)}, or null. */
  public @Nullable MatchSpan findFirst(Content content, int start, int end) {
    MatchSearch search = search(content, start, end, 0);
    boolean found = search.find(search.startOfCharacter(start)) && search.end() <= end;
    return found ? span(search) : null;
  }

  private static MatchSpan span(MatchSearch match) {
    return new MatchSpan(match.start(), match.end());
  }

  private static <T> void findAll(
      MatchSearch in, int start, int end, Function<MatchSearch, T> made, List<T> found) {
    int position = in.startOfCharacter(start);
    int limit = in.startOfCharacter(end);
    int lastEnd = -1;
    while (position <= limit && in.find(position) && in.end() <= limit) {
      boolean empty = in.start() == in.end();
      // gitleaks: Go does not report an empty match directly after a match
      if (!empty || in.start() != lastEnd) {
        found.add(made.apply(in));
      }
      lastEnd = in.end();
      position = empty ? in.next(lastEnd) : lastEnd;
    }
  }

  /** Returns the search for a range and one character on each side of it. */
  private MatchSearch search(Content content, int start, int end, int groups) {
    byte[] bytes = content.bytes();
    int from = contextBefore(bytes, start);
    int to = contextAfter(bytes, end);
    MatchProgram own = program();
    return Backtracker.suits(own, from, to)
        ? new Backtracker(own, groups, bytes, from, to, SCRATCH.get())
        : new LockstepSearch(plainProgram(own), groups, bytes, from, to);
  }

  /** Returns true if the program of the pattern was made. */
  public boolean isCompiled() {
    return program != null;
  }

  private MatchProgram program() {
    MatchProgram known = program;
    if (known == null) {
      known = MatchProgram.counting(RegexSyntax.parse(pattern).root());
      program = known;
    }
    return known;
  }

  private MatchProgram plainProgram(MatchProgram own) {
    MatchProgram known = own.isPlain() ? own : plainProgram;
    if (known == null) {
      known = MatchProgram.of(RegexSyntax.parse(pattern).root());
      plainProgram = known;
    }
    return known;
  }

  // One character is enough for \b, ^ and $; UTF-8 characters are up to four bytes long.
  public static int contextBefore(byte[] bytes, int start) {
    int from = start;
    for (int i = 0; i < 4 && from > 0; i++) {
      from--;
      if ((bytes[from] & 0xC0) != 0x80) {
        return from;
      }
    }
    return from;
  }

  public static int contextAfter(byte[] bytes, int end) {
    int to = end;
    if (to < bytes.length) {
      to++;
      for (int i = 0; i < 3 && to < bytes.length && (bytes[to] & 0xC0) == 0x80; i++) {
        to++;
      }
    }
    return to;
  }

  /**
   * Returns the leftmost match in all of {@code content} with its groups: element 2n is the start
   * of group n, element 2n+1 its end, in bytes, -1 for a group that did not match; group 0 is the
   * match. Returns null if there is no match.
   */
  public int @Nullable [] findGroups(Content content) {
    MatchSearch search = search(content, 0, content.length(), groupCount());
    return search.find(0) ? search.groups() : null;
  }

  /**
   * Returns the matches of {@link #findAll(Content, int, int)} in all of {@code content}, each with
   * its groups as {@link #findGroups} returns them.
   */
  public List<int[]> findAllGroups(Content content) {
    int end = content.length();
    List<int[]> found = new ArrayList<>();
    findAll(search(content, 0, end, groupCount()), 0, end, MatchSearch::groups, found);
    return found;
  }

  @Override
  public String toString() {
    return pattern;
  }
}
