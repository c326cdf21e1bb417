package dev.weir.cli.known;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.settings.KnownSettings;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.finding.Links;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.core.text.RecordText;
import dev.weir.known.KnownDetector;
import dev.weir.known.KnownException;
import dev.weir.known.KnownKey;
import dev.weir.known.KnownSet;
import dev.weir.known.KnownValue;
import dev.weir.known.read.KnownServers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
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
   * @param notRead the secrets that a server listed, but did not return
   */
  public record Values(KnownSet set, List<KnownValue> fetched, List<Unread> notRead) {
    public Values {
      fetched = List.copyOf(fetched);
      notRead = List.copyOf(notRead);
    }

    /** Returns a text that differs if the values differ. It may contain secrets. */
    public String identity() {
      StringBuilder text = new StringBuilder();
      if (fetched.isEmpty()) {
        // The key of a store stays the same, so its hashes name the values.
        set.entries().forEach(entry -> text.append(RecordText.of(entry.id(), entry.sources())));
      } else {
        set.entries().forEach(entry -> text.append(RecordText.of(entry.sources())));
        fetched.forEach(
            value ->
                text.append(
                    RecordText.of(
                        value.source(), HexFormat.of().formatHex(value.value().bytes()))));
      }
      return text.toString();
    }

    /** Returns a factory that makes a detector for each thread. */
    public Supplier<FragmentDetector> detectors(int rounds, Links links) {
      return KnownDetector.of(set, rounds, links);
    }

    /** Returns a source that also reports the secrets that were not read. */
    public Source with(Source source) {
      return notRead.isEmpty()
          ? source
          : sink -> {
            notRead.forEach(sink::unread);
            source.forEachFragment(sink);
          };
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
   * Returns the values that settings name, or null if they name none.
   *
   * @throws SourceException if there are no values: the scan would miss what the user asked for
   */
  public static @Nullable Values values(
      KnownSettings settings, Environment environment, Console console) {
    List<String> places = settings.servers();
    if (!settings.fromStore() && places.isEmpty()) {
      return null;
    }
    try {
      KnownSet known = KnownSet.empty(KnownKey.random());
      List<KnownValue> values = List.of();
      List<Unread> notRead = new ArrayList<>();
      if (settings.fromStore()) {
        known = KnownFiles.store(settings.file(), settings.key(), environment).read();
      }
      if (!places.isEmpty()) {
        if (Environment.isNative()) {
          throw new KnownException(
              places.get(0)
                  + ": this executable cannot load modules for secret stores; run the same command"
                  + " with Java and weir.jar, or import the values with weir known import");
        }
        KnownServers.Fetched fetched = new KnownServers(environment.variables()).fetch(places);
        KnownFiles.warn(fetched.values(), console);
        fetched.warnings().forEach(console::warn);
        fetched.notRead().forEach(one -> notRead.add(new Unread(one.source(), one.reason())));
        values = fetched.values().values();
        known = known.with(values, LocalDate.now(environment.clock()));
      }
      if (known.entries().isEmpty()) {
        throw new KnownException(
            "no known values to search for; import some with `weir known import`");
      }
      return new Values(known, values, notRead);
    } catch (KnownException e) {
      throw new SourceException(KnownFiles.words(e));
    }
  }
}
