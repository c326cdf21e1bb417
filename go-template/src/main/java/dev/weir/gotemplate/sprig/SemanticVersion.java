package dev.weir.gotemplate.sprig;

import dev.weir.core.regex.Regex;
import dev.weir.core.text.Content;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.Function;
import dev.weir.gotemplate.value.GoInteger;
import dev.weir.gotemplate.value.GoObject;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Kind;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version, read leniently: the minor and patch numbers may be missing.
 *
 * @param original the text that was parsed
 */
public record SemanticVersion(
    BigInteger major,
    BigInteger minor,
    BigInteger patch,
    String prerelease,
    String metadata,
    String original)
    implements GoObject {
  private static final Regex PATTERN =
      Regex.of(
          "^v?([0-9]+)(\\.[0-9]+)?(\\.[0-9]+)?"
              + "(-([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?"
              + "(\\+([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?$");

  static SemanticVersion parse(String text) throws FunctionException {
    Content content = Content.ofOwned(GoText.bytes(text));
    int[] groups = PATTERN.findGroups(content);
    if (groups == null) {
      throw new FunctionException("Invalid Semantic Version");
    }
    String prerelease = group(content, groups, 5);
    for (String part : prerelease.split("\\.", -1)) {
      if (part.length() > 1 && part.matches("0[0-9]+")) {
        throw new FunctionException("Version segment starts with 0");
      }
    }
    return new SemanticVersion(
        number(group(content, groups, 1)),
        number(group(content, groups, 2)),
        number(group(content, groups, 3)),
        prerelease,
        group(content, groups, 8),
        text);
  }

  /** Returns the text that a group matched, or an empty text if it did not match. */
  static String group(Content content, int[] groups, int number) {
    int start = groups[2 * number];
    return start < 0 ? "" : GoText.of(content.bytes(), start, groups[2 * number + 1]);
  }

  private static BigInteger number(String text) throws FunctionException {
    String digits = text.startsWith(".") ? text.substring(1) : text;
    if (digits.isEmpty()) {
      return BigInteger.ZERO;
    }
    BigInteger value = digits.length() > 40 ? null : new BigInteger(digits);
    if (value == null || value.bitLength() > 64) {
      throw new FunctionException(
          "Error parsing version segment: strconv.ParseUint: parsing "
              + GoQuote.quote(digits)
              + ": value out of range");
    }
    return value;
  }

  /** Compares by precedence, which ignores metadata. */
  int compare(SemanticVersion other) {
    int order = major.compareTo(other.major);
    order = order == 0 ? minor.compareTo(other.minor) : order;
    order = order == 0 ? patch.compareTo(other.patch) : order;
    if (order != 0 || prerelease.equals(other.prerelease)) {
      return order;
    }
    if (prerelease.isEmpty()) {
      return 1;
    }
    return other.prerelease.isEmpty() ? -1 : comparePrerelease(other.prerelease);
  }

  /** Compares the pre-release parts alone. */
  int comparePrerelease(String other) {
    List<String> parts = List.of(prerelease.split("\\.", -1));
    List<String> others = List.of(other.split("\\.", -1));
    for (int i = 0; i < Math.max(parts.size(), others.size()); i++) {
      String a = i < parts.size() ? parts.get(i) : "";
      String b = i < others.size() ? others.get(i) : "";
      int order = comparePart(a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int comparePart(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? -1 : 1;
    }
    boolean aIsNumber = isNumber(a);
    boolean bIsNumber = isNumber(b);
    if (aIsNumber && bIsNumber) {
      return new BigInteger(a).compareTo(new BigInteger(b)) > 0 ? 1 : -1;
    }
    if (aIsNumber || bIsNumber) {
      return aIsNumber ? -1 : 1;
    }
    return a.compareTo(b) > 0 ? 1 : -1;
  }

  private static boolean isNumber(String text) {
    return text.length() <= 40 && text.matches("[0-9]+") && new BigInteger(text).bitLength() <= 64;
  }

  @Override
  public String typeName() {
    return "*semver.Version";
  }

  @Override
  public Kind kind() {
    return Kind.POINTER;
  }

  @Override
  public String text() {
    return major
        + "."
        + minor
        + "."
        + patch
        + (prerelease.isEmpty() ? "" : "-" + prerelease)
        + (metadata.isEmpty() ? "" : "+" + metadata);
  }

  @Override
  public String jsonText() {
    return text();
  }

  @Override
  public @Nullable Function method(String name) {
    List<GoType> other = List.of(GoType.VERSION);
    return switch (name) {
      case "Major" -> constant(name, GoInteger.uint64(major.longValue()));
      case "Minor" -> constant(name, GoInteger.uint64(minor.longValue()));
      case "Patch" -> constant(name, GoInteger.uint64(patch.longValue()));
      case "Prerelease" -> constant(name, prerelease);
      case "Metadata" -> constant(name, metadata);
      case "Original" -> constant(name, original);
      case "String" -> constant(name, text());
      case "Compare" -> Function.of(name, other, args -> (long) compare(version(args)));
      case "Equal" -> Function.of(name, other, args -> compare(version(args)) == 0);
      case "LessThan" -> Function.of(name, other, args -> compare(version(args)) < 0);
      case "LessThanEqual" -> Function.of(name, other, args -> compare(version(args)) <= 0);
      case "GreaterThan" -> Function.of(name, other, args -> compare(version(args)) > 0);
      case "GreaterThanEqual" -> Function.of(name, other, args -> compare(version(args)) >= 0);
      default -> null;
    };
  }

  private static Function constant(String name, Object value) {
    return Function.of(name, List.of(), args -> value);
  }

  private static SemanticVersion version(Arguments args) throws FunctionException {
    if (args.any(0) instanceof SemanticVersion version) {
      return version;
    }
    throw new FunctionException("runtime error: invalid memory address or nil pointer dereference");
  }
}
