package dev.weir.known.read;

import dev.weir.known.KnownValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of reading a text with values.
 *
 * @param format the format that the text was read as
 * @param values the values to search for
 * @param refused values that are not searched for, and why
 * @param passedOver the sources of values that are not secret, such as user names
 */
public record ImportedValues(
    ImportFormat format, List<KnownValue> values, List<Refusal> refused, List<String> passedOver) {
  public ImportedValues {
    values = List.copyOf(values);
    refused = List.copyOf(refused);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * A value that is not searched for.
   *
   * @param source where the value is stored
   * @param reason a lower-case clause for the user
   * @param isWeak true if it is only refused because it can be guessed
   */
  public record Refusal(String source, String reason, boolean isWeak) {}

  /** Returns the results for several texts as one. */
  public static ImportedValues joined(List<ImportedValues> parts) {
    List<KnownValue> values = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    List<String> passedOver = new ArrayList<>();
    ImportFormat format = ImportFormat.AUTO;
    for (ImportedValues part : parts) {
      values.addAll(part.values());
      refused.addAll(part.refused());
      passedOver.addAll(part.passedOver());
      format = part.format();
    }
    return new ImportedValues(format, values, refused, passedOver);
  }

  @Override
  public String toString() {
    return values.size() + " values";
  }
}
