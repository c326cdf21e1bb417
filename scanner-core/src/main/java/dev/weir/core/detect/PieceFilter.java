package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Region;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;
import dev.weir.core.text.ByteWords;
import java.util.List;

/**
 * Of what is found in the text around a piece of a file, keeps what concerns the piece: findings
 * whose secret is at least partly in its lines.
 */
final class PieceFilter implements DetectionListener {
  private final DetectionListener out;
  private final int firstLine;
  private final int lastLine;

  PieceFilter(Fragment piece, DetectionListener out) {
    this.out = out;
    this.firstLine = piece.firstLine();
    byte[] text = piece.content().bytes();
    this.lastLine = firstLine + ByteWords.count(text, '\n', 0, text.length - 1);
  }

  /** Adds the findings in the piece that a search of the piece alone did not find. */
  void addNew(List<Detector.Found> found, List<Detector.Found> all) {
    int known = all.size();
    for (Detector.Found candidate : found) {
      if (isInPiece(candidate.finding()) && !isKnown(candidate, all.subList(0, known))) {
        all.add(candidate);
      }
    }
  }

  private boolean isInPiece(Finding finding) {
    Region region = finding.region();
    return region.startLine() <= lastLine && region.endLine() >= firstLine;
  }

  private static boolean isKnown(Detector.Found candidate, List<Detector.Found> known) {
    for (Detector.Found other : known) {
      if (other.ruleIndex() == candidate.ruleIndex()
          && other.finding().region().overlaps(candidate.finding().region())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void found(Finding finding) {
    throw new IllegalStateException("findings are reported at the end");
  }

  @Override
  public void suppressed(Finding candidate, Suppression why) {
    if (isInPiece(candidate)) {
      out.suppressed(candidate, why);
    }
  }

  @Override
  public void skipped(Fragment fragment, SkipReason reason, String detail) {}

  @Override
  public void requiredRuleMissing(String path, String ruleId) {
    out.requiredRuleMissing(path, ruleId);
  }
}
