package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.git.program.GitProcess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads blobs by their ids with {@code git cat-file --batch}. Must be closed. */
final class BatchContents implements AutoCloseable {
  private final GitProcess git;
  private final InputStream answer;

  BatchContents(UserGit git) {
    try {
      this.git = git.start("cat-file", "--batch");
    } catch (IOException e) {
      throw new GitSecretsException("git cannot be run: " + e.getMessage(), 2);
    }
    this.answer = new BufferedInputStream(this.git.output(), 1 << 16);
  }

  /**
   * Returns the content of a blob.
   *
   * @throws IOException if the blob is missing or cannot be read
   */
  byte[] read(String id) throws IOException {
    git.input().write((id + "\n").getBytes(ISO_8859_1));
    git.input().flush();
    String[] words = line().split(" ", -1);
    if (words.length != 3 || !words[0].equals(id)) {
      throw new IOException("object " + id + " is missing");
    }
    long size = Long.parseLong(words[2]);
    if (size > Integer.MAX_VALUE - 8) {
      throw new IOException("object " + id + " is larger than 2 GB");
    }
    byte[] bytes = answer.readNBytes((int) size);
    if (bytes.length < size || answer.read() != '\n') {
      throw ended();
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answer.read(); c != '\n'; c = answer.read()) {
      if (c < 0) {
        throw ended();
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private IOException ended() {
    return new IOException("git could not read an object: " + git.errors().strip());
  }

  @Override
  public void close() {
    git.close();
  }
}
