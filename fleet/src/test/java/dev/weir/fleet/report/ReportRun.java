package dev.weir.fleet.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.help.OwnCommandParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A finished command on the tables of a fleet. */
record ReportRun(int code, String out, String err) {
  /** Runs {@code weir fleet report} or {@code weir known status}. */
  static ReportRun of(Path folder, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            Map.of(),
            folder,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, false, UTF_8),
            new PrintStream(err, false, UTF_8),
            /* isProcess= */ false,
            Environment.localClock());
    Console console = new Console(environment, Persona.WEIR);
    boolean isKnown = words[0].equals("known");
    CommandLine line =
        OwnCommandParser.parse(List.of(words), 0, isKnown ? Command.KNOWN : Command.FLEET);
    int code =
        isKnown
            ? new KnownStatusCommand().execute(line, environment, console)
            : new ReportCommand(line, environment, console).run();
    environment.out().flush();
    environment.err().flush();
    return new ReportRun(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
