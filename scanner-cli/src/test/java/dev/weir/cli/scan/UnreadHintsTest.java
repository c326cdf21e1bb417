package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadHintsTest {
  @TempDir private Path folder;
  private Workspace work;

  @BeforeEach
  void makeWorkspace() throws Exception {
    work = new Workspace(folder);
  }

  @Test
  void aDeepArchiveNamesTheFlagForMoreLevels() throws Exception {
    Files.write(folder.resolve("a.zip"), zip(zip(new byte[] {'x'})));
    assertThat(work.weir("dir", "--max-archive-depth=1", "a.zip")).isEqualTo(2);
    assertThat(work.err())
        .contains("it is a zip archive deeper than level 1; --max-archive-depth opens more levels")
        .contains("not read: 1 unpack-limit");
  }

  @Test
  void aLargeArchiveNamesTheFlagForMoreBytes() throws Exception {
    Files.write(folder.resolve("a.zip"), zip(new byte[3_000_000]));
    String[] words = {"dir", "--max-archive-depth=1", "--max-archive-megabytes=1", "a.zip"};
    assertThat(work.weir(words)).isEqualTo(2);
    assertThat(work.err())
        .contains("it unpacks to more than 1 MB; --max-archive-megabytes raises the limit")
        .contains("not read: 1 unpack-limit");
  }

  @Test
  void aMergeWithASecretNamesTheFlagThatReportsIt() throws Exception {
    String secret = "ghp_" + "0a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d0e2f";
    work.sh(
        "git init -q -b main; echo a > a; git add .; git commit -qm a; git checkout -qb side;"
            + " echo b > b; git add .; git commit -qm b; git checkout -q main;"
            + " echo c > c; git add .; git commit -qm c; git merge -q --no-commit side;"
            + (" echo token = " + secret + " > d; git add .; git commit -qm merge"));
    assertThat(work.weir("git", ".")).isEqualTo(2);
    assertThat(work.err()).contains("that rule github-pat matches; --merges reports it");
  }

  private static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("inner"));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
