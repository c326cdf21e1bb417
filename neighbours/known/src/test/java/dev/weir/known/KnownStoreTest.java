package dev.weir.known;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.core.text.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownStoreTest {
  private static final String VALUE = "correct-Horse-77-battery";

  @TempDir Path folder;
  private KnownStore store;

  @BeforeEach
  void store() {
    store = new KnownStore(folder.resolve("data/known.values"), folder.resolve("conf/known.key"));
  }

  private void write() {
    KnownValue value = new KnownValue("vault:app/db#password", Content.of(VALUE));
    store.write(store.readOrEmpty().with(List.of(value), LocalDate.of(2026, 11, 21)));
  }

  private static String modes(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws Exception {
    write();
    write();
    assertThat(modes(store.values())).isEqualTo("rw-------");
    assertThat(modes(store.key())).isEqualTo("rw-------");
    assertThat(modes(folder.resolve("data"))).isEqualTo("rwx------");
    assertThat(store.read().entries()).hasSize(1);
    try (var files = Files.list(folder.resolve("data"))) {
      assertThat(files).as("no temporary file is left").hasSize(1);
    }
    String stored = Files.readString(store.values(), ISO_8859_1);
    assertThat(stored).doesNotContain(VALUE).doesNotContain("vault").doesNotContain("password");
  }

  @Test
  void refusesFilesThatOthersCanRead() throws Exception {
    write();
    for (Path file : List.of(store.key(), store.values())) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      assertThatThrownBy(store::read)
          .isInstanceOf(KnownException.class)
          .hasMessageContaining("chmod 600 " + file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(store.read().entries()).hasSize(1);
  }

  @Test
  void failsIfNothingWasStored() {
    assertThatThrownBy(store::read)
        .isInstanceOf(KnownException.class)
        .hasMessageContaining("weir known import");
  }

  @Test
  void needsTheKeyThatItWasWrittenWith() throws Exception {
    write();
    String key = Files.readString(store.key());
    Files.delete(store.key());
    assertThatThrownBy(store::read).hasMessageContaining("the key of the known values is missing");
    assertThatThrownBy(store::readOrEmpty).hasMessageContaining("is missing");
    KnownStore other = new KnownStore(folder.resolve("o/v"), store.key());
    other.write(other.readOrEmpty());
    assertThatThrownBy(store::read).hasMessageContaining("damaged or was written with another key");
    Files.writeString(store.key(), key.replace("weir", "were"));
    assertThatThrownBy(store::read)
        .hasMessageContaining("does not contain a key")
        .hasMessageNotContaining(key.strip());
  }

  @Test
  void detectsEveryDamagedByte() throws Exception {
    write();
    byte[] bytes = Files.readAllBytes(store.values());
    for (int i = 0; i < bytes.length; i += 13) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      Files.write(store.values(), damaged);
      assertThatThrownBy(store::read).as("byte %s", i).hasMessageContaining("damaged");
    }
    for (int size : List.of(0, 10, 40, bytes.length - 1)) {
      Files.write(store.values(), Arrays.copyOf(bytes, size));
      assertThatThrownBy(store::read).as("size %s", size).hasMessageContaining("damaged");
    }
  }

  @Test
  void refusesFilesInsideARepository() throws Exception {
    Files.createDirectories(folder.resolve("work/.git"));
    Files.createDirectories(folder.resolve("bare/objects"));
    Files.writeString(folder.resolve("bare/HEAD"), "ref: refs/heads/main\n");
    Files.createDirectories(folder.resolve("linked"));
    Files.writeString(folder.resolve("linked/.git"), "gitdir: elsewhere\n");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("work"));
    for (String place : List.of("work/a", "work/deep/er/a", "bare/a", "linked/a", "link/a")) {
      Path inside = folder.resolve(place);
      for (KnownStore bad :
          List.of(new KnownStore(inside, store.key()), new KnownStore(store.values(), inside))) {
        assertThatThrownBy(() -> bad.write(KnownSet.empty(KnownKey.random())))
            .as(place)
            .hasMessageContaining("would be in the repository");
      }
      assertThat(inside).doesNotExist();
    }
    assertThat(store.key()).doesNotExist();
    assertThat(store.values()).doesNotExist();
  }

  @Test
  void refusesAPipe() throws Exception {
    write();
    for (Path file : List.of(store.values(), store.key())) {
      Files.delete(file);
      assertThat(new ProcessBuilder("mkfifo", "-m", "600", file.toString()).start().waitFor())
          .isZero();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertThatThrownBy(store::readOrEmpty).hasMessageContaining("not a regular file"));
      Files.delete(file);
    }
  }
}
