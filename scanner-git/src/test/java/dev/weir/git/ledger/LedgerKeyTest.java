package dev.weir.git.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.git.GitRepository;
import dev.weir.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKeyTest {
  @TempDir Path folder;
  private TestRepository git;
  private Path home;

  @BeforeEach
  void makeRepository() throws Exception {
    git = TestRepository.init(Files.createDirectory(folder.resolve("r")));
    home = folder.resolve("home");
  }

  private @Nullable LedgerKey key(Map<String, String> variables) {
    try (GitRepository repository = git.open()) {
      return LedgerKey.of(repository, variables);
    }
  }

  private byte @Nullable [] seal() {
    LedgerKey key = key(Map.of("HOME", home.toString()));
    return key == null ? null : key.seal().finish();
  }

  private Path file() {
    return home.resolve(".local/state/weir/ledger.key");
  }

  @Test
  void isCreatedOnceAndOnlyForItsOwner() throws Exception {
    byte[] first = seal();
    assertThat(first).isNotNull();
    assertThat(seal()).isEqualTo(first);
    assertThat(Files.size(file())).isEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(file().getParent().toFile().list()).containsExactly("ledger.key");
  }

  @Test
  void isInTheStateFolderThatTheUserChose() {
    Path state = folder.resolve("state");
    key(Map.of("HOME", home.toString(), "XDG_STATE_HOME", state.toString()));
    assertThat(state.resolve("weir/ledger.key")).exists();
    assertThat(home).doesNotExist();
  }

  @Test
  void needsAHome() {
    assertThat(key(Map.of())).isNull();
    assertThat(key(Map.of("HOME", ""))).isNull();
    assertThat(key(Map.of("HOME", "relative"))).isNull();
    assertThat(key(Map.of("HOME", "/dev/null"))).isNull();
    assertThat(key(Map.of("XDG_STATE_HOME", "relative"))).isNull();
  }

  @Test
  void isNeverInTheRepository() {
    assertThat(key(Map.of("HOME", git.path("").toString()))).isNull();
    assertThat(key(Map.of("HOME", git.path(".git").toString()))).isNull();
  }

  @Test
  void aKeyThatOthersCouldReadIsReplaced() throws Exception {
    byte[] first = seal();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    byte[] second = seal();
    assertThat(second).isNotNull().isNotEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedKeyIsReplaced() throws Exception {
    byte[] first = seal();
    Files.write(file(), new byte[3]);
    assertThat(seal()).isNotNull().isNotEqualTo(first);
  }

  @Test
  void aLinkOrAPipeIsNotAKey() throws Exception {
    seal();
    Path other = Files.move(file(), folder.resolve("other"));
    Files.createSymbolicLink(file(), other);
    assertThat(seal()).isNull();
    Files.delete(file());
    assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor()).isZero();
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(seal()).isNull());
  }

  @Test
  void aSealIsAnHmac() throws Exception {
    byte[] bytes = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
    byte[] text = "some text".getBytes(UTF_8);
    assertThat(new LedgerKey(bytes).seal().add(text, 0, text.length).finish())
        .isEqualTo(mac.doFinal(text));
  }

  @Test
  void blocksAreDistinguished() {
    LedgerKey key = new LedgerKey(new byte[32]);
    assertThat(key.seal().block(new byte[2]).block(new byte[1]).finish())
        .isNotEqualTo(key.seal().block(new byte[1]).block(new byte[2]).finish());
  }
}
