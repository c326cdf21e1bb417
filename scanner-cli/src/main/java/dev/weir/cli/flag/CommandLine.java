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
   * Adds a flag after those that were added before.
   *
   * @throws UsageException if the value does not have the flag's kind
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
   * A flag and its value on the command line.
   *
   * @param value the value in normal form: numbers in decimal, switches as {@code true} or {@code
   *     false}
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

  /** Returns the program that weir was started as. */
  public Persona persona() {
    return persona;
  }

  /** Returns the name of the program that weir was started as. */
  public String programName() {
    return persona.programName();
  }

  /** Returns true if the flag was given, with any value. */
  public boolean isGiven(Flag<?> flag) {
    return values.containsKey(flag);
  }

  /** Returns the value of a flag. If the flag was given more than once, the last value counts. */
  @SuppressWarnings("unchecked") // the map holds only values of the flag's type
  public <T> T get(Flag<T> flag) {
    Object value = values.get(flag);
    return value == null ? flag.type().initial() : (T) value;
  }

  /** Returns true if a switch is on, because of the command line or by default. */
  public boolean isOn(Flag<Boolean> flag) {
    return isGiven(flag) ? get(flag) : flag.type().initial() && persona.readsBeyondGitleaks();
  }
}
