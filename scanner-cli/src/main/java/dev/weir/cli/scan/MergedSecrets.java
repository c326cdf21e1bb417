package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.redact.Redaction;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ForwardingListener;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.source.FileReading;
import dev.weir.core.text.ForeignText;
import dev.weir.git.GitRepository;
import dev.weir.git.RepositoryTips;
import dev.weir.git.source.CommittedFile;
import dev.weir.git.source.StagedNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that the commits of a merge already have. The merge cannot keep them out, so they do
 * not stop it; they are named once. What the merge itself adds stops it.
 */
final class MergedSecrets {
  private static final FileReading WHOLE = FileReading.withoutArchives(true);
  private static final String SALT = "0".repeat(16);
  private static final int MOST_SHOWN = 20;

  private final List<IgnoreEntry> entries;
  private final List<Finding> met = new ArrayList<>();

  private MergedSecrets(List<IgnoreEntry> entries) {
    this.entries = entries;
  }

  /**
   * Returns the secrets of the merged commits in the staged files, or null if there are none.
   *
   * @param variables the environment's variables
   * @throws IOException if a merged commit cannot be read
   */
  static @Nullable MergedSecrets of(
      GitRepository repository, RuleSet rules, Map<String, String> variables)
      throws IOException, InterruptedException {
    List<String> merged = RepositoryTips.of(repository, variables).merged();
    List<IgnoreEntry> entries = new ArrayList<>();
    Set<String> read = new HashSet<>();
    for (String path : merged.isEmpty() ? Set.<String>of() : StagedNames.of(repository)) {
      for (String commit : merged) {
        CommittedFile file = CommittedFile.of(repository, commit, path, WHOLE);
        if (file == null || !read.add(file.content() + path)) {
          continue;
        }
        for (Finding finding : Whereabouts.findings(file, rules)) {
          entries.add(IgnoreEntry.of(finding, SALT, path, null, "", "a merged commit has it"));
        }
      }
    }
    return entries.isEmpty() ? null : new MergedSecrets(entries);
  }

  /** Returns ignored secrets together with these. */
  IgnoreEntries with(IgnoreEntries ignored) {
    List<IgnoreEntry> all = new ArrayList<>(ignored.entries());
    all.addAll(entries);
    return IgnoreEntries.of(all);
  }

  /** Returns a listener that notes which of the secrets the scan meets. */
  ScanListener noting(ScanListener listener) {
    return new ForwardingListener(listener) {
      @Override
      public boolean wantsSuppressed() {
        return true;
      }

      @Override
      public void onSuppressed(Finding candidate, Suppression why) {
        if (why instanceof Suppression.IgnoredSecret ignored && entries.contains(ignored.entry())) {
          met.add(Redaction.hide(candidate));
        }
        if (listener.wantsSuppressed()) {
          listener.onSuppressed(candidate, why);
        }
      }
    };
  }

  /** Prints the secrets that the scan met. */
  void print(Console console) {
    for (Finding finding : met.subList(0, Math.min(MOST_SHOWN, met.size()))) {
      console.warn(
          "already in the merged commits: "
              + ForeignText.line(finding.path())
              + ":"
              + finding.location().startLine()
              + "  "
              + ForeignText.line(finding.ruleId()));
    }
    if (met.size() > MOST_SHOWN) {
      console.warn("already in the merged commits: " + (met.size() - MOST_SHOWN) + " more");
    }
  }
}
