package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A case of {@link FaultsTest}: a folder with {@code setup.sh}, which creates the fault, and {@code
 * case.json} with the fields below.
 *
 * @param title the fault
 * @param args the command line, without the arguments that all cases share
 * @param exit the expected exit code
 * @param reason a text that one of the error lines must contain, and that only this fault causes
 * @param complete true if everything is read, so that weir may print that there are no leaks
 */
record Fault(String title, List<String> args, int exit, String reason, boolean complete) {
  private static final int SHORTEST_REASON = 12;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

  /** Reads a case; fails if fields or files are missing or unknown. */
  static Fault read(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("files of " + folder)
          .containsExactlyInAnyOrder("case.json", "setup.sh");
    }
    Fault fault = JSON.readValue(folder.resolve("case.json").toFile(), Fault.class);
    assertThat(fault.title).isNotBlank();
    assertThat(fault.args).isNotEmpty();
    assertThat(fault.reason).hasSizeGreaterThanOrEqualTo(SHORTEST_REASON);
    return fault;
  }

  /**
   * Returns a pattern for the lines that may give the reason: errors, or warnings if weir passes.
   */
  Pattern level() {
    return Pattern.compile(exit == 0 ? " WRN " : " (ERR|FTL) ");
  }
}
