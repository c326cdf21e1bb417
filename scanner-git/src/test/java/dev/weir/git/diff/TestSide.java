package dev.weir.git.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.text.Binary;

/** A removed or added file in memory. Two files with the same identifier are equal. */
record TestSide(String path, int mode, byte[] content) implements RenameDetection.Side {
  @Override
  public Object id() {
    return new String(content, ISO_8859_1);
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public boolean isJudgedByContent() {
    return true;
  }

  @Override
  public boolean isBinary() {
    return Binary.isBinary(content);
  }

  @Override
  public String toString() {
    return path + " " + mode + " " + id();
  }
}
