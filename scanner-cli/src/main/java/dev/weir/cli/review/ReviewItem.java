package dev.weir.cli.review;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One secret of a review: all findings of one rule with the same text.
 *
 * @param findings the places, never empty; those that are not committed come first, then the newest
 *     commit
 * @param rule the rule, or null if the configuration has none of this name
 * @param current whether the newest commit has the secret, or null if nobody looked
 * @param told what a report adds, such as the name of its scanner; may be empty
 */
public record ReviewItem(
    List<Finding> findings, @Nullable Rule rule, @Nullable Boolean current, String told) {

  public ReviewItem {
    findings =
        findings.stream()
            .sorted(
                Comparator.comparing((Finding finding) -> !finding.sha().isEmpty())
                    .thenComparing(ReviewItem::date, Comparator.reverseOrder()))
            .toList();
  }

  /** Returns the finding that stands for all. */
  public Finding first() {
    return findings.get(0);
  }

  /** Returns the place in the oldest commit, or null if no place is committed. */
  @Nullable Finding oldest() {
    return findings.stream()
        .filter(finding -> !date(finding).isEmpty())
        .min(Comparator.comparing(ReviewItem::date))
        .orElse(null);
  }

  private static String date(Finding finding) {
    return finding.commit() == null || finding.sha().isEmpty() ? "" : finding.commit().date();
  }

  /** Shows the place only. */
  @Override
  public String toString() {
    return first().toString();
  }
}
