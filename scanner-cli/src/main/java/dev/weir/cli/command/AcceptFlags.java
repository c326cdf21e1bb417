package dev.weir.cli.command;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.scan.WeirIgnoreEdit;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitIdentity;
import dev.weir.git.GitRepository;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the flags that say on which terms findings are accepted. */
final class AcceptFlags {
  private AcceptFlags() {}

  /**
   * Returns the terms.
   *
   * @throws UsageException if a flag has an invalid value
   */
  static WeirIgnoreEdit.Terms terms(CommandLine line, WeirIgnore ignores, Environment environment) {
    return new WeirIgnoreEdit.Terms(
        new NamedFindings(environment, ignores).path(line.get(Flag.PATH)),
        until(line, LocalDate.now(environment.clock())),
        author(line, environment),
        line.get(Flag.REASON));
  }

  private static @Nullable LocalDate until(CommandLine line, LocalDate today) {
    String written = line.get(Flag.UNTIL);
    if (written.isEmpty()) {
      return null;
    }
    LocalDate day = null;
    try {
      day = LocalDate.parse(written);
    } catch (DateTimeException e) {
      // Refused below, as is a day that has passed.
    }
    if (day == null || day.isBefore(today)) {
      throw new UsageException(
          "--until must be a day from today on, such as "
              + today.plusMonths(1)
              + ", not "
              + written,
          ExitCode.USAGE,
          false);
    }
    return day;
  }

  static String author(CommandLine line, Environment environment) {
    if (!line.get(Flag.AUTHOR).isEmpty()) {
      return line.get(Flag.AUTHOR);
    }
    Path here = environment.workingDirectory().resolve(".");
    try (GitRepository repository = GitRepository.open(here, ".", environment.variables())) {
      return GitIdentity.of(repository, environment.variables());
    } catch (SourceException e) {
      return "";
    }
  }
}
