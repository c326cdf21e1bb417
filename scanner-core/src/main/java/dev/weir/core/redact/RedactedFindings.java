package dev.weir.core.redact;

import dev.weir.core.finding.FindingStore.Stored;
import dev.weir.core.finding.StoredFindings;
import java.util.Iterator;

/**
 * Findings that are redacted when they are read.
 *
 * @param findings the findings as they were found
 */
public record RedactedFindings(StoredFindings findings, Redaction redaction)
    implements StoredFindings {
  @Override
  public long size() {
    return findings.size();
  }

  @Override
  public Stored get(long index) {
    return redacted(findings.get(index));
  }

  @Override
  public Iterator<Stored> iterator() {
    Iterator<Stored> all = findings.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Stored next() {
        return redacted(all.next());
      }
    };
  }

  private Stored redacted(Stored stored) {
    return new Stored(redaction.of(stored.finding()), redaction.text(stored.reason()));
  }
}
