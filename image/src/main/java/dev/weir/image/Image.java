package dev.weir.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image of an archive.
 *
 * @param name how to name the image if there are several: its tag or its platform; may be empty
 * @param config the blob of the configuration, or null if there is none
 * @param layers the layers, from the lowest
 */
record Image(String name, @Nullable Blob config, List<Layer> layers) {
  Image {
    layers = List.copyOf(layers);
  }

  /**
   * A file that a manifest names.
   *
   * @param stored the name in the store, or empty if it is not there
   * @param digest the digest that the content should have, or null if nobody says
   * @param title how to name it in messages
   * @param form what its content should be
   */
  record Blob(String stored, @Nullable Digest digest, String title, Form form) {
    /** Creates one of which nobody says what it is. */
    Blob(String stored, @Nullable Digest digest, String title) {
      this(stored, digest, title, Form.ANY);
    }
  }

  /** The content of a file, as a manifest describes it. */
  enum Form {
    ANY,
    TAR,
    ENCRYPTED;

    /** Returns the content of a layer, which is an archive if nobody says otherwise. */
    static Form ofLayer(String mediaType) {
      if (mediaType.endsWith("encrypted")) {
        return ENCRYPTED;
      }
      return mediaType.isEmpty() || mediaType.matches(".*\\btar\\b.*") ? TAR : ANY;
    }
  }

  /**
   * A layer.
   *
   * @param content the digest of the layer when it is not compressed, or null if nobody says
   * @param command the command that made the layer, or empty; or its length, if it is a long one
   * @param created when it was made, as {@code 2006-01-02T15:04:05Z}, or empty
   */
  record Layer(Blob blob, @Nullable Digest content, String command, String created) {
    /**
     * Returns the name of the layer in paths: by its content, which compression does not change.
     */
    String title() {
      Digest shown = content == null ? blob.digest() : content;
      return "layer " + (shown == null ? blob.stored() : shown.shown());
    }
  }
}
