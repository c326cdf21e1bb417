package dev.weir.known;

import java.util.ArrayList;
import java.util.List;

/**
 * What was read of a text with values.
 *
 * @param format what the text was taken for
 * @param values to look for
 * @param refused values that are not looked for, and why, by their names
 * @param passedOver names of what is no secret, such as a user name
 */
public record ImportedValues(
    ImportFormat format, List<KnownValue> values, List<Refusal> refused, List<String> passedOver) {
  public ImportedValues {
    values = List.copyOf(values);
    refused = List.copyOf(refused);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * A value that is not looked for.
   *
   * @param source where it is kept
   * @param reason a lower-case clause for the user
   */
  public record Refusal(String source, String reason) {}

  /** Returns the same of several texts. */
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
