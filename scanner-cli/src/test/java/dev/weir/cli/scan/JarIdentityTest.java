package dev.weir.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarIdentityTest {
  @TempDir Path folder;

  private Path jar(String name, String content) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      JarEntry entry = new JarEntry("a");
      entry.setLastModifiedTime(FileTime.fromMillis(1_000_000));
      out.putNextEntry(entry);
      out.write(content.getBytes(UTF_8));
    }
    return jar;
  }

  @Test
  void aJarThatIsInstalledAnewIsTheSame() throws Exception {
    Path jar = jar("one.jar", "abc");
    Path copy = Files.copy(jar, folder.resolve("copy.jar"));
    Files.setLastModifiedTime(copy, FileTime.fromMillis(5_000_000));
    assertThat(JarIdentity.of(copy)).isEqualTo(JarIdentity.of(jar));
    assertThat(JarIdentity.of(jar("other.jar", "abd"))).isNotEqualTo(JarIdentity.of(jar));
  }

  @Test
  void ofOtherFilesTheTimeCounts() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "x");
    String before = JarIdentity.of(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(5_000_000));
    assertThat(JarIdentity.of(file)).isNotEqualTo(before);
    assertThat(JarIdentity.of(folder)).isNotEmpty();
  }
}
