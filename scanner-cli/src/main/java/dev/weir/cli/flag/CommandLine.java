package dev.weir.cli.flag;

import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command line after parsing: the command, its flags and the words that are neither. */
public final class CommandLine {
  private final Command command;
  private final Persona persona;
  private final Map<Flag<?>, Object> values = new HashMap<>();
  private final List<Setting> settings = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();

  public CommandLine(Command command, Persona persona) {
    this.command = command;
    this.persona = persona;
  }

  /**
   * Adds a flag, as one that comes after those that were added before.
   *
   * @throws UsageException if the value is not one of the flag's kind
   */
  public void add(Flag<?> flag, String written) {
    Object value = FlagValue.parse(flag, written);
    settings.add(new Setting(flag, FlagValue.shown(value, written)));
    if (value instanceof List<?> more && values.get(flag) instanceof List<?> before) {
      List<Object> all = new ArrayList<>(before);
      all.addAll(more);
      values.put(flag, all);
    } else {
      values.put(flag, value);
    }
  }

  /** Adds a word that is neither a flag nor the command. */
  public void addArgument(String word) {
    arguments.add(word);
  }

  /**
   * A flag as it was given.
   *
   * @param value in plain form: numbers in decimal, switches as {@code true} or {@code false}
   */
  public record Setting(Flag<?> flag, String value) {
    public String name() {
      return flag.name();
    }
  }

  /** Returns all flags in the order in which they were given, repeated ones more than once. */
  public List<Setting> settings() {
    return settings;
  }

  /** Returns the command; {@link Command#HELP} if none was given. */
  public Command command() {
    return command;
  }

  /** Returns the words that are neither flags nor the command. */
  public List<String> arguments() {
    return arguments;
  }

  /** Returns whom the program stands in for. */
  public Persona persona() {
    return persona;
  }

  /** Returns the name that the program answers to. */
  public String programName() {
    return persona.programName();
  }

  /** Returns true if the flag was given, with whatever value. */
  public boolean isGiven(Flag<?> flag) {
    return values.containsKey(flag);
  }

  /** Returns the value of a flag; that of the last one if it was given more than once. */
  @SuppressWarnings("unchecked") // only values of the flag's type are put there
  public <T> T get(Flag<T> flag) {
    Object value = values.get(flag);
    return value == null ? flag.type().initial() : (T) value;
  }

  /** Returns true if a switch is on, because it was given or because the program has it on. */
  public boolean isOn(Flag<Boolean> flag) {
    return isGiven(flag) ? get(flag) : flag.type().initial() && persona.readsBeyondGitleaks();
  }

  /** Returns true if the scan is to look for known secrets. */
  public boolean asksForKnown() {
    return isOn(Flag.ASK_KNOWN) || isGiven(Flag.KNOWN_FROM);
  }

  /**
   * Returns how much of each secret to hide, from 0 to 100. Rules find known secrets, too, and
   * would show them.
   */
  public int redactPercent() {
    boolean all = asksForKnown() && !isGiven(Flag.REDACT);
    return all ? 100 : (int) Math.min(100, get(Flag.REDACT));
  }

  private static Flag<?> named(String name) {
    for (Flag<?> flag : Flag.all()) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    throw new IllegalArgumentException("no flag " + name);
  }

  public boolean isGiven(String name) {
    return isGiven(named(name));
  }

  public String text(String name) {
    return String.valueOf(get(named(name)));
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (values.get(named(name)) instanceof List<?> list) {
      list.forEach(element -> texts.add(String.valueOf(element)));
    } else if (isGiven(name)) {
      texts.add(text(name));
    }
    return texts;
  }

  public boolean flag(String name) {
    return text(name).equals("true");
  }

  public boolean isOn(String name) {
    return flag(name) && (isGiven(name) || persona.readsBeyondGitleaks());
  }

  public long number(String name) {
    return Long.parseLong(text(name));
  }
}
