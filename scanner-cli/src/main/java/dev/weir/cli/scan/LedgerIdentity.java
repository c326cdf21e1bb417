package dev.weir.cli.scan;

import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.scan.ScanSettings.DetectSettings;
import dev.weir.cli.scan.ScanSettings.LimitSettings;
import dev.weir.cli.scan.ScanSettings.ReadSettings;
import dev.weir.core.rule.RuleSet;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/**
 * Makes the identity of a ledger: a text of all settings that affect what a commit's scan finds.
 */
final class LedgerIdentity {
  private LedgerIdentity() {}

  static String of(ScanSettings settings, RuleSet rules, List<String> ownPaths) {
    LimitSettings limits = settings.limits();
    DetectSettings detect = settings.detect();
    ReadSettings read = settings.read();
    return Version.of(Persona.WEIR)
        + "\n"
        + program()
        + "\nallow-comments="
        + !detect.ignoreAllowComments()
        + "\narchive-depth="
        + limits.archives().maxDepth()
        + "\narchive-bytes="
        + limits.archives().maxBytes()
        + "\ndecode-depth="
        + limits.maxDecodeDepth()
        + "\ntarget-megabytes="
        + limits.maxTargetMegabytes()
        + "\nstrict-checks="
        + detect.strictChecks()
        + "\n"
        + read.extent().merges()
        + read.extent().messages()
        + read.extent().notes()
        + read.allText()
        + read.changes()
        + "\n"
        + ownPaths
        + "\n"
        + rules.identity();
  }

  /** Identifies the jar, because during development two builds can have the same version. */
  private static String program() {
    CodeSource source = LedgerIdentity.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return "";
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
    } catch (IOException | URISyntaxException e) {
      return "";
    }
  }
}
