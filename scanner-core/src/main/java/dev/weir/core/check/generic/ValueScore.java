package dev.weir.core.check.generic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.Judgement.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes the score of a value: the sum of its features, each times a weight. {@code
 * bench/judgement/calibrate.py} finds the weights by logistic regression on labelled values, so the
 * sum is the logarithm of the odds that the value is a secret.
 */
final class ValueScore {
  /** Weights below this are not worth a line of an explanation. */
  private static final double LEAST_SHOWN = 0.05;

  private static final double MOST_WORDS = 0.4;

  /**
   * The weights of a feature.
   *
   * @param password its weight under the name of a password
   * @param key its weight under any other name
   * @param what its name in explanations
   */
  private record Weight(double password, double key, String what) {}

  private static final Map<String, Weight> WEIGHTS = weights();

  private ValueScore() {}

  private static Map<String, Weight> weights() {
    try (InputStream in =
        ValueScore.class.getResourceAsStream("/dev/weir/core/check/weights.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the weights of values are missing from this build");
      }
      Map<String, Weight> weights = new HashMap<>();
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        String[] cells = line.split("\t", -1);
        if (cells.length == 4 && !line.startsWith("#")) {
          weights.put(
              cells[0],
              new Weight(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]), cells[3]));
        }
      }
      return weights;
    } catch (IOException e) {
      throw new UncheckedIOException("the weights of values cannot be read", e);
    }
  }

  /**
   * Returns the judgement of a value by its features.
   *
   * @param password whether the name is that of a password
   */
  static Judgement of(Map<String, Double> features, boolean password) {
    List<Part> parts = new ArrayList<>();
    double sum = 0;
    for (Map.Entry<String, Double> feature : features.entrySet()) {
      Weight weight = WEIGHTS.get(feature.getKey());
      double part =
          weight == null ? 0 : feature.getValue() * (password ? weight.password : weight.key);
      sum += part;
      if (weight != null && Math.abs(part) >= LEAST_SHOWN) {
        parts.add(new Part(weight.what, part));
      }
    }
    if (sum >= 0) {
      return new Judgement(Judgement.Outcome.ACCEPTED, "", sum, List.copyOf(parts));
    }
    return new Judgement(Judgement.Outcome.DISMISSED, reason(features), sum, List.copyOf(parts));
  }

  /** Returns in words why the score is low. */
  private static String reason(Map<String, Double> features) {
    if (features.containsKey("weak-in-test")) {
      return "it is too weak for a test or a document";
    }
    if (features.containsKey("code-name") || features.containsKey("attribute")) {
      return "it is a name in code";
    }
    if (features.containsKey("translation")) {
      return "it is text for people";
    }
    if (features.getOrDefault("words", 0.0) >= MOST_WORDS) {
      return "it is made of words";
    }
    if (features.containsKey("loose")) {
      return "it is not clearly assigned to the name";
    }
    if (features.containsKey("no-digit")) {
      return "it has no digit";
    }
    return "it is less random than a generated value";
  }
}
