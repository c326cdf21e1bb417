package dev.weir.image;

import dev.weir.core.source.CommitInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where in its images a file is: in which layer, which command made it, and whether a later
 * layer deletes it.
 */
final class Origin {
  private static final String FINAL = ", in the final image";

  private final List<Image> images;
  private final List<FileStates> states;
  private final boolean severalImages;

  /**
   * @param states for each image, what became of the files of its layers
   */
  Origin(List<Image> images, List<FileStates> states) {
    this.images = images;
    this.states = states;
    this.severalImages = images.size() > 1;
  }

  /** Returns what is known of a file of a layer. */
  CommitInfo of(LayerOrder.Shared shared, String name) {
    List<LayerOrder.Use> uses = shared.uses();
    if (uses.isEmpty()) {
      return info("in no image of the archive", "");
    }
    LayerOrder.Use shown = uses.get(0);
    String state = state(shown, name);
    for (LayerOrder.Use use : uses) {
      if (state(use, name).equals(FINAL)) {
        shown = use;
        state = FINAL;
        break;
      }
    }
    Image image = images.get(shown.image());
    String place = "layer " + (shown.number() + 1) + " of " + image.layers().size();
    if (severalImages && !image.name().isEmpty()) {
      place += " of " + image.name();
    }
    if (uses.size() > 1) {
      place += " and of " + (uses.size() - 1) + " more";
    }
    Image.Layer layer = image.layers().get(shown.number());
    return info(place + state + madeBy(layer.command()), layer.created());
  }

  private String state(LayerOrder.Use use, String name) {
    FileStates known = states.get(use.image());
    if (!known.isKnown()) {
      return "";
    }
    FileStates.@Nullable Fate fate = known.fate(name);
    return fate == null
        ? FINAL
        : (fate.deleted() ? ", deleted in layer " : ", replaced in layer ") + (fate.layer() + 1);
  }

  private static String madeBy(String command) {
    return command.isEmpty() ? "" : "; made by: " + command;
  }

  /**
   * Returns what is known of the configuration of an image.
   *
   * @param image the name of the image; may be empty
   */
  static CommitInfo ofConfig(String image) {
    return info("the image's configuration" + (image.isEmpty() ? "" : ", " + image), "");
  }

  /** Returns the information in the form in which reports have it: as that of no commit. */
  private static CommitInfo info(String text, String created) {
    return new CommitInfo("", "", "", created, text);
  }
}
