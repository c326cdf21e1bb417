package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates findings for bytes that no rule matched, with places as for those of rules. Each instance
 * is for one fragment.
 */
public final class SpanFindings {
  private final Fragment fragment;
  private final @Nullable CommitInfo commit;
  private final Positions positions;

  /**
   * Creates the findings of one fragment.
   *
   * @param commit the commit of the findings, instead of the fragment's commit
   */
  public SpanFindings(Fragment fragment, @Nullable CommitInfo commit) {
    this.fragment = fragment;
    this.commit = commit;
    this.positions = new Positions(fragment.content(), fragment.firstLine());
  }

  /** Returns the bytes from {@code start} to before {@code end}, which must not be empty. */
  public Span span(int start, int end) {
    return new Span(positions.of(start, end), positions.region(start, end));
  }

  /** Some bytes of the fragment, and their line or lines. */
  public final class Span {
    private final Positions.Place place;
    private final Region region;

    private Span(Positions.Place place, Region region) {
      this.place = place;
      this.region = region;
    }

    /** Returns where the line or lines begin. */
    public int lineFrom() {
      return place.lineFrom();
    }

    /** Returns where the line or lines end. */
    public int lineTo() {
      return place.lineTo();
    }

    /**
     * Returns a finding that is already masked.
     *
     * @param line what the finding shows of the line
     * @param mask what the finding shows of the secret
     * @param digest identifies the secret, 64 hexadecimal digits
     */
    public Finding finding(
        String rule,
        String description,
        Content line,
        Content mask,
        List<String> tags,
        String digest) {
      return new Finding(
          rule,
          description,
          fragment.path(),
          fragment.symlinkPath(),
          commit,
          place.location(),
          line,
          mask,
          mask,
          0,
          tags,
          "",
          List.of(),
          region,
          digest,
          Confidence.HIGH);
    }
  }
}
