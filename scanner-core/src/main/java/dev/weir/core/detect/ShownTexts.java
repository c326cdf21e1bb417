package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.redact.RunSecrets;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds secrets in what a run is about to show but did not scan: names of files and people,
 * messages of failures. They are only hidden, not reported.
 */
public final class ShownTexts {
  private static final int MOST_CHARACTERS = 1 << 18;

  private final Detector detector;
  private final RunSecrets secrets;
  private final Set<String> seen = new HashSet<>();
  private final StringBuilder waiting = new StringBuilder();

  /**
   * @param rules the rules of the run
   * @param secrets receives what must be hidden
   */
  public ShownTexts(RuleSet rules, RunSecrets secrets) {
    this.detector =
        new Detector(new RuleIndex(rules), DetectOptions.defaults().withAllowComments(List.of()));
    this.secrets = secrets;
  }

  /** Looks at the texts around a finding. */
  public void add(Finding finding) {
    add(finding.path());
    add(finding.symlinkPath());
    CommitInfo commit = finding.commit();
    if (commit != null) {
      add(commit.author());
      add(commit.email());
      add(commit.message());
    }
  }

  /** Looks at a text. */
  public void add(String text) {
    if (text.isEmpty() || text.length() > MOST_CHARACTERS || !seen.add(text)) {
      return;
    }
    waiting.append(text).append("\n\n");
    if (waiting.length() > MOST_CHARACTERS) {
      finish();
    }
  }

  /** Searches the texts that wait. */
  public void finish() {
    Fragment fragment = new Fragment("", "", Content.of(waiting.toString()), 1, null);
    waiting.setLength(0);
    seen.clear();
    detector.detect(
        fragment,
        new DetectionListener() {
          @Override
          public boolean wantsSecrets() {
            return true;
          }

          @Override
          public void secret(Content secret) {
            secrets.add(secret);
          }

          @Override
          public void found(Finding finding) {}
        });
  }
}
