package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Describes one kind of secret: a {@code [[rules]]} table after inheritance.
 *
 * @param id unique within a configuration
 * @param description for people; may be empty
 * @param regex the pattern of the secret, or null for a rule that only tests paths
 * @param path the pattern that the path must match, or null for any path
 * @param secretGroup the capture group that is the secret; 0 or less for the first that is not
 *     empty
 * @param entropy the Shannon entropy that a secret must exceed; 0 for no test
 * @param keywords in lower case: one must occur in the text before the regex is tried; empty for
 *     always
 * @param tags in the order of the configuration
 * @param allowlists exemptions of this rule
 * @param required rules that must match nearby
 * @param skipReport true if the rule only serves others that require it
 * @param metadata information for people about its findings
 */
public record Rule(
    String id,
    String description,
    @Nullable Regex regex,
    @Nullable Regex path,
    int secretGroup,
    double entropy,
    List<String> keywords,
    List<String> tags,
    List<Allowlist> allowlists,
    List<RequiredRule> required,
    boolean skipReport,
    RuleMetadata metadata) {

  public Rule {
    keywords = List.copyOf(keywords);
    tags = List.copyOf(tags);
    allowlists = List.copyOf(allowlists);
    required = List.copyOf(required);
    if (regex == null && path == null) {
      throw new IllegalArgumentException(
          "both |regex| and |path| are empty, this rule will have no effect");
    }
  }

  /**
   * Returns true if the rule goes by names and words rather than by the form of a secret, so that
   * its findings are less sure where no person writes.
   */
  public boolean isGeneric() {
    return isGeneric(id, metadata);
  }

  /** Returns true if a rule with this id and metadata is generic. */
  public static boolean isGeneric(String id, RuleMetadata metadata) {
    return metadata.confidence() == Confidence.LOW
        || id.toLowerCase(Locale.ROOT).contains("generic");
  }

  /** Returns the evidence by which the rule knows a secret. */
  public Evidence evidence() {
    String check = metadata.check().name();
    boolean anybodys = metadata.provider().equals("any") && check.equals("example-value");
    if (isGeneric() || check.equals("generic-value") || anybodys) {
      return Evidence.WORDS;
    }
    return check.startsWith("provider-") ? Evidence.NAME : Evidence.FORM;
  }

  /** Returns this rule with further exemptions. */
  public Rule alsoAllowing(List<Allowlist> more) {
    List<Allowlist> all = new ArrayList<>(allowlists);
    all.addAll(more);
    return new Rule(
        id,
        description,
        regex,
        path,
        secretGroup,
        entropy,
        keywords,
        tags,
        all,
        required,
        skipReport,
        metadata);
  }

  /**
   * Returns true if the pattern has several groups and no {@code secretGroup}, so that the whole
   * match must be masked.
   */
  public boolean masksWholeMatch() {
    return regex != null && regex.groupCount() > 1 && secretGroup == 0;
  }
}
