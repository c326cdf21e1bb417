package dev.weir.core.finding;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entries of {@code .weirignore} files. A line is {@code SALT.HASH RULE}, then any of {@code
 * path="..."}, {@code until="YYYY-MM-DD"}, {@code by="..."}, {@code reason="..."}; lines that are
 * empty or begin with {@code #} are ignored. Entries are sorted by their salts, which are random,
 * so that two branches rarely change the same place. The entries of one change share a salt, so a
 * finding is hashed once for all of them. Immutable.
 */
public final class IgnoreEntries {
  /** A list without entries. */
  public static final IgnoreEntries NONE = new IgnoreEntries(List.of());

  private final List<IgnoreEntry> entries;
  private final Map<String, Set<String>> saltsByRule = new HashMap<>();
  private final Map<String, List<IgnoreEntry>> byHash = new HashMap<>();

  private IgnoreEntries(List<IgnoreEntry> entries) {
    this.entries = List.copyOf(entries);
    for (IgnoreEntry entry : entries) {
      saltsByRule.computeIfAbsent(entry.ruleId(), id -> new LinkedHashSet<>()).add(entry.salt());
      byHash.computeIfAbsent(entry.hash(), hash -> new ArrayList<>()).add(entry);
    }
  }

  /** Returns a list of these entries. */
  public static IgnoreEntries of(List<IgnoreEntry> entries) {
    return new IgnoreEntries(entries);
  }

  /**
   * A line that is not an entry, and therefore ignores nothing.
   *
   * @param line one-based
   */
  public record Flaw(int line, String reason) {}

  /**
   * Reads the lines of a file.
   *
   * @param flaws receives the lines that are not entries
   */
  public static IgnoreEntries read(List<String> lines, List<Flaw> flaws) {
    List<IgnoreEntry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = Form.LINE.matcher(line);
      if (!matcher.matches()) {
        flaws.add(new Flaw(i + 1, "not an ignore entry"));
        continue;
      }
      try {
        entries.add(entry(matcher));
      } catch (DateTimeException e) {
        flaws.add(new Flaw(i + 1, "until must be a day such as 2027-01-31"));
      }
    }
    return new IgnoreEntries(entries);
  }

  private static IgnoreEntry entry(Matcher line) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = Form.FIELD.matcher(line.group("fields"));
    while (field.find()) {
      fields.put(field.group("name"), unescaped(field.group("value")));
    }
    String until = fields.getOrDefault("until", "");
    return new IgnoreEntry(
        line.group("salt"),
        line.group("hash"),
        unescaped(line.group("rule")),
        fields.getOrDefault("path", ""),
        until.isEmpty() ? null : LocalDate.parse(until),
        fields.getOrDefault("by", ""),
        fields.getOrDefault("reason", ""));
  }

  private static String unescaped(String value) {
    return Form.ESCAPE
        .matcher(value)
        .replaceAll(
            escape -> {
              String code = escape.group(1);
              String shown =
                  code == null
                      ? escape.group(2)
                      : String.valueOf((char) Integer.parseInt(code, 16));
              return Matcher.quoteReplacement(shown);
            });
  }

  /** Returns all entries, in order. */
  public List<IgnoreEntry> entries() {
    return entries;
  }

  /** Returns an entry that covers the finding, or null. */
  public @Nullable IgnoreEntry entryFor(Finding finding) {
    for (String salt : saltsByRule.getOrDefault(finding.ruleId(), Set.of())) {
      String hash = IgnoreEntry.hashOf(salt, finding);
      for (IgnoreEntry entry : byHash.getOrDefault(hash, List.of())) {
        if (entry.salt().equals(salt) && entry.covers(finding, hash)) {
          return entry;
        }
      }
    }
    return null;
  }

  /** Returns the entries that are valid on that day. */
  public IgnoreEntries on(LocalDate day) {
    return new IgnoreEntries(entries.stream().filter(entry -> entry.holdsOn(day)).toList());
  }

  /** Returns these entries and {@code more}, in the order of a file. */
  public IgnoreEntries with(List<IgnoreEntry> more) {
    List<IgnoreEntry> all = new ArrayList<>(entries);
    all.addAll(more);
    all.sort(Comparator.comparing(IgnoreEntry::salt).thenComparing(IgnoreEntry::hash));
    return new IgnoreEntries(all);
  }

  /** The patterns of a line; compiled when the first line is read. */
  private static final class Form {
    static final Pattern LINE =
        Pattern.compile(
            "(?<salt>[0-9a-f]{16})\\.(?<hash>[0-9a-f]{32}) (?<rule>\\S+)"
                + "(?<fields>(?: [a-z]+=\"(?:[^\"\\\\]|\\\\.)*+\")*+)");
    static final Pattern FIELD =
        Pattern.compile(" (?<name>[a-z]+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*+)\"");
    static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");
  }
}
