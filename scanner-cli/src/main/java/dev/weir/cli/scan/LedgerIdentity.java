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

/** What decides what is found in a commit: a ledger is for one such text. */
final class LedgerIdentity {
  private LedgerIdentity() {}

  static String of(ScanSettings settings, RuleSet rules, List<String> ownPaths) {
    LimitSettings limits = settings.limits();
    DetectSettings detect = settings.detect();
    ReadSettings read = settings.read();
    return new StringBuilder(Version.of(Persona.WEIR))
        .append('\n')
        .append(program())
        .append("\nallow-comments=")
        .append(!detect.ignoreAllowComments())
        .append("\narchive-depth=")
        .append(limits.archives().maxDepth())
        .append("\narchive-bytes=")
        .append(limits.archives().maxBytes())
        .append("\ndecode-depth=")
        .append(limits.maxDecodeDepth())
        .append("\ntarget-megabytes=")
        .append(limits.maxTargetMegabytes())
        .append("\nstrict-checks=")
        .append(detect.strictChecks())
        .append('\n')
        .append(read.extent().merges())
        .append(read.extent().messages())
        .append(read.extent().notes())
        .append(read.allText())
        .append('\n')
        .append(ownPaths)
        .append('\n')
        .append(rules.identity())
        .toString();
  }

  /** Two programs of one version differ while it is worked on. */
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
