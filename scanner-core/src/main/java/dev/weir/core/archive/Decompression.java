package dev.weir.core.archive;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.brotli.dec.BrotliInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens compressed streams. No decoder may use more memory than {@link #MOST_KIBIBYTES}. */
final class Decompression {
  private static final int MOST_KIBIBYTES = 128 * 1024;

  private Decompression() {}

  /** Returns the unpacked bytes of {@code in}; reading them may throw any {@link IOException}. */
  static InputStream open(ArchiveFormat format, InputStream in) throws IOException {
    return Damage.guard(() -> decoder(format, in));
  }

  private static InputStream decoder(ArchiveFormat format, InputStream in) throws IOException {
    return switch (format) {
      // gzip treats members that follow each other as one file.
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case XZ -> new XZInputStream(in, MOST_KIBIBYTES);
      case LZMA -> new LZMAInputStream(in, MOST_KIBIBYTES);
      case LZIP -> new LzipInputStream(in);
      case ZSTANDARD -> new ZstdInputStream(new ZstandardFrames(in));
      case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
      case SNAPPY -> new FramedSnappyCompressorInputStream(in);
      case COMPRESS -> new ZCompressorInputStream(in, MOST_KIBIBYTES);
      case ZLIB -> new InflaterInputStream(in);
      case BROTLI -> new BrotliInputStream(in);
      default -> throw ArchiveException.format(format);
    };
  }
}
