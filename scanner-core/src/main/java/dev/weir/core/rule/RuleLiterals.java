package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.text.Content;
import dev.weir.core.text.IntArrays;
import dev.weir.core.text.LiteralSearch;
import dev.weir.core.text.LowerCase;
import dev.weir.core.text.SkipSearch;
import dev.weir.core.text.Utf8;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The literals of a list of rules, which one search finds in a text: the keywords, and the anchors
 * that each match must contain. Rules are numbered by their place in the list. Immutable.
 */
public final class RuleLiterals {
  /** How far above some text other text is near, in bytes. */
  public static final int NEAR_ABOVE = 192;

  /** How far below some text other text is near, in bytes. */
  public static final int NEAR_BELOW = 64;

  private static final int MOST_FAR = 64;

  private static final int ANCHORED = 1;
  private static final int HAS_KEYWORDS = 2;
  private static final int REQUIRED = 4;
  private static final int REQUIRING = 8;
  private static final int CROSSING = 16;
  private static final int PATHS = 32;
  private static final int CHECKED = 64;
  private static final int IMPLYING = 128;
  private static final int FAR = 256;
  private static final int IDENTIFIER = 512;

  private final LiteralSearch search;
  private final RulesByLiteral keywords;
  private final RulesByLiteral anchors;
  private final int[] before;
  private final int[] after;
  private final int[] lineBefore;
  private final int[] lineAfter;
  private final int[] traits;
  private final RequiredRuns runs;
  private final boolean asciiKeywords;
  private final int[] farLiterals;
  private volatile @Nullable SkipSearch farSearch;
  private volatile @Nullable String beyondAscii;

  private RuleLiterals(
      LiteralSearch search,
      RulesByLiteral keywords,
      RulesByLiteral anchors,
      int[] before,
      int[] after,
      int[] lineBefore,
      int[] lineAfter,
      int[] traits,
      RequiredRuns runs,
      boolean asciiKeywords,
      int[] farLiterals) {
    this.search = search;
    this.keywords = keywords;
    this.anchors = anchors;
    this.before = before;
    this.after = after;
    this.lineBefore = lineBefore;
    this.lineAfter = lineAfter;
    this.traits = traits;
    this.runs = runs;
    this.asciiKeywords = asciiKeywords;
    this.farLiterals = farLiterals;
  }

  /** Returns the literals of these rules. */
  public static RuleLiterals of(List<Rule> rules) {
    Map<String, Literal> literals = new LinkedHashMap<>();
    int[] before = new int[rules.size()];
    int[] after = new int[rules.size()];
    int[] lineBefore = new int[rules.size()];
    int[] lineAfter = new int[rules.size()];
    int[] traits = new int[rules.size()];
    Map<String, Integer> numbers = new LinkedHashMap<>();
    boolean ascii = true;
    for (int i = 0; i < before.length; i++) {
      Rule rule = rules.get(i);
      numbers.put(rule.id(), i);
      traits[i] = traits(rule);
      for (String keyword : rule.keywords()) {
        // gitleaks: an empty keyword never occurs, so it disables the rule
        if (!keyword.isEmpty()) {
          literals.computeIfAbsent(keyword, Literal::new).keywordOf.add(i);
          ascii &= isAscii(keyword);
        }
      }
      RegexAnchors anchors = rule.regex() == null ? RegexAnchors.NONE : rule.regex().anchors();
      before[i] = anchors.before();
      after[i] = anchors.after();
      lineBefore[i] = anchors.lineBefore();
      lineAfter[i] = anchors.lineAfter();
      traits[i] |= anchors.isPresent() ? ANCHORED : 0;
      for (String literal : anchors.literals()) {
        literals.computeIfAbsent(literal, Literal::new).anchorOf.add(i);
      }
    }
    for (Rule rule : rules) {
      for (RequiredRule required : rule.required()) {
        Integer number = numbers.get(required.ruleId());
        if (number != null) {
          traits[number] |= REQUIRED;
        }
      }
    }
    List<Content> texts = new ArrayList<>();
    List<List<Integer>> keywordOf = new ArrayList<>();
    List<List<Integer>> anchorOf = new ArrayList<>();
    for (Literal literal : literals.values()) {
      texts.add(Content.of(literal.text));
      keywordOf.add(literal.keywordOf);
      anchorOf.add(literal.anchorOf);
    }
    int[] far = far(literals.values(), lineBefore, lineAfter, traits);
    return new RuleLiterals(
        LiteralSearch.of(texts),
        RulesByLiteral.of(keywordOf),
        RulesByLiteral.of(anchorOf),
        before,
        after,
        lineBefore,
        lineAfter,
        traits,
        RequiredRuns.of(rules),
        ascii,
        far);
  }

  /**
   * Marks the rules whose matches can extend over many lines, and returns their literals. Of many
   * such rules only those whose matches have no limit are marked.
   */
  private static int[] far(
      Collection<Literal> literals, int[] lineBefore, int[] lineAfter, int[] traits) {
    int[] all = far(literals, lineBefore, lineAfter, traits, false);
    if (all.length <= MOST_FAR) {
      return all;
    }
    return far(literals, lineBefore, lineAfter, traits, true);
  }

  private static int[] far(
      Collection<Literal> literals,
      int[] lineBefore,
      int[] lineAfter,
      int[] traits,
      boolean onlyUnbounded) {
    for (int i = 0; i < traits.length; i++) {
      boolean isUnbounded =
          lineBefore[i] == RegexAnchors.UNBOUNDED || lineAfter[i] == RegexAnchors.UNBOUNDED;
      boolean isLong = lineBefore[i] > NEAR_BELOW || lineAfter[i] > NEAR_ABOVE;
      boolean isAnchored = (traits[i] & ANCHORED) != 0;
      boolean isFar =
          (traits[i] & (REQUIRED | REQUIRING)) != 0
              || (isAnchored && (isUnbounded || (isLong && !onlyUnbounded)));
      traits[i] = isFar ? traits[i] | FAR : traits[i] & ~FAR;
    }
    int[] far = new int[literals.size()];
    int size = 0;
    int number = 0;
    for (Literal literal : literals) {
      boolean wanted = false;
      for (int rule : literal.anchorOf) {
        wanted |= (traits[rule] & FAR) != 0;
      }
      for (int rule : literal.keywordOf) {
        wanted |= (traits[rule] & (FAR | IMPLYING)) == FAR;
      }
      if (wanted && literal.text.length() >= SkipSearch.SHORTEST) {
        far[size++] = number;
      }
      number++;
    }
    return Arrays.copyOf(far, size);
  }

  private static int traits(Rule rule) {
    int traits = rule.keywords().isEmpty() ? 0 : HAS_KEYWORDS;
    traits |= rule.required().isEmpty() ? 0 : REQUIRING;
    traits |= rule.metadata().check().isEmpty() ? 0 : CHECKED;
    traits |= rule.metadata().identifier() ? IDENTIFIER : 0;
    boolean paths = rule.path() != null;
    for (Allowlist list : rule.allowlists()) {
      paths |= list.paths() != null;
    }
    traits |= paths ? PATHS : 0;
    Regex regex = rule.regex();
    if (regex != null && impliesKeyword(regex.anchors().literals(), rule.keywords())) {
      traits |= IMPLYING;
    }
    boolean crosses = regex != null && !regex.anchors().isPresent() && regex.canContain("\n");
    return traits | (crosses ? CROSSING : 0);
  }

  /** Returns true if each of the literals contains a keyword. */
  private static boolean impliesKeyword(List<String> literals, List<String> keywords) {
    for (String literal : literals) {
      boolean implies = false;
      for (String keyword : keywords) {
        implies |= !keyword.isEmpty() && LowerCase.of(literal).contains(keyword);
      }
      if (!implies) {
        return false;
      }
    }
    return !literals.isEmpty();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /** Returns the number of rules. */
  public int rules() {
    return traits.length;
  }

  /** Returns the search for all literals; its ids are the literal numbers of this class. */
  public LiteralSearch search() {
    return search;
  }

  /** Returns for each literal the rules that have it as a keyword. */
  public RulesByLiteral keywords() {
    return keywords;
  }

  /** Returns for each literal the rules that have it as an anchor. */
  public RulesByLiteral anchors() {
    return anchors;
  }

  /** Returns how many bytes of a match can be before an anchor: {@link RegexAnchors#before}. */
  public int before(int rule) {
    return before[rule];
  }

  /**
   * Returns how many bytes of a match can follow the start of an anchor: {@link
   * RegexAnchors#after}.
   */
  public int after(int rule) {
    return after[rule];
  }

  /** Returns how far before an anchor a match extends over lines: {@link RegexAnchors}. */
  public int lineBefore(int rule) {
    return lineBefore[rule];
  }

  /** Returns how far after an anchor a match extends over lines: {@link RegexAnchors}. */
  public int lineAfter(int rule) {
    return lineAfter[rule];
  }

  /** Returns what each match of a rule contains in a row. */
  public RequiredRuns runs() {
    return runs;
  }

  /** Returns true if anchors of the rule are looked for in a whole text, and not only nearby. */
  public boolean isFar(int rule) {
    return (traits[rule] & FAR) != 0;
  }

  /** Returns true if each anchor of the rule contains one of its keywords. */
  public boolean isImplying(int rule) {
    return (traits[rule] & IMPLYING) != 0;
  }

  /**
   * Returns the search for the literals of {@linkplain #isFar far} rules; {@link #farLiteral} tells
   * which they are.
   */
  public SkipSearch farSearch() {
    SkipSearch known = farSearch;
    if (known == null) {
      List<Content> texts = new ArrayList<>();
      for (int literal : farLiterals) {
        texts.add(LowerCase.of(search.literal(literal)));
      }
      known = new SkipSearch(texts);
      farSearch = known;
    }
    return known;
  }

  /** Returns the literal with this id in {@link #farSearch}. */
  public int farLiteral(int id) {
    return farLiterals[id];
  }

  /** Returns true if each match of the rule contains an anchor. */
  public boolean isAnchored(int rule) {
    return (traits[rule] & ANCHORED) != 0;
  }

  /** Returns true if the rule is tried only in texts that contain one of its keywords. */
  public boolean hasKeywords(int rule) {
    return (traits[rule] & HAS_KEYWORDS) != 0;
  }

  /** Returns true if another rule requires this one, which is then tried without its keywords. */
  public boolean isRequired(int rule) {
    return (traits[rule] & REQUIRED) != 0;
  }

  /** Returns true if a finding of the rule needs one of another rule nearby. */
  public boolean isRequiring(int rule) {
    return (traits[rule] & REQUIRING) != 0;
  }

  /** Returns true if what the rule finds only names something. */
  public boolean isIdentifier(int rule) {
    return (traits[rule] & IDENTIFIER) != 0;
  }

  /** Returns true if the rule has no anchors and a match of it can extend over several lines. */
  public boolean isCrossing(int rule) {
    return (traits[rule] & CROSSING) != 0;
  }

  /** Returns true if the rule or an allowlist of it has a pattern for paths. */
  public boolean hasPaths(int rule) {
    return (traits[rule] & PATHS) != 0;
  }

  /** Returns true if the values of some rule are checked, which also depends on paths. */
  public boolean hasChecks() {
    for (int rule : traits) {
      if ((rule & CHECKED) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if all keywords are ASCII. */
  public boolean hasAsciiKeywords() {
    return asciiKeywords;
  }

  /**
   * Returns true if a character of the text is the upper case of one beyond ASCII that a literal
   * has, so that keywords must be searched in lower case.
   *
   * @param bytes UTF-8
   */
  public boolean hasUpperCase(byte[] bytes) {
    String known = beyondAscii;
    if (known == null) {
      known = search.beyondAscii();
      beyondAscii = known;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0) {
        int length = Utf8.length(bytes, i, bytes.length);
        int point = Utf8.codePoint(bytes, i, length);
        int lower = Character.toLowerCase(point);
        if (lower != point && known.indexOf(lower) >= 0) {
          return true;
        }
        i += length - 1;
      }
    }
    return false;
  }

  /** Writes the literals, so that the next start does not have to read the rules. */
  public void write(DataOutput out) throws IOException {
    search.write(out);
    keywords.write(out);
    anchors.write(out);
    out.writeInt(traits.length);
    IntArrays.write(before, out);
    IntArrays.write(after, out);
    IntArrays.write(lineBefore, out);
    IntArrays.write(lineAfter, out);
    IntArrays.write(traits, out);
    runs.write(out);
    out.writeBoolean(asciiKeywords);
    out.writeInt(farLiterals.length);
    IntArrays.write(farLiterals, out);
  }

  /** Reads literals that {@link #write} wrote. */
  public static RuleLiterals read(ByteBuffer in) {
    LiteralSearch search = LiteralSearch.read(in);
    RulesByLiteral keywords = RulesByLiteral.read(in);
    RulesByLiteral anchors = RulesByLiteral.read(in);
    int rules = in.getInt();
    return new RuleLiterals(
        search,
        keywords,
        anchors,
        IntArrays.read(in, rules),
        IntArrays.read(in, rules),
        IntArrays.read(in, rules),
        IntArrays.read(in, rules),
        IntArrays.read(in, rules),
        RequiredRuns.read(in, rules),
        in.get() != 0,
        IntArrays.read(in, in.getInt()));
  }

  /** A literal and the rules that have it as a keyword or an anchor. */
  private static final class Literal {
    private final String text;
    private final List<Integer> keywordOf = new ArrayList<>();
    private final List<Integer> anchorOf = new ArrayList<>();

    Literal(String text) {
      this.text = text;
    }
  }
}
