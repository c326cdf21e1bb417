package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.process.Environment;
import dev.weir.cli.scan.ScanSettings.KnownSettings;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.finding.Links;
import dev.weir.core.source.SourceException;
import dev.weir.known.ImportedValues;
import dev.weir.known.KnownDetector;
import dev.weir.known.KnownException;
import dev.weir.known.KnownKey;
import dev.weir.known.KnownServers;
import dev.weir.known.KnownSet;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --known} and {@code --known-from} ask a scan for. Nothing of it is loaded without.
 */
final class KnownDetection {
  private KnownDetection() {}

  /**
   * Returns what looks for known values, or null if nobody asked for it.
   *
   * @throws SourceException if there are none to look for: a scan without them would be no answer
   */
  static @Nullable Supplier<FragmentDetector> of(
      KnownSettings settings, Environment environment, Console console, Links links) {
    List<String> places = settings.servers();
    if (!settings.fromStore() && places.isEmpty()) {
      return null;
    }
    try {
      KnownSet known = KnownSet.empty(KnownKey.random());
      if (settings.fromStore()) {
        known = KnownFiles.store(settings.file(), settings.key(), environment).read();
      }
      if (!places.isEmpty()) {
        ImportedValues fetched = new KnownServers(environment.variables()).fetch(places);
        KnownFiles.warn(fetched, console);
        known = known.with(fetched.values(), LocalDate.now(environment.clock()));
      }
      if (known.entries().isEmpty()) {
        throw new KnownException("there is not one known value to look for");
      }
      return KnownDetector.of(known, links);
    } catch (KnownException e) {
      throw new SourceException(KnownFiles.words(e));
    }
  }
}
