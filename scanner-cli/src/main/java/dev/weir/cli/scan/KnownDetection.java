package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.scan.ScanSettings.KnownSettings;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.finding.Links;
import dev.weir.core.source.SourceException;
import dev.weir.known.KnownDetector;
import dev.weir.known.KnownException;
import dev.weir.known.KnownKey;
import dev.weir.known.KnownSet;
import dev.weir.known.KnownValue;
import dev.weir.known.read.ImportedValues;
import dev.weir.known.read.KnownServers;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the detector for {@code --known} and {@code --known-from}. Without these flags, a scan
 * loads no class of known values.
 */
public final class KnownDetection {
  private KnownDetection() {}

  /**
   * The values that the flags name.
   *
   * @param set all of them, as hashes
   * @param fetched those that came from a server
   */
  public record Values(KnownSet set, List<KnownValue> fetched) {
    public Values {
      fetched = List.copyOf(fetched);
    }
  }

  /**
   * Returns the values that the flags name, or null if no flag asks for any.
   *
   * @throws SourceException if there are no values
   */
  public static @Nullable Values values(
      CommandLine line, Environment environment, Console console) {
    return values(KnownSettings.from(line), environment, console);
  }

  /**
   * Returns the detector of known values, or null if no flag asks for it.
   *
   * @param rounds the rounds of decoding, 0 for none
   * @throws SourceException if there are no values: the scan would miss what the user asked for
   */
  static @Nullable Supplier<FragmentDetector> of(
      KnownSettings settings, int rounds, Environment environment, Console console, Links links) {
    Values values = values(settings, environment, console);
    return values == null ? null : KnownDetector.of(values.set(), rounds, links);
  }

  private static @Nullable Values values(
      KnownSettings settings, Environment environment, Console console) {
    List<String> places = settings.servers();
    if (!settings.fromStore() && places.isEmpty()) {
      return null;
    }
    try {
      KnownSet known = KnownSet.empty(KnownKey.random());
      List<KnownValue> values = List.of();
      if (settings.fromStore()) {
        known = KnownFiles.store(settings.file(), settings.key(), environment).read();
      }
      if (!places.isEmpty()) {
        ImportedValues fetched = new KnownServers(environment.variables()).fetch(places);
        KnownFiles.warn(fetched, console);
        values = fetched.values();
        known = known.with(values, LocalDate.now(environment.clock()));
      }
      if (known.entries().isEmpty()) {
        throw new KnownException(
            "no known values to search for; import some with `weir known import`");
      }
      return new Values(known, values);
    } catch (KnownException e) {
      throw new SourceException(KnownFiles.words(e));
    }
  }
}
