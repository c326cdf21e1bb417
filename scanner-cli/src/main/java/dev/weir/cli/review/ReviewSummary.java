package dev.weir.cli.review;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import dev.weir.core.text.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes what a review has decided: the counts, and the true secrets with advice. */
public final class ReviewSummary {
  private final Review review;
  private final UnaryOperator<Finding> hide;

  /**
   * @param hide returns a finding that shows no secret
   */
  public ReviewSummary(Review review, UnaryOperator<Finding> hide) {
    this.review = review;
    this.hide = hide;
  }

  /** Returns the text, without secrets. */
  public String text() {
    List<String> counts = new ArrayList<>();
    for (Map.Entry<ReviewDecision, Integer> count : review.counts().entrySet()) {
      counts.add(count.getValue() + " " + count.getKey().shown());
    }
    int all = review.items().size();
    StringBuilder text = new StringBuilder(all == 1 ? "1 secret" : all + " secrets");
    text.append(": ").append(String.join(", ", counts)).append('\n');
    List<ReviewItem> real = review.with(ReviewDecision.TRUE);
    for (ReviewItem item : real) {
      secret(item, text);
    }
    if (!real.isEmpty()) {
      text.append("weir remediate --reviewed  prints the steps for ")
          .append(real.size() == 1 ? "it" : "each of them")
          .append('\n');
    }
    return text.toString();
  }

  private void secret(ReviewItem item, StringBuilder text) {
    Finding finding = hide.apply(item.first());
    int more = item.findings().size() - 1;
    text.append("  ")
        .append(ForeignText.line(finding.ruleId()))
        .append("  ")
        .append(ForeignText.line(finding.path()))
        .append(':')
        .append(finding.location().startLine())
        .append(more == 0 ? "" : " and " + more + (more == 1 ? " more place" : " more places"))
        .append('\n');
    Rule rule = item.rule();
    String revoke = rule == null ? "" : rule.metadata().revoke();
    text.append("    revoke it first")
        .append(revoke.isEmpty() ? "" : ": " + ForeignText.line(revoke))
        .append('\n');
  }
}
