package dev.weir.core.finding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.core.source.CommitInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The findings of an earlier JSON report, which are not reported again. Not thread-safe. */
public final class Baseline {
  /** A baseline without findings. */
  public static final Baseline NONE = new Baseline(Set.of(), Set.of(), true, false);

  private final Set<Entry> entries;
  private final Set<Entry> entriesWithoutTexts;
  private final boolean comparesTexts;
  private final boolean isGitleaks;
  private @Nullable Map<Place, List<Entry>> byPlace;

  private Baseline(
      Set<Entry> entries,
      Set<Entry> entriesWithoutTexts,
      boolean comparesTexts,
      boolean isGitleaks) {
    this.entries = entries;
    this.entriesWithoutTexts = entriesWithoutTexts;
    this.comparesTexts = comparesTexts;
    this.isGitleaks = isGitleaks;
  }

  /**
   * Reads a JSON report. Keys may be in any case, unknown ones are ignored; {@code null} is an
   * empty baseline.
   *
   * @throws IOException if the report cannot be read or is not an array of findings
   */
  public static Baseline read(InputStream in) throws IOException {
    Set<Entry> entries = new HashSet<>();
    Set<Entry> withoutTexts = new HashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(in)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.VALUE_NULL) {
        return NONE;
      }
      if (first != JsonToken.START_ARRAY) {
        throw new IOException("not an array of findings");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Entry entry = readEntry(parser);
        entries.add(entry);
        withoutTexts.add(entry.withoutTexts());
      }
    }
    return new Baseline(entries, withoutTexts, true, false);
  }

  /** Returns this baseline for a run that redacts secrets, in which texts are not compared. */
  public Baseline withoutTexts() {
    return new Baseline(entries, entriesWithoutTexts, false, isGitleaks);
  }

  /**
   * Returns this baseline for a run as gitleaks: an entry whose secret is redacted counts only if
   * the run redacts secrets, too.
   */
  public Baseline asGitleaks() {
    return new Baseline(entries, entriesWithoutTexts, comparesTexts, true);
  }

  /**
   * Returns true if the finding is in the baseline: all its fields except fingerprint, tags and
   * link are equal to those of an entry.
   */
  public boolean contains(Finding finding) {
    if (entries.isEmpty()) {
      return false;
    }
    Entry entry = Entry.of(finding);
    return comparesTexts
        ? entries.contains(entry)
        : entriesWithoutTexts.contains(entry.withoutTexts()) || containsRedacted(entry);
  }

  /** Returns true if the report has the finding with a message in which secrets are redacted. */
  private boolean containsRedacted(Entry entry) {
    Place place = new Place(entry.path, entry.commit.sha(), "", entry.location.startLine());
    for (Entry other : at(place)) {
      if (other.commit.message().contains("REDACTED")
          && other.ruleId.equals(entry.ruleId)
          && other.location.equals(entry.location)
          && other.entropy == entry.entropy) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns true if the baseline has the same secret in the same file and commit, under a related
   * rule. This holds for rules of weir, whose descriptions and patterns are not those of gitleaks.
   * A secret at the same line is the same one if it contains the other. If it is redacted in the
   * report, all that the report still tells of it must fit: entropy, beginning, and length.
   */
  public boolean containsRelated(Finding finding, RuleKinship kinship) {
    if (entries.isEmpty() || !kinship.isOurs(finding.ruleId())) {
      return false;
    }
    boolean found = false;
    for (Entry entry : at(new Place(finding.path(), finding.sha(), finding.secretDigest(), 0))) {
      found |= isRelated(entry, finding, kinship);
    }
    int line = finding.location().startLine();
    for (Entry entry : at(new Place(finding.path(), finding.sha(), "", line))) {
      boolean isSame =
          entry.isRedacted()
              ? !(isGitleaks && comparesTexts) && entry.fits(finding)
              : entry.overlaps(finding);
      found |= isSame && isRelated(entry, finding, kinship);
    }
    return found;
  }

  private boolean isRelated(Entry entry, Finding finding, RuleKinship kinship) {
    return kinship.areRelated(entry.ruleId, finding.ruleId());
  }

  private List<Entry> at(Place place) {
    Map<Place, List<Entry>> all = byPlace;
    if (all == null) {
      all = new HashMap<>();
      for (Entry entry : entries) {
        for (Place each : entry.places()) {
          all.computeIfAbsent(each, key -> new ArrayList<>(1)).add(entry);
        }
      }
      byPlace = all;
    }
    return all.getOrDefault(place, List.of());
  }

  /**
   * A secret in a file, or a line of a file.
   *
   * @param digest the secret's digest, or empty for a line
   * @param startLine one-based, or 0 for a secret
   */
  private record Place(String path, String sha, String digest, int startLine) {}

  private static Entry readEntry(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("an element is not a finding");
    }
    Entry.Fields fields = new Entry.Fields();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName().toLowerCase(Locale.ROOT);
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (name) {
        case "startline" -> fields.startLine = integer(parser);
        case "endline" -> fields.endLine = integer(parser);
        case "startcolumn" -> fields.startColumn = integer(parser);
        case "endcolumn" -> fields.endColumn = integer(parser);
        case "entropy" -> fields.entropy = number(parser);
        case "ruleid" -> fields.ruleId = string(parser);
        case "description" -> fields.description = string(parser);
        case "match" -> fields.match = string(parser);
        case "secret" -> fields.secret = string(parser);
        case "file" -> fields.path = string(parser);
        case "commit" -> fields.sha = string(parser);
        case "author" -> fields.author = string(parser);
        case "email" -> fields.email = string(parser);
        case "date" -> fields.date = string(parser);
        case "message" -> fields.message = string(parser);
        default -> parser.skipChildren();
      }
    }
    return fields.entry();
  }

  private static String string(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException("the value of " + parser.currentName() + " is not a string");
    }
    return parser.getText();
  }

  private static int integer(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new IOException("the value of " + parser.currentName() + " is not an integer");
    }
    return parser.getIntValue();
  }

  private static float number(JsonParser parser) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      throw new IOException("the value of " + parser.currentName() + " is not a number");
    }
    return Float.parseFloat(parser.getText());
  }

  private record Entry(
      String ruleId,
      String description,
      Location location,
      String match,
      String secret,
      String path,
      CommitInfo commit,
      float entropy) {
    private static final String ELLIPSIS = "...";

    /** How far the entropy of the same secret may differ as it is printed in a report. */
    private static final double ENTROPY_DIGITS = 1e-5;

    static Entry of(Finding finding) {
      CommitInfo commit = finding.commit();
      return new Entry(
          finding.ruleId(),
          finding.description(),
          finding.location(),
          finding.match().text(),
          finding.secret().text(),
          finding.path(),
          commit == null ? new CommitInfo("", "", "", "", "") : commit,
          finding.entropy());
    }

    List<Place> places() {
      return List.of(
          new Place(path, commit.sha(), SecretDigest.of(secret, path), 0),
          new Place(path, commit.sha(), "", location.startLine()));
    }

    boolean isRedacted() {
      return secret.equals("REDACTED") || secret.endsWith(ELLIPSIS);
    }

    /** Returns true if the secret is a part of that of a finding, or the other way round. */
    boolean overlaps(Finding finding) {
      String other = finding.secret().text();
      return !secret.isEmpty()
          && !other.isEmpty()
          && (secret.contains(other) || other.contains(secret));
    }

    /** Returns true if what is known of a redacted secret is true of that of a finding. */
    boolean fits(Finding finding) {
      // Old reports have no entropy.
      if (entropy != 0 && Math.abs(entropy - finding.entropy()) > ENTROPY_DIGITS) {
        return false;
      }
      boolean isMasked = !finding.maskedDigest().isEmpty();
      return isMasked || (finding.secret().text().startsWith(shown()) && fitsLength(finding));
    }

    /** Returns the visible beginning of a redacted secret. */
    private String shown() {
      if (!secret.endsWith(ELLIPSIS)) {
        return "";
      }
      String shown = secret.substring(0, secret.length() - ELLIPSIS.length());
      // A character that was cut in the middle is not one of the secret.
      return shown.replaceFirst("\ufffd+$", "");
    }

    /** The columns are those of the match, whose length is that of the secret and the rest. */
    private boolean fitsLength(Finding finding) {
      int at = match.indexOf(secret);
      boolean isKnown =
          at >= 0
              && match.indexOf(secret, at + 1) < 0
              && location.startLine() == location.endLine()
              && location.endColumn() > location.startColumn();
      int length = length(location);
      return !isKnown
          || length == length(finding.location())
          || length - (bytes(match) - bytes(secret)) == finding.secret().length();
    }

    private static int length(Location location) {
      return location.endColumn() - location.startColumn() + 1;
    }

    private static int bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }

    Entry withoutTexts() {
      return new Entry(ruleId, description, location, "", "", path, commit, entropy);
    }

    /** Shows only the rule, because an entry contains a secret. */
    @Override
    public String toString() {
      return path + ":" + ruleId;
    }

    private static final class Fields {
      private int startLine;
      private int endLine;
      private int startColumn;
      private int endColumn;
      private float entropy;
      private String ruleId = "";
      private String description = "";
      private String match = "";
      private String secret = "";
      private String path = "";
      private String sha = "";
      private String author = "";
      private String email = "";
      private String date = "";
      private String message = "";

      Entry entry() {
        return new Entry(
            ruleId,
            description,
            new Location(startLine, endLine, startColumn, endColumn),
            match,
            secret,
            path,
            new CommitInfo(sha, author, email, date, message),
            entropy);
      }
    }
  }
}
