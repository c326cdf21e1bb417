package dev.weir.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes images as docker and other programs save them. */
final class ImageBuilder {
  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  /** A layer that is being made. */
  static final class LayerFiles {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());

    LayerFiles() {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    LayerFiles file(String name, String text) {
      return file(name, text.getBytes(UTF_8));
    }

    LayerFiles file(String name, byte[] content) {
      TarArchiveEntry entry = new TarArchiveEntry(name, /* preserveAbsolutePath= */ true);
      entry.setSize(content.length);
      return put(entry, content);
    }

    LayerFiles folder(String name) {
      return put(new TarArchiveEntry(name + "/"), new byte[0]);
    }

    LayerFiles link(String name, String target, boolean hard) {
      byte kind = hard ? TarConstants.LF_LINK : TarConstants.LF_SYMLINK;
      TarArchiveEntry entry = new TarArchiveEntry(name, kind);
      entry.setLinkName(target);
      return put(entry, new byte[0]);
    }

    private LayerFiles put(TarArchiveEntry entry, byte[] content) {
      try {
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    byte[] bytes() {
      try {
        tar.close();
        return bytes.toByteArray();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static LayerFiles layer() {
    return new LayerFiles();
  }

  /** A stream that compresses what is written into another. */
  @FunctionalInterface
  interface Compression {
    OutputStream over(OutputStream out) throws IOException;
  }

  static byte[] gzip(byte[] bytes) {
    return compressed(bytes, GZIPOutputStream::new);
  }

  static byte[] zstandard(byte[] bytes) {
    return compressed(bytes, ZstdOutputStream::new);
  }

  private static byte[] compressed(byte[] bytes, Compression compression) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = compression.over(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a configuration with these layers, one command for each, and more members. */
  static String config(List<byte[]> layers, String more) {
    List<String> ids = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    steps.add("{\"created_by\":\"ENV A=1\",\"empty_layer\":true}");
    for (byte[] layer : layers) {
      ids.add("\"sha256:" + hex(layer) + "\"");
      String step = "RUN step " + ids.size();
      steps.add("{\"created\":\"2026-01-02T03:04:05.678Z\",\"created_by\":\"" + step + "\"}");
    }
    return "{\"architecture\":\"amd64\",\"os\":\"linux\""
        + more
        + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
        + String.join(",", ids)
        + "]},\"history\":["
        + String.join(",", steps)
        + "]}";
  }

  /** Returns the files of an archive of docker 1.10 to 24: a folder for each layer. */
  static Map<String, byte[]> docker(List<byte[]> layers, String more) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] config = config(layers, more).getBytes(UTF_8);
    List<String> names = new ArrayList<>();
    for (byte[] layer : layers) {
      String name = hex(("v1" + names.size()).getBytes(UTF_8)) + "/layer.tar";
      names.add("\"" + name + "\"");
      files.put(name, layer);
    }
    files.put(hex(config) + ".json", config);
    String manifest =
        "[{\"Config\":\""
            + hex(config)
            + ".json\",\"RepoTags\":[\"app:1\"],\"Layers\":["
            + String.join(",", names)
            + "]}]";
    files.put("manifest.json", manifest.getBytes(UTF_8));
    return files;
  }

  /** The files of an OCI layout. */
  static final class Layout {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Layout() {
      files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
    }

    Map<String, byte[]> files() {
      return files;
    }

    /** Adds a blob and returns its descriptor, without the closing brace. */
    String blob(String type, byte[] content) {
      files.put("blobs/sha256/" + hex(content), content);
      return descriptor(type, content);
    }

    static String descriptor(String type, byte[] content) {
      return "{\"mediaType\":\""
          + type
          + "\",\"digest\":\"sha256:"
          + hex(content)
          + "\",\"size\":"
          + content.length;
    }

    /**
     * Adds an image and returns its descriptor.
     *
     * @param stored the layers as they are stored
     * @param platform such as {@code linux/amd64}, or empty
     */
    String image(List<byte[]> layers, List<byte[]> stored, String platform) {
      byte[] config = config(layers, "").getBytes(UTF_8);
      List<String> descriptors = new ArrayList<>();
      for (byte[] layer : stored) {
        descriptors.add(blob("application/vnd.oci.image.layer.v1.tar", layer) + "}");
      }
      String manifest =
          "{\"schemaVersion\":2,\"config\":"
              + blob("application/vnd.oci.image.config.v1+json", config)
              + "},\"layers\":["
              + String.join(",", descriptors)
              + "]}";
      String descriptor = blob(MANIFEST_TYPE, manifest.getBytes(UTF_8));
      return descriptor + platform(platform) + "}";
    }

    static String platform(String platform) {
      String[] parts = platform.split("/", -1);
      return platform.isEmpty()
          ? ""
          : ",\"platform\":{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + parts[1] + "\"}";
    }

    static String index(List<String> descriptors) {
      return "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", descriptors) + "]}";
    }

    /** Adds an index as a blob and returns its descriptor. */
    String nested(List<String> descriptors) {
      String type = "application/vnd.oci.image.index.v1+json";
      return blob(type, index(descriptors).getBytes(UTF_8)) + "}";
    }

    Layout with(String... descriptors) {
      files.put("index.json", index(List.of(descriptors)).getBytes(UTF_8));
      return this;
    }
  }

  static byte[] tar(Map<String, byte[]> files) {
    LayerFiles tar = layer();
    files.forEach(tar::file);
    return tar.bytes();
  }

  static void write(Map<String, byte[]> files, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private ImageBuilder() {}
}
