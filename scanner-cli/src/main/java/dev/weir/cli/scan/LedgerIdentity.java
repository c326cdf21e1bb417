package dev.weir.cli.scan;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.core.rule.RuleSet;
import dev.weir.git.source.HistoryExtras;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/** What decides what is found in a commit: a ledger is for one such text. */
final class LedgerIdentity {
  /** Flags that decide what is found, besides those that the extent has. */
  private static final List<String> FLAGS =
      List.of(
          "ignore-gitleaks-allow",
          "max-archive-depth",
          "max-archive-megabytes",
          "max-decode-depth",
          "max-target-megabytes",
          "strict-checks");

  private LedgerIdentity() {}

  static String of(CommandLine line, RuleSet rules, HistoryExtras extent, List<String> ownPaths) {
    StringBuilder text = new StringBuilder(Version.of(Persona.WEIR)).append('\n').append(program());
    for (String flag : FLAGS) {
      text.append('\n').append(flag).append('=').append(line.texts(flag));
    }
    return text.append('\n')
        .append(extent.merges())
        .append(extent.messages())
        .append(extent.notes())
        .append(line.isOn("all-text"))
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
