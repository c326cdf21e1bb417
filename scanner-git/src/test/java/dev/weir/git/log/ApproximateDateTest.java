package dev.weir.git.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.git.TestRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares parsed dates with git's. */
class ApproximateDateTest {
  private static final Instant NOW = Instant.parse("2024-03-31T10:20:30Z");

  @TempDir static Path folder;

  @BeforeAll
  static void makeRepository() throws Exception {
    TestRepository.init(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-31",
        "2024/01/31",
        "2024.1.5",
        "2024-01-31 12:00",
        "2024-01-31T12:30:45",
        "2024-01-31T12:00:00Z",
        "2024-01-31 12:00:00 +0200",
        "2024-01-31T12:00:00-05:30",
        "1600000000",
        "@1600000000",
        "2.weeks.ago",
        "2 weeks ago",
        "1.day",
        "3.months.ago",
        "1.month.ago",
        "1.year.ago",
        "10 minutes ago",
        "90.seconds.ago",
        "5.hours.ago",
        "yesterday",
        "now",
        "midnight"
      })
  void equalsThatOfGit(String date) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("git", "rev-parse", "--since=" + date).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("GIT_TEST_DATE_NOW", "" + NOW.getEpochSecond());
    environment.put("TZ", ZoneId.systemDefault().getId());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat("--max-age=" + ApproximateDate.parse(date, NOW).getEpochSecond())
        .isEqualTo(said.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2024-13-01", "2024-02-30", "last year", "3.parsecs.ago"})
  void rejectsOtherDates(String date) {
    assertThatThrownBy(() -> ApproximateDate.parse(date, NOW))
        .isInstanceOf(LogOptionsException.class)
        .hasMessageContaining("the date '" + date + "' is not valid");
  }
}
