package dev.weir.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.archive.UnpackBudget;
import dev.weir.core.json.JsonValue;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.FileFragments;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pushes the texts of all images of a store. */
final class ImageReader {
  /** The files of the layers whose names are kept, to know which of them are deleted. */
  private static final int MOST_NAMES = 1_000_000;

  /** The characters of configurations that are kept, to see what is only repeated. */
  private static final int MOST_KNOWN = 8 << 20;

  private static final Pattern OLD_CONFIG = Pattern.compile("[0-9a-f]{64}/json");

  private final Set<String> known = new HashSet<>();
  private long knownSize;
  private final BlobStore store;
  private final FileReading reading;
  private final Source.Sink sink;

  ImageReader(BlobStore store, FileReading reading, Source.Sink sink) {
    this.store = store;
    this.reading = reading;
    this.sink = sink;
  }

  /** Reads everything; returns false if the store is no image. */
  boolean read() throws InterruptedException {
    if (store.stored("index.json").isEmpty()
        && store.stored("manifest.json").isEmpty()
        && store.stored("repositories").isEmpty()) {
      return false;
    }
    Manifests manifests = new Manifests(store, new Listener());
    List<Image> images = manifests.read();
    List<FileStates> states = new ArrayList<>();
    FileStates.Room room = new FileStates.Room(MOST_NAMES);
    images.forEach(image -> states.add(new FileStates(room)));
    Origin origin = new Origin(images, states);
    Layers layers = new Layers(store, reading, sink, states, origin);
    for (LayerOrder.Shared layer : LayerOrder.of(images)) {
      layers.read(layer);
    }
    loose(manifests, layers);
    return true;
  }

  private void text(String path, String text, @Nullable CommitInfo origin)
      throws InterruptedException {
    if (text.isEmpty()) {
      return;
    }
    FileReading plain = reading.withArchives(ArchiveLimits.NONE).withDocuments(List.of());
    ArchiveReader reader = new ArchiveReader(new UnpackBudget(ArchiveLimits.NONE, 0));
    try {
      FileFragments.pushUnpacked(
          new ByteArrayInputStream(text.getBytes(UTF_8)), path, origin, plain, reader, sink);
    } catch (IOException e) {
      sink.unread(FileFragments.unread(path, e));
    }
  }

  /** Reads the files that no image names, such as the layers of an image that was deleted. */
  private void loose(Manifests manifests, Layers layers) throws InterruptedException {
    Set<String> seen = new HashSet<>(manifests.used());
    seen.addAll(List.of("index.json", "manifest.json", "repositories", "oci-layout"));
    for (String name : store.names()) {
      String stored = store.stored(name);
      if (stored.isEmpty()) {
        sink.unread(new Unread(name, UnreadReason.MISSING, "it is a link to nothing"));
      } else if (seen.add(stored) && !isOldConfig(stored, manifests)) {
        layers.readLoose(stored);
      }
    }
  }

  /**
   * Reads what docker writes for each layer so that docker before version 1.10 can load the image.
   * It repeats the configuration; only what the configuration does not say is pushed.
   */
  private boolean isOldConfig(String stored, Manifests manifests) throws InterruptedException {
    if (!OLD_CONFIG.matcher(stored).matches()) {
      return false;
    }
    String title = "config " + EntryNames.folder(stored).substring(0, 12);
    JsonValue config = manifests.json(new Image.Blob(stored, null, title));
    if (config != null) {
      config(title, "", config, /* again= */ true);
    }
    return true;
  }

  private void config(String title, String image, JsonValue config, boolean again)
      throws InterruptedException {
    for (var section : ConfigText.of(config).entrySet()) {
      StringBuilder lines = new StringBuilder();
      for (String line : section.getValue()) {
        if (!again || !known.contains(line)) {
          lines.append(line).append('\n');
        }
        knownSize += line.length();
        if (knownSize <= MOST_KNOWN) {
          known.add(line);
        }
      }
      String path = title + FileFragments.INNER_PATH + section.getKey();
      text(path, lines.toString(), Origin.ofConfig(image));
    }
  }

  private final class Listener implements Manifests.Listener {
    @Override
    public void metadata(String title, JsonValue json) throws InterruptedException {
      text(title, ConfigText.ofMetadata(json), null);
    }

    @Override
    public void config(String title, String image, JsonValue config) throws InterruptedException {
      ImageReader.this.config(title, image, config, /* again= */ false);
    }

    @Override
    public void unread(Unread unread) {
      sink.unread(unread);
    }

    @Override
    public void skipped(Skip skip) {
      sink.skipped(skip);
    }
  }
}
