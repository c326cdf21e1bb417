package dev.weir.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
  /** 7 stands for a custom exit code for findings. */
  @ParameterizedTest
  @CsvSource({"0,0,0", "0,1,1", "0,2,2", "2,0,2", "2,1,1", "1,0,1", "1,2,1", "7,1,7", "126,1,126"})
  void theSecondCheckDecidesIfTheFirstFoundNothing(int first, int second, int both) {
    assertThat(ExitCode.both(first, second)).isEqualTo(both);
  }
}
