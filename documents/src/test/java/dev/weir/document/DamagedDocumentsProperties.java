package dev.weir.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A document that was cut off or changed is read, or named with a reason. */
class DamagedDocumentsProperties {
  private static final Path FILES = Path.of("src/test/resources/documents");
  private static final int TRIES = Integer.getInteger("document.tries", 10);

  /** Much more than any of the files, or of the names in a damaged one, can hold. */
  private static final int MOST_TEXT = 4_000_000;

  private static Stream<DynamicTest> forEachFile(Damage damage) throws Exception {
    try (Stream<Path> all = Files.list(FILES)) {
      List<Path> files = all.sorted().toList();
      return files.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(),
                      () -> {
                        byte[] bytes = Files.readAllBytes(file);
                        Random random = new Random(bytes.length);
                        for (int i = 0; i < TRIES; i++) {
                          check(file.getFileName().toString(), damage.of(bytes, random, i));
                        }
                      }));
    }
  }

  private interface Damage {
    byte[] of(byte[] bytes, Random random, int attempt);
  }

  private static void check(String name, byte[] bytes) throws Exception {
    ReadDocument document = ReadDocument.of(name, bytes);
    assertThat(document.all().length()).isLessThan(MOST_TEXT);
    assertThat(document.failures).hasSizeLessThan(200);
    assertThat(document.failures)
        .allSatisfy(failure -> assertThat(failure).doesNotContain("armalade", "java.", "null"));
    assertThat(bytes.length == 0 || document.asBytes || hasResult(document)).isTrue();
  }

  private static boolean hasResult(ReadDocument document) {
    return !document.texts.isEmpty() || !document.failures.isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> cutOff() throws Exception {
    return forEachFile(
        (bytes, random, attempt) ->
            Arrays.copyOf(
                bytes,
                attempt < TRIES / 2
                    ? (int) ((long) bytes.length * attempt / (TRIES / 2))
                    : random.nextInt(bytes.length)));
  }

  @TestFactory
  Stream<DynamicTest> changedBytes() throws Exception {
    return forEachFile(
        (bytes, random, attempt) -> {
          byte[] changed = bytes.clone();
          for (int i = 0; i <= attempt % 8; i++) {
            // Half of the changes are near the beginning, where most lengths are.
            int range = random.nextBoolean() ? changed.length : Math.min(200, changed.length);
            changed[random.nextInt(range)] = (byte) random.nextInt();
          }
          return changed;
        });
  }

  /** A stretch that appears again elsewhere makes chains of parts that refer to one another. */
  @TestFactory
  Stream<DynamicTest> movedStretches() throws Exception {
    return forEachFile(
        (bytes, random, attempt) -> {
          byte[] changed = bytes.clone();
          int length = 1 + random.nextInt(Math.max(1, bytes.length / 4));
          int from = random.nextInt(bytes.length - length + 1);
          int to = random.nextInt(bytes.length - length + 1);
          System.arraycopy(bytes, from, changed, to, length);
          return changed;
        });
  }

  /** Numbers that are as large as they can be are lengths and counts that nothing can hold. */
  @TestFactory
  Stream<DynamicTest> largestNumbers() throws Exception {
    return forEachFile(
        (bytes, random, attempt) -> {
          byte[] changed = bytes.clone();
          int at = random.nextInt(Math.max(1, changed.length - 8));
          byte value = attempt % 2 == 0 ? (byte) 0xFF : 0x7F;
          Arrays.fill(changed, at, Math.min(changed.length, at + 1 + attempt % 4), value);
          String text = new String(changed, ISO_8859_1);
          return attempt % 5 == 0
              ? text.replaceFirst("[1-9][0-9]+", "999999999").getBytes(ISO_8859_1)
              : changed;
        });
  }
}
