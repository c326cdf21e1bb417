package dev.weir.image;

import dev.weir.core.source.CommitInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says where in its images a file is: in which layer, which command made it, and whether a later
 * layer deletes it.
 */
final class Origin {
  private static final String FINAL = ", in the final image";

  /** Longer commands are scripts, which no report needs to repeat for each finding. */
  private static final int LONGEST_COMMAND = 1_000;

  private final Map<Image, FileStates> states;
  private final boolean severalImages;

  Origin(Map<Image, FileStates> states) {
    this.states = states;
    this.severalImages = states.size() > 1;
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
    String place = "layer " + (shown.number() + 1) + " of " + shown.image().layers().size();
    if (severalImages && !shown.image().name().isEmpty()) {
      place += " of " + shown.image().name();
    }
    if (uses.size() > 1) {
      place += " and of " + (uses.size() - 1) + " more";
    }
    Image.Layer layer = shown.image().layers().get(shown.number());
    return info(place + state + madeBy(layer.command()), layer.created());
  }

  private String state(LayerOrder.Use use, String name) {
    FileStates known = states.get(use.image());
    if (known == null || !known.isKnown()) {
      return "";
    }
    FileStates.@Nullable Fate fate = known.fate(name);
    return fate == null
        ? FINAL
        : (fate.deleted() ? ", deleted in layer " : ", replaced in layer ") + (fate.layer() + 1);
  }

  private static String madeBy(String command) {
    if (command.isEmpty()) {
      return "";
    }
    return command.length() > LONGEST_COMMAND
        ? "; made by a command of " + command.length() + " characters"
        : "; made by: " + command;
  }

  /** Returns what is known of the configuration of an image. */
  CommitInfo ofConfig(Image image) {
    return info(
        "the image's configuration"
            + (severalImages && !image.name().isEmpty() ? ", " + image.name() : ""),
        "");
  }

  /** Returns the information in the form in which reports have it: as that of no commit. */
  private static CommitInfo info(String text, String created) {
    return new CommitInfo("", "", "", created, text);
  }
}
