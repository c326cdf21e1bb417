package dev.weir.core.source;

import dev.weir.core.text.ByteWords;
import dev.weir.core.text.Content;
import dev.weir.core.text.EncodedText;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the text of a file in the other forms in which it can be read: converted, if it looks like
 * UTF-16 or UTF-32, and without the zeros in the stretches that look so alone. What a file looks
 * like is a guess, so its bytes are scanned as well.
 */
final class OtherForms {
  private final String path;
  private final String symlinkPath;
  private final @Nullable CommitInfo commit;
  private final Source.Sink sink;
  private final Pieces converted;
  private @Nullable Charset charset;
  private EncodedText.@Nullable Blocks blocks;
  private long offset;
  private int line = 1;

  OtherForms(
      String path, String symlinkPath, @Nullable CommitInfo commit, int overlap, Source.Sink sink) {
    this.path = path;
    this.symlinkPath = symlinkPath;
    this.commit = commit;
    this.sink = sink;
    this.converted = new Pieces(path, symlinkPath, commit, overlap, /* again= */ true, sink);
  }

  /** Adds the next block of the file. */
  void add(byte[] block) throws InterruptedException {
    if (offset == 0) {
      charset = EncodedText.charset(block, block.length);
      blocks = charset == null ? null : new EncodedText.Blocks(charset);
    }
    if (blocks != null) {
      byte[] text = blocks.utf8(block);
      if (text.length > 0) {
        converted.add(Content.ofOwned(text));
      }
    }
    Content bytes = Content.ofOwned(block);
    Fragment wide =
        WideRuns.of(new Fragment(path, symlinkPath, bytes, line, commit), offset, charset);
    if (wide != null) {
      sink.fragment(wide);
    }
    offset += block.length;
    line += ByteWords.count(block, '\n', 0, block.length);
  }

  /** Pushes what was held back. */
  void end() throws InterruptedException {
    converted.end();
  }
}
