package dev.weir.image;

import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.json.JsonValue;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images of a store.
 *
 * <p>OCI: image-layout.md, image-index.md, manifest.md and config.md of the Image Format
 * Specification 1.1. docker: manifest.json of the Docker Image Specification 1.2, and {@code
 * repositories} of 1.0.
 */
final class Manifests {
  /** More than registries accept for a manifest, and more than configurations have. */
  private static final int MOST_METADATA = 8 << 20;

  private static final int MOST_LEVELS = 8;
  private static final int MOST_IMAGES = 1_000;
  private static final int MOST_PARENTS = 1_000;

  private final BlobStore store;
  private final Listener listener;
  private final List<Image> images = new ArrayList<>();
  // Names of manifests and indexes that were read.
  private final Set<String> seen = new HashSet<>();
  private final Set<String> used = new LinkedHashSet<>();

  /** Receives what is found on the way. */
  interface Listener {
    /** Receives a manifest or an index, whose texts may hold secrets. */
    void metadata(String title, JsonValue text) throws InterruptedException;

    /**
     * Receives the configuration of an image.
     *
     * @param image the name of the image; may be empty
     */
    void config(String title, String image, JsonValue config) throws InterruptedException;

    void unread(Unread unread);

    void skipped(Skip skip);
  }

  Manifests(BlobStore store, Listener listener) {
    this.store = store;
    this.listener = listener;
  }

  /** Reads all manifests and returns the images; none if the store is no image. */
  List<Image> read() throws InterruptedException {
    if (!store.stored("index.json").isEmpty()) {
      JsonValue index = json(new Image.Blob("index.json", null, "index.json"));
      if (index != null) {
        index(index, "index.json", 0);
      }
    }
    if (!store.stored("manifest.json").isEmpty()) {
      dockerManifest();
    } else if (images.isEmpty() && !store.stored("repositories").isEmpty()) {
      oldRepositories();
    }
    if (images.isEmpty()) {
      String why = "no image can be found in it: its manifests name none";
      listener.unread(new Unread("image", UnreadReason.UNSUPPORTED, why));
    }
    return images;
  }

  /** Returns the names of the files that the images consist of. */
  Set<String> used() {
    return used;
  }

  /**
   * Reads a file of metadata.
   *
   * @return null if it cannot be read, which was said
   */
  @Nullable JsonValue json(Image.Blob blob) {
    used.add(blob.stored());
    if (store.size(blob.stored()) > MOST_METADATA) {
      String why = "it is larger than " + MOST_METADATA + " bytes";
      listener.unread(new Unread(blob.title(), UnreadReason.UNPACK_LIMIT, why));
      return null;
    }
    try (Digest.Checked in = new Digest.Checked(store.open(blob.stored()), blob.digest())) {
      byte[] text = in.readNBytes(MOST_METADATA);
      String problem = in.problem();
      if (!problem.isEmpty()) {
        listener.unread(new Unread(blob.title(), problem));
      }
      return JsonValue.of(text);
    } catch (IOException e) {
      listener.unread(new Unread(blob.title(), ArchiveReader.reason(e)));
      return null;
    }
  }

  private void index(JsonValue index, String title, int level) throws InterruptedException {
    listener.metadata(title, index);
    if (!index.get("manifests").isList()) {
      String why = "it has no list of manifests";
      listener.unread(new Unread(title, UnreadReason.UNSUPPORTED, why));
    }
    List<JsonValue> missing = new ArrayList<>();
    int before = images.size();
    for (JsonValue descriptor : index.get("manifests").elements()) {
      if (!manifest(descriptor, level + 1)) {
        missing.add(descriptor);
      }
    }
    for (JsonValue descriptor : missing) {
      missing(descriptor, images.size() > before);
    }
  }

  /**
   * Names a manifest that is not there. docker saves an index of all platforms together with the
   * image of one, so another platform is not part of the archive.
   */
  private void missing(JsonValue descriptor, boolean hasOthers) {
    Digest digest = Digest.of(descriptor.get("digest").text());
    String platform = platform(descriptor);
    String title = "image " + (digest == null ? "without a digest" : digest.shown());
    if (hasOthers && !platform.isEmpty()) {
      String why = "the archive does not hold the image for " + platform;
      listener.skipped(new Skip(title, SkipReason.ABSENT, why));
    } else {
      listener.unread(new Unread(title, UnreadReason.MISSING, "its manifest is not there"));
    }
  }

  /** Reads a manifest or an index in an index; returns false if it is not there. */
  private boolean manifest(JsonValue descriptor, int level) throws InterruptedException {
    Digest digest = Digest.of(descriptor.get("digest").text());
    String stored = digest == null ? "" : store.stored(digest.blob());
    if (digest == null || stored.isEmpty()) {
      return false;
    }
    String title = "manifest " + digest.shown();
    Image.Blob blob = new Image.Blob(stored, digest, title);
    if (level > MOST_LEVELS || images.size() >= MOST_IMAGES) {
      String why = "there are too many images, or indexes inside each other";
      listener.unread(new Unread(title, UnreadReason.UNPACK_LIMIT, why));
      return true;
    }
    JsonValue manifest = seen.add(stored) ? json(blob) : null;
    if (manifest != null && manifest.get("manifests").isList()) {
      index(manifest, title, level);
    } else if (manifest != null) {
      listener.metadata(title, manifest);
      image(manifest, name(descriptor), title);
    }
    return true;
  }

  private void image(JsonValue manifest, String name, String title) throws InterruptedException {
    if (!manifest.get("layers").isList()) {
      String why = "it has no layers, and weir does not know its form";
      listener.unread(new Unread(title, UnreadReason.UNSUPPORTED, why));
      return;
    }
    JsonValue descriptor = manifest.get("config");
    Image.Blob config = descriptor.isMissing() ? null : blob(descriptor, "config");
    List<Image.Blob> blobs = new ArrayList<>();
    for (JsonValue layer : manifest.get("layers").elements()) {
      Image.Blob any = blob(layer, "layer");
      Image.Form form = Image.Form.ofLayer(layer.get("mediaType").text());
      blobs.add(new Image.Blob(any.stored(), any.digest(), any.title(), form));
    }
    add(name, config, blobs);
  }

  private Image.Blob blob(JsonValue descriptor, String kind) {
    Digest digest = Digest.of(descriptor.get("digest").text());
    String stored = digest == null ? "" : store.stored(digest.blob());
    return new Image.Blob(
        stored, digest, kind + " " + (digest == null ? "without a digest" : digest.shown()));
  }

  private static String name(JsonValue descriptor) {
    JsonValue annotations = descriptor.get("annotations");
    String name = annotations.get("io.containerd.image.name").text();
    String tag = annotations.get("org.opencontainers.image.ref.name").text();
    String shown = name.isEmpty() ? tag : name;
    String platform = platform(descriptor);
    return shown.isEmpty() || platform.isEmpty() ? shown + platform : shown + " " + platform;
  }

  private static String platform(JsonValue descriptor) {
    JsonValue platform = descriptor.get("platform");
    String system = platform.get("os").text() + "/" + platform.get("architecture").text();
    String variant = platform.get("variant").text();
    return system.equals("/") ? "" : system + (variant.isEmpty() ? "" : "/" + variant);
  }

  private void dockerManifest() throws InterruptedException {
    Image.Blob blob = new Image.Blob("manifest.json", null, "manifest.json");
    JsonValue manifest = json(blob);
    if (manifest == null) {
      return;
    }
    listener.metadata(blob.title(), manifest);
    for (JsonValue image : manifest.elements()) {
      String config = image.get("Config").text();
      if (images.size() >= MOST_IMAGES) {
        String why = "there are more than " + MOST_IMAGES + " images";
        listener.unread(new Unread(blob.title(), UnreadReason.UNPACK_LIMIT, why));
        return;
      }
      if (!image.get("Layers").isList() && image.get("Config").isMissing()) {
        String why = "an image in it has neither a configuration nor layers";
        listener.unread(new Unread(blob.title(), UnreadReason.UNSUPPORTED, why));
        continue;
      }
      List<Image.Blob> layers = new ArrayList<>();
      for (String layer : image.get("Layers").texts()) {
        layers.add(named(layer, "layer"));
      }
      List<String> tags = image.get("RepoTags").texts();
      Image.Blob named = named(config, "config");
      if (!isKnown(named, layers)) {
        add(tags.isEmpty() ? "" : tags.get(0), named, layers);
      }
    }
  }

  /** Returns true if index.json named the same image: docker writes both. */
  private boolean isKnown(Image.Blob config, List<Image.Blob> layers) {
    List<String> stored = layers.stream().map(Image.Blob::stored).toList();
    for (Image image : images) {
      Image.Blob other = image.config();
      if (other != null
          && other.stored().equals(config.stored())
          && image.layers().stream().map(layer -> layer.blob().stored()).toList().equals(stored)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a file that docker's manifest names by its place; its name may be its digest. */
  private Image.Blob named(String name, String kind) {
    String last = EntryNames.last(name).replace(".json", "").replace("sha256:", "");
    boolean isDigest = last.matches("[0-9a-f]{64}");
    Digest digest = isDigest ? new Digest("sha256", last) : null;
    Image.Form form = kind.equals("layer") ? Image.Form.TAR : Image.Form.ANY;
    String title = kind + " " + (digest == null ? name : digest.shown());
    return new Image.Blob(store.stored(name), digest, title, form);
  }

  /** Reads the chains of layers that {@code docker save} wrote before version 1.10. */
  private void oldRepositories() throws InterruptedException {
    JsonValue names = json(new Image.Blob("repositories", null, "repositories"));
    if (names == null) {
      return;
    }
    for (var repository : names.members().entrySet()) {
      for (var tag : repository.getValue().members().entrySet()) {
        oldImage(repository.getKey() + ":" + tag.getKey(), tag.getValue().text());
      }
    }
  }

  private void oldImage(String name, String top) throws InterruptedException {
    List<Image.Layer> layers = new ArrayList<>();
    Set<String> chain = new HashSet<>();
    String id = top;
    while (!id.isEmpty() && chain.add(id) && chain.size() <= MOST_PARENTS) {
      Image.Blob blob = new Image.Blob(store.stored(id + "/json"), null, "config " + id);
      JsonValue config = blob.stored().isEmpty() ? null : json(blob);
      if (config == null) {
        listener.unread(new Unread("image " + name, UnreadReason.MISSING, "a layer is not there"));
        break;
      }
      if (seen.add(blob.stored())) {
        listener.metadata(id + "/json", config);
      }
      String command = String.join(" ", config.get("container_config").get("Cmd").texts());
      command = LayerHistory.shortened(command);
      Image.Blob layer = named(id + "/layer.tar", "layer");
      layers.add(0, new Image.Layer(layer, null, command, ""));
      use(layer);
      id = config.get("parent").text();
    }
    images.add(new Image(name, null, layers));
  }

  private void add(String name, Image.@Nullable Blob config, List<Image.Blob> blobs)
      throws InterruptedException {
    JsonValue text = JsonValue.NONE;
    if (config != null && !config.stored().isEmpty()) {
      boolean isNew = seen.add(config.stored());
      JsonValue read = json(config);
      if (read != null) {
        text = read;
      }
      if (isNew) {
        listener.config(config.title(), name, text);
      }
    }
    if (config != null && config.stored().isEmpty()) {
      listener.unread(new Unread(config.title(), UnreadReason.MISSING, "it is not there"));
    }
    int expected = text.get("rootfs").get("diff_ids").elements().size();
    if (expected > blobs.size()) {
      String why = "it has " + expected + " layers, but its manifest names " + blobs.size();
      listener.unread(new Unread("image " + name, UnreadReason.MISSING, why));
    }
    List<Image.Layer> layers = new ArrayList<>();
    LayerHistory history = new LayerHistory(text, blobs.size());
    for (int i = 0; i < blobs.size(); i++) {
      layers.add(history.layer(blobs.get(i), i));
      use(blobs.get(i));
    }
    images.add(new Image(name, config, layers));
  }

  private void use(Image.Blob blob) {
    used.add(blob.stored());
  }
}
