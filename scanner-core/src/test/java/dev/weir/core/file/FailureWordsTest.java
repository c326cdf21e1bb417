package dev.weir.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchIOException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureWordsTest {
  @TempDir private Path folder;

  @Test
  void aMissingFileHasTheWordsOfTheSystem() {
    Path file = folder.resolve("missing");
    IOException e = catchIOException(() -> Files.readAllBytes(file));
    assertThat(e).hasMessage(file.toString());
    assertThat(FailureWords.of(e)).isEqualTo("no such file or directory");
    assertThat(FailureWords.withFile(e)).isEqualTo(file + ": no such file or directory");
  }

  @Test
  void aFileThatMayNotBeReadHasTheWordsOfTheSystem() {
    IOException e = new AccessDeniedException("a.txt");
    assertThat(FailureWords.of(e)).isEqualTo("permission denied");
    assertThat(FailureWords.withFile(e)).isEqualTo("a.txt: permission denied");
  }

  @Test
  void aFileInPlaceOfAFolderHasTheWordsOfTheSystem() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    IOException e = catchIOException(() -> Files.newDirectoryStream(file).close());
    assertThat(FailureWords.of(e)).isEqualTo("not a directory");
    assertThat(FailureWords.withFile(e)).isEqualTo(file + ": not a directory");
  }

  @Test
  void anyOtherFailureKeepsItsMessage() {
    IOException named = new FileSystemException("a.txt", null, "Too many open files");
    assertThat(FailureWords.of(named)).isEqualTo("a.txt: Too many open files");
    assertThat(FailureWords.withFile(named)).isEqualTo("a.txt: Too many open files");
    assertThat(FailureWords.withFile(new IOException("disk full"))).isEqualTo("disk full");
  }

  @Test
  void aFailureWithoutAMessageIsNotNamedByItsClass() {
    assertThat(FailureWords.of(new EOFException())).isEqualTo("it ends too early");
    assertThat(FailureWords.of(new IOException())).isEqualTo("for an unknown reason");
  }

  @Test
  void namesNoClassOfAnExceptionThatWrapsAnother() {
    IOException cause = new IOException("a.txt is damaged");
    for (IOException e :
        List.of(
            new IOException(new ExecutionException(cause)),
            new IOException(cause.toString(), cause),
            new IOException(null, new ExecutionException(cause)))) {
      assertThat(FailureWords.of(e)).isEqualTo("a.txt is damaged");
    }
    assertThat(FailureWords.of(new IOException(new NoSuchFileException("a.txt"))))
        .isEqualTo("no such file or directory");
    assertThat(FailureWords.of(new IOException(new IllegalStateException())))
        .isEqualTo("for an unknown reason");
    assertThat(FailureWords.of(new IOException("its own words", cause))).isEqualTo("its own words");
  }
}
