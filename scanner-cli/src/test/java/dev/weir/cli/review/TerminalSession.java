package dev.weir.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RequiredProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jline.utils.ScreenTerminal;

/** The program in a real pseudo-terminal, with an emulated screen that a test reads. */
final class TerminalSession implements AutoCloseable {
  private static final int ROWS = 26;
  private static final int COLUMNS = 92;
  private static final String STYLE =
      "<!DOCTYPE html><meta charset=utf-8><style>body{margin:0;background:#16191f}pre{margin:0;"
          + "padding:14px 18px;color:#e4e7eb;font:15px/1.35 'DejaVu Sans Mono',monospace}</style><pre>";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
  private final BufferedReader errors;
  private final Thread reader;
  private final StringBuilder all = new StringBuilder();
  private final long pid;

  /** Starts the program in a folder. */
  TerminalSession(Path folder, Map<String, String> variables, String... args) throws Exception {
    Path script = Path.of(TerminalSession.class.getResource("terminal.py").toURI());
    List<String> command = new ArrayList<>();
    command.add(RequiredProgram.find("python3").toString());
    command.addAll(List.of(script.toString(), String.valueOf(ROWS), String.valueOf(COLUMNS)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("dev.weir.cli.Main");
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(variables);
    process = builder.start();
    errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    pid = Long.parseLong(errors.readLine().split(" ")[1]);
    reader = new Thread(this::read, "terminal");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (InputStream out = process.getInputStream()) {
      InputStreamReader text = new InputStreamReader(out, UTF_8);
      char[] buffer = new char[4096];
      for (int n = text.read(buffer); n >= 0; n = text.read(buffer)) {
        String some = new String(buffer, 0, n);
        synchronized (this) {
          all.append(some);
          screen.write(some);
          notifyAll();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Types keys. */
  void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits until the screen has all these texts, and returns the screen. */
  synchronized String await(String... texts) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Stream.of(texts).allMatch(shown()::contains)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      assertThat(left)
          .as(String.join(" | ", texts) + " is not on the screen:\n" + shown())
          .isPositive();
      wait(Math.min(left, 200));
    }
    return shown();
  }

  /** Returns the lines of the screen. */
  synchronized String shown() {
    StringBuilder text = new StringBuilder();
    long[] cells = new long[ROWS * COLUMNS];
    screen.dump(cells, null);
    for (int row = 0; row < ROWS; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < COLUMNS; column++) {
        int c = ScreenTerminal.cellCodePoint(cells[row * COLUMNS + column]);
        line.appendCodePoint(c == 0 ? ' ' : c);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Returns the screen as a page, for a picture. */
  synchronized String html() {
    StringBuilder text = new StringBuilder(STYLE);
    long[] cells = new long[ROWS * COLUMNS];
    screen.dump(cells, null);
    for (int i = 0; i < cells.length; i++) {
      long cell = cells[i];
      int color = ScreenTerminal.cellForeground(cell);
      text.append("<span style='")
          .append(ScreenTerminal.cellBold(cell) ? "font-weight:bold;" : "")
          .append(ScreenTerminal.cellDim(cell) ? "opacity:.6;" : "")
          .append(
              ScreenTerminal.cellHasForeground(cell)
                  ? String.format("color:#%06x", ScreenTerminal.cellColorRgb(color))
                  : "")
          .append("'>&#")
          .append(Math.max(' ', ScreenTerminal.cellCodePoint(cell)))
          .append(";</span>");
      text.append(i % COLUMNS == COLUMNS - 1 ? "\n" : "");
    }
    return text + "</pre>";
  }

  /** Returns everything that the terminal ever got. */
  synchronized String everything() {
    return all.toString();
  }

  /** Sends the program a signal, such as {@code TERM}. */
  void signal(String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor())
        .isZero();
  }

  /** Waits for the end, and returns the exit code and the state of the terminal's settings. */
  String end() throws Exception {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    reader.join(PATIENCE.toMillis());
    String last = "";
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      last = line;
    }
    return last;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
