package dev.weir.core.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.text.Content;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The comments that allow a secret in a line of a file, as each scanner defines its own. A name
 * stands for a scanner whose comments are honoured.
 *
 * <p>Sources: gitleaks' README; detect-secrets' filters/allowlist.py; ggshield's README ("in
 * code"); truffleHog's engine, which looks for its tag in the line of the secret.
 */
public final class AllowComments {
  /** The scanners whose comments weir knows. */
  public static final List<String> NAMES =
      List.of("weir", "gitleaks", "detect-secrets", "ggshield", "trufflehog");

  /** A name that stands for no comments at all. */
  public static final String NONE = "none";

  /** The scanners whose comments count unless a setting says otherwise. */
  public static final List<String> DEFAULT = List.of("weir", "gitleaks");

  /** Texts of which each line with a comment contains one. */
  public static final List<String> WORDS =
      List.of("weir:allow", "gitleaks:allow", "pragma:", "ggignore", "trufflehog:ignore");

  private static final String WEIR = "weir:allow";
  private static final String GITLEAKS = "gitleaks:allow";
  private static final String TRUFFLEHOG = "trufflehog:ignore";

  private static final Pattern OWN =
      Pattern.compile("weir:allow(?![\\w:-])[ \\t]*(?<first>[^\\s*]*)");
  private static final Pattern SAME_LINE =
      Pattern.compile(
          "(?:(?:#|//|'|--) *pragma: ?(?:allow|white)list[ -]secret.*"
              + "|/\\* *pragma: ?(?:allow|white)list[ -]secret.*\\*/[ \\t]*"
              + "|<!--[# \\t]*pragma: ?(?:allow|white)list[ -]secret.*-->[ \\t]*)$",
          Pattern.MULTILINE);
  private static final Pattern NEXT_LINE =
      Pattern.compile(
          "^[ \\t]*(?:(?:#|//|'|--) *pragma: ?allowlist[ -]nextline[ -]secret.*"
              + "|/\\* *pragma: ?allowlist[ -]nextline[ -]secret.*\\*/[ \\t]*"
              + "|<!--[# \\t]*pragma: ?allowlist[ -]nextline[ -]secret.*-->[ \\t]*)$");
  private static final Pattern GGSHIELD = Pattern.compile("(?<![\\w-])ggignore(?![\\w-])");

  private final List<String> honoured;
  private final Predicate<String> isRule;

  /**
   * Knows the comments of some scanners.
   *
   * @param honoured names of {@link #NAMES}
   * @param isRule returns true for the id of a rule
   */
  public AllowComments(List<String> honoured, Predicate<String> isRule) {
    this.honoured = List.copyOf(honoured);
    this.isRule = isRule;
  }

  /** Returns the scanners that a setting names. */
  public static List<String> scanners(List<String> written) {
    return written.contains(NONE) ? List.of() : written;
  }

  /** Returns the first word of a setting that is no name, or null. */
  public static @Nullable String unknownName(List<String> written) {
    for (String name : written) {
      if (!NAMES.contains(name) && !name.equals(NONE)) {
        return name;
      }
    }
    return null;
  }

  /**
   * Returns the comment that allows what a rule finds in a line, as it is written in general, or
   * null if there is none.
   *
   * @param line the line or lines of the match
   * @param before the line before it
   * @param ruleId the rule, or empty for any
   */
  public @Nullable String allowing(Content line, Content before, String ruleId) {
    String text = text(line);
    for (String name : honoured) {
      String comment =
          switch (name) {
            case "weir" -> allowsRule(text, ruleId) ? WEIR : null;
            case "gitleaks" -> text.contains(GITLEAKS) ? GITLEAKS : null;
            case "trufflehog" -> text.contains(TRUFFLEHOG) ? TRUFFLEHOG : null;
            case "ggshield" -> GGSHIELD.matcher(text).find() ? "ggignore" : null;
            case "detect-secrets" -> pragma(text, text(before));
            default -> null;
          };
      if (comment != null) {
        return comment;
      }
    }
    return null;
  }

  /** Returns true if the comment is in the line before the one that it is about. */
  public static boolean isAboutNextLine(Content line) {
    return NEXT_LINE.matcher(text(line)).find();
  }

  private static String text(Content line) {
    return new String(line.bytes(), ISO_8859_1);
  }

  private static @Nullable String pragma(String line, String before) {
    if (SAME_LINE.matcher(line).find()) {
      return "pragma: allowlist secret";
    }
    return NEXT_LINE.matcher(before).find() ? "pragma: allowlist nextline secret" : null;
  }

  /** The first word is a list of rules if one of its parts is the id of a rule. */
  private boolean allowsRule(String line, String ruleId) {
    Matcher own = OWN.matcher(line);
    while (own.find()) {
      List<String> listed = List.of(own.group("first").split(","));
      if (listed.contains(ruleId) || ruleId.isEmpty() || listed.stream().noneMatch(isRule)) {
        return true;
      }
    }
    return false;
  }
}
