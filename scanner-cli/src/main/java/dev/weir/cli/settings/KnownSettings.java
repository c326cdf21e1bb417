package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import java.util.List;

/**
 * The known values to search for.
 *
 * @param isAsked true if a flag asks for known values, even with an empty list of servers
 * @param fromStore true to search for imported values
 * @param servers the addresses to fetch values from
 * @param file the file of imported values, or empty for the default one
 * @param key the file of their key, or empty for the default one
 */
public record KnownSettings(
    boolean isAsked, boolean fromStore, List<String> servers, String file, String key) {
  static final KnownSettings NONE = new KnownSettings(false, false, List.of(), "", "");

  public KnownSettings {
    servers = List.copyOf(servers);
  }

  public static KnownSettings from(CommandLine line) {
    boolean fromStore = line.isOn(Flag.ASK_KNOWN);
    return new KnownSettings(
        fromStore || line.isGiven(Flag.KNOWN_FROM),
        fromStore,
        line.get(Flag.KNOWN_FROM),
        line.get(Flag.KNOWN_FILE),
        line.get(Flag.KNOWN_KEY));
  }
}
