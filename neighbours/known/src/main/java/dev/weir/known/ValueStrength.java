package dev.weir.known;

import dev.weir.core.text.Ascii;
import java.util.regex.Pattern;

/**
 * Estimates how hard a value is to guess, in bits. The estimate is rough and rather too high. It is
 * used to refuse values that occur in files without being secret, and whose hash would reveal them.
 */
public final class ValueStrength {
  /** The minimum strength; weaker values are refused. */
  public static final int LEAST_BITS = 64;

  /** The minimum number of characters of a value. */
  public static final int LEAST_LENGTH = 8;

  private static final double BITS_OF_WORD = 12;
  private static final Pattern WORDS = Pattern.compile("[A-Za-z]+(?:[-_. /:][A-Za-z]+)*");
  private static final Pattern SEPARATOR = Pattern.compile("[-_. /:]");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+|[0-9A-F]+");
  // A run of consonants that no word has, but a random text of lower-case letters does.
  private static final Pattern NO_WORD =
      Pattern.compile("[bcdfghjklmnpqrstvwxz]{5,}", Pattern.CASE_INSENSITIVE);

  private ValueStrength() {}

  /** Returns the estimated strength of a value in bits. */
  public static double bits(String value) {
    if (WORDS.matcher(value).matches() && isOneCase(value) && !NO_WORD.matcher(value).find()) {
      return SEPARATOR.split(value, -1).length * BITS_OF_WORD;
    }
    return Math.log(alphabet(value)) / Math.log(2) * unforeseen(value);
  }

  private static boolean isOneCase(String value) {
    for (String word : SEPARATOR.split(value, -1)) {
      String tail = word.substring(1);
      boolean small = tail.chars().noneMatch(Character::isUpperCase);
      boolean capitals = word.chars().noneMatch(Character::isLowerCase);
      if (!small && !capitals) {
        return false;
      }
    }
    return true;
  }

  private static int alphabet(String value) {
    if (HEX.matcher(value).matches()) {
      return value.chars().allMatch(Character::isDigit) ? 10 : 16;
    }
    int size = 0;
    size += value.chars().anyMatch(Ascii::isLower) ? 26 : 0;
    size += value.chars().anyMatch(Ascii::isUpper) ? 26 : 0;
    size += value.chars().anyMatch(Ascii::isDigit) ? 10 : 0;
    size += value.chars().anyMatch(c -> c < 0x80 && !Ascii.isLetterOrDigit(c)) ? 33 : 0;
    size += value.chars().anyMatch(c -> c >= 0x80) ? 100 : 0;
    return Math.max(2, size);
  }

  /** Returns how many characters do not continue a sequence or a repetition before them. */
  private static int unforeseen(String value) {
    int count = 0;
    for (int i = 0; i < value.length(); i++) {
      int step = i < 1 ? Integer.MAX_VALUE : value.charAt(i) - value.charAt(i - 1);
      boolean goesOn = i > 1 && step == value.charAt(i - 1) - value.charAt(i - 2);
      boolean isNear = goesOn && Math.abs(step) <= 1;
      boolean isRepeated = i >= 7 && value.startsWith(value.substring(i - 3, i + 1), i - 7);
      count += step == 0 || isNear || isRepeated ? 0 : 1;
    }
    return count;
  }
}
