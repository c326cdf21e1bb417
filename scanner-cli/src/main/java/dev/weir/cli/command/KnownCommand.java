package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.known.KnownFiles;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.core.file.FailureWords;
import dev.weir.core.text.ForeignText;
import dev.weir.known.KnownException;
import dev.weir.known.KnownSet;
import dev.weir.known.KnownStore;
import dev.weir.known.read.ImportFormat;
import dev.weir.known.read.ImportedValues;
import dev.weir.known.read.ValueImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code weir known}: imports, lists and removes values that scans search for. */
public final class KnownCommand {
  private static final int MOST_SHOWN = 20;
  private static final int MOST_BYTES = 64 << 20;

  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final PrintStream out;

  public KnownCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.out = environment.out();
  }

  public int run() {
    console.setLevel(line.get(Flag.LOG_LEVEL));
    List<String> words = line.arguments();
    String what = words.isEmpty() ? "" : words.get(0);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    try {
      return switch (what) {
        case "import" -> importAll(rest);
        case "list" -> list();
        case "remove" -> remove(rest);
        case "status" -> OptionalCommand.run("known status", line, environment, console);
        default ->
            throw new UsageException(
                "known needs one of import, list, remove and status", ExitCode.USAGE, true);
      };
    } catch (KnownException e) {
      console.fatal(KnownFiles.words(e));
      return ExitCode.FAILURE;
    }
  }

  private int importAll(List<String> files) {
    ImportFormat format = ImportFormat.named(line.get(Flag.FORMAT));
    if (format == null) {
      throw new UsageException(
          "--format must be one of " + String.join(", ", ImportFormat.names()),
          ExitCode.USAGE,
          false);
    }
    KnownStore store = KnownFiles.store(line, environment);
    KnownSet before = store.readOrEmpty();
    List<ImportedValues> parts = new ArrayList<>();
    for (String file : files.isEmpty() ? List.of("-") : files) {
      String shown = file.equals("-") ? "standard input" : file;
      String name = line.isGiven(Flag.NAME) || file.equals("-") ? line.get(Flag.NAME) : file;
      ImportedValues part;
      try {
        part = ValueImport.read(text(file), format, name, line.isOn(Flag.FORCE));
      } catch (KnownException e) {
        throw new KnownException(shown + ": " + KnownFiles.words(e) + "; nothing was imported");
      }
      out.print(ForeignText.line(shown) + ": read as " + part.format().shown() + "\n");
      parts.add(part);
    }
    return keep(store, before, ImportedValues.joined(parts));
  }

  private int keep(KnownStore store, KnownSet before, ImportedValues values) {
    KnownFiles.warn(values, console);
    if (values.values().isEmpty()) {
      throw new KnownException(
          "the input has no value that a scan can search for; nothing was imported");
    }
    KnownSet after = before.with(values.values(), LocalDate.now(environment.clock()));
    store.write(after);
    Set<String> sources = new HashSet<>();
    values.values().forEach(value -> sources.add(value.source()));
    sources.stream()
        .sorted()
        .limit(MOST_SHOWN)
        .forEach(source -> out.print("now searched for: " + ForeignText.line(source) + "\n"));
    if (sources.size() > MOST_SHOWN) {
      out.print("and " + (sources.size() - MOST_SHOWN) + " more; 'weir known list' shows them\n");
    }
    if (!values.passedOver().isEmpty()) {
      out.print(
          "skipped because of their names: "
              + ForeignText.line(String.join(", ", values.passedOver()))
              + "\n");
    }
    int added = after.entries().size() - before.entries().size();
    out.print(
        "imported "
            + values.values().size()
            + " values, "
            + added
            + " of them new; "
            + ForeignText.line(store.values().toString())
            + " holds keyed hashes of "
            + after.entries().size()
            + " values\n");
    return ExitCode.CLEAN;
  }

  private String text(String file) {
    try {
      byte[] bytes;
      if (file.equals("-")) {
        bytes = environment.in().readNBytes(MOST_BYTES + 1);
      } else {
        try (InputStream in = Files.newInputStream(environment.workingDirectory().resolve(file))) {
          bytes = in.readNBytes(MOST_BYTES + 1);
        }
      }
      if (bytes.length > MOST_BYTES) {
        throw new KnownException("larger than " + MOST_BYTES + " bytes");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new KnownException("not UTF-8 text");
    } catch (IOException e) {
      throw new KnownException("cannot be read (" + FailureWords.of(e) + ")");
    }
  }

  private int list() {
    for (KnownSet.KnownEntry entry : KnownFiles.store(line, environment).readOrEmpty().entries()) {
      out.print(entry.since() + "  " + ForeignText.line(String.join("  ", entry.sources())) + "\n");
    }
    return ExitCode.CLEAN;
  }

  private int remove(List<String> names) {
    boolean all = line.isOn(Flag.REMOVE_ALL);
    if (names.isEmpty() != all) {
      throw new UsageException(
          "known remove: name sources as 'known list' prints them (a * at the end matches any"
              + " ending), or use --all",
          ExitCode.USAGE,
          true);
    }
    KnownStore store = KnownFiles.store(line, environment);
    KnownSet before = store.read();
    KnownSet after =
        before.without(source -> all || names.stream().anyMatch(n -> covers(n, source)));
    boolean missing = false;
    for (String name : names) {
      if (before.entries().stream()
          .noneMatch(entry -> entry.sources().stream().anyMatch(source -> covers(name, source)))) {
        console.error("no known value comes from " + name);
        missing = true;
      }
    }
    store.write(after);
    out.print(
        "removed "
            + (before.entries().size() - after.entries().size())
            + " values and kept "
            + after.entries().size()
            + "\n");
    return missing ? ExitCode.FAILURE : ExitCode.CLEAN;
  }

  private static boolean covers(String name, String source) {
    return name.endsWith("*")
        ? source.startsWith(name.substring(0, name.length() - 1))
        : source.equals(name);
  }
}
