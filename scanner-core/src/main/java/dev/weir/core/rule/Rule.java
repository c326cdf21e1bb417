package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look for: one {@code [[rules]]} table after inheritance.
 *
 * @param id unique within a configuration
 * @param description for people; may be empty
 * @param regex what a secret looks like, or null for a rule on paths alone
 * @param path what the path must look like, or null for any
 * @param secretGroup the capture group that is the secret; 0 or less for the first that is not
 *     empty
 * @param entropy the Shannon entropy that a secret must exceed; 0 for no test
 * @param keywords in lower case: one must occur in the text before the regex is tried; empty for
 *     always
 * @param tags in the order of the configuration
 * @param allowlists exemptions of this rule
 * @param required rules that must match nearby
 * @param skipReport true if the rule only serves others that require it
 * @param metadata what people are told of its findings
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
   * Returns true if the pattern has several groups and it is not said which of them is the secret:
   * then all that matched is masked.
   */
  public boolean masksWholeMatch() {
    return regex != null && regex.groupCount() > 1 && secretGroup == 0;
  }
}
