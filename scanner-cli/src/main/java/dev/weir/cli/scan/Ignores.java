package dev.weir.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.console.Console;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.settings.RuleSettings;
import dev.weir.core.file.FoundFile;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.finding.IgnoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The findings that users chose to ignore.
 *
 * @param fingerprints entries of gitleaks' {@code .gitleaksignore}, bound to a place
 * @param secrets entries of {@code .weirignore}, bound to a secret
 */
public record Ignores(IgnoreFile fingerprints, IgnoreEntries secrets) {
  /** Ignores nothing. */
  public static final Ignores NONE = new Ignores(IgnoreFile.NONE, IgnoreEntries.NONE);

  static final String FINGERPRINTS = ".gitleaksignore";

  /**
   * Reads the ignore files of a target, or of the revision that replaces them.
   *
   * @throws IOException if an existing file cannot be read
   */
  public static Ignores load(
      RuleSettings settings,
      Persona persona,
      ScanTarget target,
      Environment environment,
      Console console,
      @Nullable BaseFiles base)
      throws IOException {
    Path here = environment.workingDirectory();
    String given = settings.ignorePath();
    Path named = here.resolve(given == null ? "." : given);
    String source = target.kind() == ScanTarget.Kind.INPUT ? "" : target.source();
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(named);
    if (base == null) {
      folders.add(here.resolve(source));
    }
    Reading reading = new Reading(console, persona == Persona.GITLEAKS);
    List<String> lines = new ArrayList<>();
    // gitleaks: --gitleaks-ignore-path may name the file itself
    lines.addAll(reading.fingerprints(named, given != null));
    WeirIgnore own = WeirIgnore.of(target.folderOfPaths(here), environment.variables());
    if (target.isGit() && persona.readsBeyondGitleaks() && !own.prefix().isEmpty()) {
      folders.add(own.folder());
    }
    List<IgnoreEntry> secrets = new ArrayList<>();
    for (Path folder : base == null || given != null ? folders : Set.<Path>of()) {
      boolean isGiven = given != null && folder.equals(named);
      lines.addAll(reading.fingerprints(folder.resolve(FINGERPRINTS), isGiven));
      // Outside of a repository, the current folder and the target may have such a file each.
      if (!own.isOfRepository() || isGiven) {
        WeirIgnore other = new WeirIgnore(folder, "", false);
        secrets.addAll(
            entries(other.lines(), other.file().toString(), environment, console).entries());
      }
    }
    if (own.isOfRepository() && base == null) {
      Path other = here.resolve(source).resolve(WeirIgnore.NAME).normalize();
      if (!own.prefix().isEmpty() && Files.exists(other)) {
        console.warn(other + " is not read: the repository's is " + own.file());
      }
      IgnoreEntries all = entries(own.lines(), own.file().toString(), environment, console);
      String shown = target.isGit() ? own.prefix() : target.prefixOfPaths(here);
      secrets.addAll(own.seenFrom(all, shown).entries());
    }
    if (base != null) {
      String file = base.revision() + ":" + FINGERPRINTS;
      lines.addAll(reading.checked(lines(base.find(FINGERPRINTS)), file, true));
      String name = base.revision() + ":" + WeirIgnore.NAME;
      secrets.addAll(
          entries(lines(base.find(WeirIgnore.NAME)), name, environment, console).entries());
      nameUnused(own.folder(), base, reading);
    }
    return new Ignores(IgnoreFile.of(lines), IgnoreEntries.of(secrets));
  }

  /** Names the entries of the target that have no effect, because a revision's files replace it. */
  private static void nameUnused(Path target, BaseFiles base, Reading reading) throws IOException {
    for (String file : new String[] {FINGERPRINTS, WeirIgnore.NAME}) {
      List<String> own = new ArrayList<>(reading.lines(target.resolve(file), false));
      own.removeAll(lines(base.find(file)));
      own.removeIf(line -> line.isBlank() || line.startsWith("#"));
      if (!own.isEmpty()) {
        reading.console.warn(
            own.size()
                + (own.size() == 1 ? " entry" : " entries")
                + " of "
                + file
                + (own.size() == 1 ? " has" : " have")
                + " no effect: --config-from takes the file from "
                + base.revision()
                + ", where they are not");
      }
    }
  }

  /**
   * Reads single files. Those that were found, rather than given, must be in their repository; no
   * message quotes them, unless weir is started as gitleaks.
   */
  private record Reading(Console console, boolean isGitleaks) {
    List<String> fingerprints(Path file, boolean isGiven) throws IOException {
      List<String> lines = lines(file, isGiven);
      if (!lines.isEmpty()) {
        console.debug("found .gitleaksignore file");
      }
      boolean quotes =
          isGitleaks && !lines.isEmpty() && FoundFile.isInside(file, file.resolveSibling("."));
      return checked(lines, file.toString(), quotes);
    }

    /** Warns of lines that are no fingerprints, and returns all. */
    List<String> checked(List<String> lines, String file, boolean quotes) {
      for (int number : IgnoreFile.invalidLines(lines)) {
        if (quotes && isGitleaks) {
          console.line(
              Console.Level.WARN,
              "Invalid .gitleaksignore entry",
              Console.fields("fingerprint", lines.get(number - 1).strip()));
        } else {
          console.warn(file + ":" + number + ": invalid entry: not file:rule:line");
        }
      }
      return lines;
    }

    List<String> lines(Path file, boolean isGiven) throws IOException {
      if (Files.isDirectory(file) || !FoundFile.exists(file)) {
        return List.of();
      }
      if (isGiven || isGitleaks) {
        return Files.isRegularFile(file) ? Ignores.lines(Files.readAllBytes(file)) : List.of();
      }
      if (!Files.exists(file)) {
        return List.of();
      }
      String why =
          !Files.isRegularFile(file)
              ? "not a regular file"
              : FoundFile.isInside(file, file.resolveSibling(".")) ? "" : FoundFile.OUTSIDE;
      if (!why.isEmpty()) {
        console.warn(file + " is not used: " + why);
        return List.of();
      }
      return Ignores.lines(Files.readAllBytes(file));
    }
  }

  private static List<String> lines(byte @Nullable [] bytes) {
    return bytes == null ? List.of() : new String(bytes, UTF_8).lines().toList();
  }

  /**
   * Returns the entries that are valid today, and prints a warning for invalid and expired ones.
   */
  private static IgnoreEntries entries(
      List<String> lines, String file, Environment environment, Console console) {
    if (lines.isEmpty()) {
      return IgnoreEntries.NONE;
    }
    List<IgnoreEntries.Flaw> flaws = new ArrayList<>();
    IgnoreEntries all = IgnoreEntries.read(lines, flaws);
    for (IgnoreEntries.Flaw flaw : flaws) {
      console.warn(
          file
              + ":"
              + flaw.line()
              + ": "
              + flaw.reason()
              + "; this entry has no effect; `weir ignore` writes valid entries");
    }
    LocalDate today = LocalDate.now(environment.clock());
    IgnoreEntries valid = all.on(today);
    int expired = all.entries().size() - valid.entries().size();
    if (expired > 0) {
      console.warn(
          file
              + ": "
              + expired
              + (expired == 1 ? " entry has" : " entries have")
              + " expired; the findings are reported again");
    }
    return valid;
  }
}
