package dev.weir.verify;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The verifications that can be used. They come only from the program itself and from a file that
 * the user names. The configuration of the scanned repository cannot declare any, because it could
 * send secrets to its author.
 */
public final class Verifications {
  private final Map<String, Verification> builtIn = new HashMap<>();
  private final Map<String, Verification> named = new HashMap<>();
  private final Map<String, String> endpoints = new LinkedHashMap<>();
  private final Set<String> providers = new TreeSet<>();

  private Verifications() {}

  /**
   * Reads the built-in verifications and those of a file.
   *
   * @param builtInText the verifications that come with the program
   * @param file the name of the file in messages
   * @param text the text of the file, or null if no file was named
   * @throws VerificationException if the file cannot be used
   */
  public static Verifications of(String builtInText, String file, @Nullable String text)
      throws VerificationException {
    Verifications all = new Verifications();
    for (Verification each : new VerificationReader("built-in").read(builtInText).verifications()) {
      all.providers.add(each.provider());
      each.rules().forEach(rule -> all.builtIn.put(rule, each));
    }
    if (text != null) {
      VerificationReader.Contents own = new VerificationReader(file).read(text);
      for (Verification each : own.verifications()) {
        each.rules().forEach(rule -> all.named.put(rule, each));
      }
      all.endpoints.putAll(own.endpoints());
    }
    return all;
  }

  /**
   * Returns the verification for a rule, or null.
   *
   * @param builtInRule true if the rule comes with the program; another rule with the same name may
   *     match anything
   */
  @Nullable Verification of(String ruleId, boolean builtInRule) {
    Verification own = named.get(ruleId);
    return own != null || !builtInRule ? own : builtIn.get(ruleId);
  }

  Map<String, String> endpoints() {
    return endpoints;
  }

  /** Returns the names of the providers of the built-in verifications. */
  public List<String> providers() {
    return List.copyOf(providers);
  }

  /** Returns the ids of the rules that have built-in verifications. */
  public Set<String> rules() {
    return new TreeSet<>(builtIn.keySet());
  }
}
