package dev.weir.cli.scan;

import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.RecordText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/**
 * Makes the identity of a ledger: a text of all settings that affect what a commit's scan finds.
 * All components of the settings are part of it, except those that {@code withoutEffort} and {@code
 * ruleFindings} name.
 */
final class LedgerIdentity {
  private LedgerIdentity() {}

  static String of(ScanSettings settings, RuleSet rules, List<String> ownPaths) {
    return of(
        RecordText.of(Version.of(Persona.WEIR), settings.persona(), program(), Runtime.version()),
        settings,
        rules,
        ownPaths);
  }

  /**
   * @param program names the version of weir
   */
  static String of(String program, ScanSettings settings, RuleSet rules, List<String> ownPaths) {
    return program
        + RecordText.of(
            settings.read(),
            settings.limits().withoutEffort(),
            settings.detect().ruleFindings(),
            settings.report().suppressed(),
            ownPaths,
            rules.identity());
  }

  /** Identifies the jar, because during development two builds can have the same version. */
  private static String program() {
    CodeSource source = LedgerIdentity.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return "";
    }
    try {
      return JarIdentity.of(Path.of(source.getLocation().toURI()));
    } catch (IOException | URISyntaxException e) {
      return "";
    }
  }
}
