package dev.weir.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises secret scanners in scripts and configurations, and the programs that run them. */
final class Scanners {
  /** The configurations of the program pre-commit, and of prek, which reads the same. */
  static final List<String> PRE_COMMIT =
      List.of(".pre-commit-config.yaml", ".pre-commit-config.yml", "prek.toml");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)\\b(weir|gitleaks|betterleaks|trufflehog|ggshield|detect-secrets|git[- ]secrets"
              + "|talisman|noseyparker|kingfisher)\\b");

  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:#|//).*$");

  private Scanners() {}

  /** Returns the text without lines that are comments. */
  static String code(String text) {
    return COMMENT.matcher(text).replaceAll("");
  }

  /** Returns the first scanner that a script or a configuration names outside comments, or null. */
  static @Nullable String in(String text) {
    Matcher name = NAME.matcher(code(text));
    return name.find() ? name.group(1) : null;
  }

  /** Returns the first of these files that names a scanner, or null. */
  static @Nullable String fileIn(Path folder, List<String> names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file) && in(read(file)) != null) {
        return name;
      }
    }
    return null;
  }

  /** Returns the text of a file, one character per byte. */
  static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
