package dev.weir.core.detect;

import dev.weir.core.TestRules;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;

/** Records what a detector finds in a text. */
final class Detected implements DetectionListener {
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private Detected() {}

  /** Applies rules, in TOML, to a text in {@code a.txt}. */
  static Detected in(String text, String toml) {
    return in(new Fragment("a.txt", "", Content.of(text), 1, null), toml, DetectOptions.defaults());
  }

  static Detected in(Fragment fragment, String toml, DetectOptions options) {
    return in(fragment, toml, options, TargetPaths.none());
  }

  static Detected in(Fragment fragment, String toml, DetectOptions options, TargetPaths targets) {
    Detected detected = new Detected();
    new Detector(new RuleIndex(TestRules.of(toml), targets), options).detect(fragment, detected);
    return detected;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Returns the secrets that were found, in order. */
  List<String> secrets() {
    return findings.stream().map(finding -> finding.secret().text()).toList();
  }

  /** Returns rule, secret and reason of each candidate that was dropped. */
  List<String> dropped() {
    return dropped;
  }

  List<String> skipped() {
    return skipped;
  }

  List<String> missing() {
    return missing;
  }

  @Override
  public void found(Finding finding) {
    findings.add(finding);
  }

  @Override
  public void suppressed(Finding candidate, Suppression why) {
    dropped.add(candidate.ruleId() + " " + candidate.secret().text() + ": " + why.describe());
  }

  @Override
  public void skipped(Fragment fragment, SkipReason reason, String detail) {
    skipped.add(fragment + " " + reason + " " + detail);
  }

  @Override
  public void requiredRuleMissing(String path, String ruleId) {
    missing.add(path + " " + ruleId);
  }
}
