package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.source.Scope;
import java.util.IdentityHashMap;

/**
 * Remembers which findings of a fragment count, if its text is also in other fragments. The others
 * take part in everything until findings are reported, so that a rule gives way to another one, or
 * finds one that it requires, as in the whole text.
 */
final class ScopedFindings {
  private final Scope scope;
  private final boolean whole;
  // By identity: two findings may be equal.
  private final IdentityHashMap<Finding, Span> spans = new IdentityHashMap<>(0);

  private record Span(int start, int end, boolean counts) {}

  ScopedFindings(Scope scope) {
    this.scope = scope;
    this.whole = scope.isWhole();
  }

  /** Remembers where a finding is in the fragment. */
  void add(Finding finding, int start, int end) {
    if (!whole) {
      spans.put(finding, new Span(start, end, scope.counts(start, end)));
    }
  }

  /** Returns true if a match with these offsets counts. */
  boolean counts(int start, int end) {
    return whole || scope.counts(start, end);
  }

  boolean counts(Finding finding) {
    Span span = whole ? null : spans.get(finding);
    return span == null || span.counts();
  }

  /** Returns true if findings in a window may count, or are near to some that may. */
  boolean mayCount(int start, int end) {
    return whole || scope.mayCount(start, end);
  }

  /**
   * Returns true if a finding and another one that its rule requires are only together in this
   * fragment.
   */
  boolean countsWith(Finding finding, Finding other) {
    Span a = whole ? null : spans.get(finding);
    Span b = whole ? null : spans.get(other);
    return a != null
        && b != null
        && scope.isAddition()
        && scope.counts(Math.min(a.start(), b.start()), Math.max(a.end(), b.end()));
  }

  /** Notes that {@code made} replaces a finding, and that it counts if either does. */
  void replace(Finding finding, Finding made, boolean counts) {
    Span span = whole ? null : spans.get(finding);
    if (span != null) {
      spans.put(made, new Span(span.start(), span.end(), span.counts() || counts));
    }
  }
}
