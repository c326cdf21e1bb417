package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Binary;
import dev.weir.git.diff.RenameDetection;
import dev.weir.git.diff.Similarities;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Every removed file is renamed to at most one new file. */
final class RenameFuzz implements FuzzTarget {
  private static final int FILES = 8;

  private record File(String path, byte[] content, int mode) implements RenameDetection.Side {
    @Override
    public Object id() {
      return ByteBuffer.wrap(content);
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
  }

  @Override
  public List<byte[]> seeds() {
    String text = "one\ntwo\nthree\nfour\nfive\nsix\n";
    return List.of(
        Parts.of(text, text + "x\n", "", "b\0c", text, text.replace("two", "2"), "b\0c", ""),
        Parts.of(text, text.repeat(9), "a", "b", text.repeat(8), "a", "b", text + text),
        Parts.of(
            "a".repeat(200), "a".repeat(120), "\n\n\n", "\r\n", "a".repeat(64), "", "\n", "x"));
  }

  @Override
  public void run(byte[] input) throws Exception {
    List<byte[]> parts = Parts.split(input, FILES);
    List<File> gone = new ArrayList<>();
    List<File> added = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      byte[] content = parts.get(i);
      int kind = content.length % 7;
      int mode = kind == 6 ? 0120000 : kind == 5 ? 0100755 : 0100644;
      (i < FILES / 2 ? gone : added).add(new File("d" + i + "/f" + kind, content, mode));
    }
    RenameDetection detection = new RenameDetection(gone, added, new Similarities());
    int[] sources = new int[added.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = detection.source(i);
    }
    boolean[] used = new boolean[gone.size()];
    for (int i = 0; i < sources.length; i++) {
      assertThat(sources[i]).isBetween(-1, gone.size() - 1);
      if (sources[i] >= 0) {
        assertThat(used[sources[i]]).isFalse();
        used[sources[i]] = true;
        assertThat(gone.get(sources[i]).isRegular()).isEqualTo(added.get(i).isRegular());
      }
    }
  }
}
