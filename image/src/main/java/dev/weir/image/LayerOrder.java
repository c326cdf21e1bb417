package dev.weir.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the layers of several images into one order in which each stands once. */
final class LayerOrder {
  private LayerOrder() {}

  /** A layer, and the images that it is part of. */
  record Shared(Image.Layer layer, List<Use> uses) {}

  /**
   * The place of a layer in an image.
   *
   * @param image the number of the image in the list of all
   * @param number from 0, the lowest layer; the highest place, if the image has the layer twice
   */
  record Use(int image, int number) {}

  /**
   * Returns all layers, those of the top first: in each image, every layer comes after the layers
   * above it, unless the images disagree.
   */
  static List<Shared> of(List<Image> images) {
    Map<String, Shared> byBlob = new LinkedHashMap<>();
    Map<String, Set<String>> below = new LinkedHashMap<>();
    Map<String, Integer> waiting = new LinkedHashMap<>();
    for (int n = 0; n < images.size(); n++) {
      int image = n;
      List<Image.Layer> layers = images.get(n).layers();
      String above = "";
      for (int i = layers.size() - 1; i >= 0; i--) {
        Image.Layer layer = layers.get(i);
        String key = key(layer);
        Shared shared = byBlob.computeIfAbsent(key, k -> new Shared(layer, new ArrayList<>(1)));
        if (shared.uses().stream().noneMatch(use -> use.image() == image)) {
          shared.uses().add(new Use(image, i));
        }
        waiting.putIfAbsent(key, 0);
        if (!above.isEmpty() && below.computeIfAbsent(above, k -> new LinkedHashSet<>()).add(key)) {
          waiting.merge(key, 1, Integer::sum);
        }
        above = key;
      }
    }
    return sorted(byBlob, below, waiting);
  }

  /** Two layers that the archive stores once are one; those that are not there are named each. */
  private static String key(Image.Layer layer) {
    return layer.blob().stored().isEmpty() ? layer.title() : layer.blob().stored();
  }

  private static List<Shared> sorted(
      Map<String, Shared> byBlob, Map<String, Set<String>> below, Map<String, Integer> waiting) {
    List<Shared> order = new ArrayList<>();
    Deque<String> free = new ArrayDeque<>();
    waiting.forEach(
        (key, count) -> {
          if (count == 0) {
            free.add(key);
          }
        });
    Set<String> left = new LinkedHashSet<>(byBlob.keySet());
    while (!left.isEmpty()) {
      // Without a free layer, images have layers in different orders; then the first one goes on.
      String next = free.isEmpty() ? left.iterator().next() : free.poll();
      Shared shared = byBlob.get(next);
      if (left.remove(next) && shared != null) {
        order.add(shared);
        for (String lower : below.getOrDefault(next, Set.of())) {
          if (waiting.merge(lower, -1, Integer::sum) == 0) {
            free.add(lower);
          }
        }
      }
    }
    return order;
  }
}
