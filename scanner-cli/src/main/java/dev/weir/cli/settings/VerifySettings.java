package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.ExitCode;
import dev.weir.gotemplate.gostd.GoQuote;

/**
 * Settings of verification, which checks whether secrets are live.
 *
 * @param how the kind of verification
 * @param config the file that configures endpoints of providers, or empty
 */
public record VerifySettings(How how, String config) {
  static final VerifySettings NONE = new VerifySettings(How.NOT, "");

  /** A kind of verification. */
  public enum How {
    /** Nothing is verified. */
    NOT,
    /** Checks only the bytes of a secret, without any request. */
    OFFLINE,
    /** Also sends requests to providers. */
    ONLINE
  }

  static VerifySettings from(CommandLine line) {
    return new VerifySettings(how(line.get(Flag.VERIFY)), line.get(Flag.VERIFY_CONFIG));
  }

  private static How how(String word) {
    return switch (word) {
      case "" -> How.NOT;
      case "offline" -> How.OFFLINE;
      case "online" -> How.ONLINE;
      default ->
          throw wrong(
              "invalid value " + GoQuote.quote(word) + " for --verify: use online or offline");
    };
  }

  public boolean isAsked() {
    return how != How.NOT;
  }

  void check() {
    if (!isAsked() && !config.isEmpty()) {
      throw wrong("--verify-config has no effect without --verify; add --verify=online");
    }
  }

  private static UsageException wrong(String what) {
    return new UsageException(what, ExitCode.FAILURE, false);
  }
}
