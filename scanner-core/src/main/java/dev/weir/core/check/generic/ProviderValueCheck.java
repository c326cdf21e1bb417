package dev.weir.core.check.generic;

import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges the matches of a rule that knows only the name of a provider and the form of its keys.
 * Near such a name there are also names in code, digests of downloads and images, commits, ids and
 * versions.
 *
 * <p>A value that counts up or repeats itself passes with a low score, because documents show such
 * values; the score lowers the confidence of the finding. If only the name is known, and nothing of
 * the form, a value that says in words that it is none is dismissed as well.
 */
public final class ProviderValueCheck implements ValueCheck {
  private static final int MOST_BEFORE = 400;
  private static final int MOST_CHARS = 4096;
  private static final double MOST_WORDS = 0.5;
  private static final double MOST_WORDS_WITH_DIGITS = 0.6;

  private static final List<String> CREDENTIAL_WORDS =
      List.of("access", "api", "auth", "credential", "key", "pass", "private", "secret", "token");
  private static final int LONGEST_LABEL = 64;

  /** The form of values, as far as a rule knows it. */
  public enum Form {
    /** They may be hexadecimal digits or a UUID. */
    HEX,
    /** Their alphabet is larger, so that digits and ids are hardly among them by chance. */
    MIXED,
    /** Nothing: any alphabet and length. */
    UNKNOWN
  }

  private final Form form;

  public ProviderValueCheck(Form form) {
    this.form = form;
  }

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    return judge(secret, match, Surroundings.NOWHERE).dismissal();
  }

  @Override
  public Judgement judge(Content secret, Content match, Surroundings where) {
    String value = (secret.length() <= MOST_CHARS ? secret : secret.slice(0, MOST_CHARS)).text();
    if (value.isEmpty()) {
      return Judgement.dismissed("it is empty");
    }
    int at = match.indexOf(secret, 0);
    String before = at <= 0 ? "" : match.slice(Math.max(0, at - MOST_BEFORE), at).text();
    String reason = isWords(value) ? "it is made of words" : null;
    if (reason == null) {
      reason = Neighbourhood.reason(value, before, where.movedBy(Math.max(0, at)));
    }
    if (reason == null && form == Form.MIXED && isDigestOrId(value) && !namesCredential(before)) {
      reason = "it is a digest or an id";
    }
    if (reason != null) {
      return Neighbourhood.isIdentifier(value, before)
          ? Judgement.identifier(reason)
          : Judgement.dismissed(reason);
    }
    if (form == Form.UNKNOWN && Placeholders.saysSo(value)) {
      return Judgement.dismissed("it is a placeholder");
    }
    Judgement scored = score(value, before, where);
    return scored.isAccepted()
        ? scored
        : new Judgement(Judgement.Outcome.ACCEPTED, "", scored.score(), scored.parts());
  }

  private static Judgement score(String value, String before, Surroundings where) {
    KeyName name = KeyName.in("secret");
    Map<String, Double> features = ValueFeatures.of(value, name, before, true, false);
    ValueFeatures.addPlace(features, value, name, where);
    return ValueScore.of(features, false);
  }

  private static boolean isDigestOrId(String value) {
    String digits = value.startsWith("0x") ? value.substring(2) : value;
    return ValueShapes.isUuid(value) || Neighbourhood.isOfDigest(digits);
  }

  private static boolean namesCredential(String before) {
    String label = before.substring(Math.max(0, before.length() - LONGEST_LABEL));
    return ValueShapes.hasOne(label.toLowerCase(Locale.ROOT), CREDENTIAL_WORDS);
  }

  private static boolean isWords(String value) {
    if (value.chars().allMatch(Ascii::isHexDigit)) {
      return false;
    }
    boolean digit = value.chars().anyMatch(Ascii::isDigit);
    double words = WordModel.coverage(value);
    double surplus = WordModel.bits(value) - Randomness.bits(value);
    return words >= (digit ? MOST_WORDS_WITH_DIGITS : MOST_WORDS) && surplus < 0;
  }
}
