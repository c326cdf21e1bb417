package dev.weir.cli.review;

import java.io.IOError;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of a review: a screen of its own, keys without Enter, and lines of input. {@link
 * #close} restores the terminal as it was; a signal that ends the process does so, too.
 */
final class ReviewTerminal implements AutoCloseable {
  private static final List<String> ENDING = List.of("INT", "TERM", "HUP");
  private static final int PROMPT_ROWS = 5;

  private final Terminal terminal;
  private final Attributes before;
  private final Display display;
  private final BindingReader keys;
  private final LineReader lines;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final List<@Nullable Object> handlers;

  /** The actions that keys start. */
  enum Key {
    TRUE("t"),
    FALSE_ALARM("f"),
    ACCEPT("a"),
    SKIP("s,n,\033[C,\033OC"),
    BACK("b,\033[D,\033OD"),
    UNDO("u"),
    SHOW(" "),
    VERIFY("v"),
    PLACES("p"),
    YES("y"),
    QUIT("q,\003,\004"),
    OTHER("");

    private final String typed; // separated by commas

    Key(String typed) {
      this.typed = typed;
    }
  }

  private ReviewTerminal(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
    terminal.setAttributes(raw);
    this.display = new Display(terminal, true);
    this.keys = new BindingReader(terminal.reader());
    this.lines =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.BRACKETED_PASTE, false)
            .option(LineReader.Option.DISABLE_HIGHLIGHTER, true)
            .build();
    Thread reviewer = Thread.currentThread();
    this.handlers =
        ENDING.stream().map(name -> Signals.register(name, () -> end(reviewer))).toList();
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  /**
   * Takes over the terminal of this process.
   *
   * @throws IOException if there is none, or it cannot be controlled
   */
  static ReviewTerminal open() throws IOException {
    // graphemeCluster(true) would send questions to the terminal, whose answers may be read as
    // keys.
    TerminalBuilder builder =
        TerminalBuilder.builder()
            .system(true)
            .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
            .dumb(false)
            .nativeSignals(false)
            .graphemeCluster(false);
    Terminal terminal;
    try {
      terminal = builder.build();
    } catch (IllegalStateException e) {
      throw new IOException("the programs tty and stty cannot control it", e);
    }
    if (terminal.getStringCapability(Capability.cursor_address) == null) {
      terminal.close();
      throw new IOException("it cannot move its cursor (TERM is " + terminal.getType() + ")");
    }
    return new ReviewTerminal(terminal);
  }

  private void end(Thread reviewer) {
    ending.set(true);
    reviewer.interrupt();
  }

  int columns() {
    return size().getColumns();
  }

  int rows() {
    return size().getRows();
  }

  private Size size() {
    Size size = terminal.getSize();
    return size.getColumns() > 0 && size.getRows() > 0 ? size : Size.of(80, 24);
  }

  /** Shows lines, as many as the terminal has rows. */
  void show(List<AttributedString> screen) {
    display.resize(size());
    display.update(screen, -1);
  }

  /** Waits for a key. Returns {@link Key#QUIT} if the input or the process ends. */
  Key key() {
    KeyMap<Key> map = new KeyMap<>();
    for (Key key : EnumSet.complementOf(EnumSet.of(Key.OTHER))) {
      map.bind(key, key.typed.split(",", -1));
    }
    map.setUnicode(Key.OTHER);
    map.setNomatch(Key.OTHER);
    try {
      Key key = ending.get() ? Key.QUIT : keys.readBinding(map);
      return key == null ? Key.QUIT : key;
    } catch (EndOfFileException | IOError e) {
      return Key.QUIT;
    }
  }

  /**
   * Asks for a line of text at the foot of the screen.
   *
   * @param suggestion the answer if only Enter is pressed; may be empty
   * @return the line, or null if the user took the question back
   */
  @Nullable String line(String question, String suggestion) {
    terminal.puts(Capability.cursor_address, Math.max(0, rows() - PROMPT_ROWS + 1), 0);
    terminal.puts(Capability.clr_eos);
    terminal.puts(Capability.cursor_normal);
    String shown = suggestion.isEmpty() ? question : question + "[" + suggestion + "] ";
    try {
      String answer = lines.readLine(shown).strip();
      return answer.isEmpty() ? suggestion : answer;
    } catch (UserInterruptException | EndOfFileException | IOError e) {
      return null;
    } finally {
      terminal.puts(Capability.cursor_invisible);
      display.clear();
    }
  }

  /** Returns true if a signal asked the process to end. */
  boolean isEnding() {
    return ending.get();
  }

  @Override
  public void close() throws IOException {
    // The interruption has done its work, and would stop the program that restores the terminal.
    Thread.interrupted();
    terminal.puts(Capability.exit_ca_mode);
    terminal.puts(Capability.cursor_normal);
    terminal.flush();
    terminal.setAttributes(before);
    for (int i = 0; i < ENDING.size(); i++) {
      Object handler = handlers.get(i);
      if (handler != null) {
        Signals.unregister(ENDING.get(i), handler);
      }
    }
    terminal.close();
  }
}
