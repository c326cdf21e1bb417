package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The source of the rules, and ignored findings.
 *
 * @param config the configuration file, or empty to look for one
 * @param configFrom the revision whose configuration and ignore files are used, empty for none,
 *     null if no flag sets it
 * @param enabled ids of the only rules to apply; empty for all
 * @param ignorePath a file of fingerprints or a folder that holds one, null if no flag sets it
 * @param baseline the report of an earlier scan, or empty
 */
public record RuleSettings(
    String config,
    @Nullable String configFrom,
    List<String> enabled,
    @Nullable String ignorePath,
    String baseline) {
  public RuleSettings {
    enabled = List.copyOf(enabled);
  }

  /** Reads the flags that all commands with rules have. */
  public static RuleSettings from(CommandLine line) {
    return new RuleSettings(
        line.get(Flag.CONFIG),
        line.isGiven(Flag.CONFIG_FROM) ? line.get(Flag.CONFIG_FROM) : null,
        line.get(Flag.ENABLE_RULE),
        line.isGiven(Flag.GITLEAKS_IGNORE_PATH) ? line.get(Flag.GITLEAKS_IGNORE_PATH) : null,
        line.get(Flag.BASELINE_PATH));
  }

  RuleSettings withConfigFrom(String revision) {
    return new RuleSettings(config, revision, enabled, ignorePath, baseline);
  }
}
