package dev.weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs each target on its seeds, on the inputs that once made it fail, and on some hundred damaged
 * ones, the same in every build. {@code -Dfuzz.tries=N} tries more, {@code bench/fuzz.sh} searches
 * for inputs by coverage.
 */
class FuzzTest {
  private static final long SEED = 20_261_121;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @TestFactory
  Stream<DynamicTest> damagedInputIsRefusedInWords() {
    return Targets.ALL.stream()
        .map(
            target ->
                DynamicTest.dynamicTest(
                    Targets.name(target),
                    () -> assertTimeoutPreemptively(LONGEST, () -> tryAll(target))));
  }

  private static void tryAll(FuzzTarget target) throws Exception {
    for (byte[] input : Campaign.all(target)) {
      run(target, input);
    }
    Mutations mutations = new Mutations(target.seeds(), SEED);
    int tries = Integer.getInteger("fuzz.tries", target.tries());
    for (int i = 0; i < tries; i++) {
      run(target, mutations.next());
    }
  }

  private static void run(FuzzTarget target, byte[] input) {
    long start = System.nanoTime();
    try {
      target.run(input);
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(Targets.name(target) + " fails at " + base64(input) + ": " + e, e);
    }
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    if (seconds > 10) {
      throw new AssertionError(Targets.name(target) + " takes long for " + base64(input));
    }
  }

  private static String base64(byte[] input) {
    return Base64.getEncoder().encodeToString(input);
  }
}
