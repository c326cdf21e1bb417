package dev.weir.verify;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which secrets can be asked for. There are two places where that is declared: the program itself,
 * and a file that whoever starts the scan names. The configuration of what is scanned is none: it
 * could have secrets sent to whoever wrote it.
 */
public final class Verifications {
  private final Map<String, Verification> builtIn = new HashMap<>();
  private final Map<String, Verification> named = new HashMap<>();
  private final Map<String, String> endpoints = new LinkedHashMap<>();
  private final Set<String> providers = new TreeSet<>();

  private Verifications() {}

  /**
   * Reads both.
   *
   * @param builtInText what comes with the program
   * @param file what messages call the file
   * @param text the file, or null if none is named
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
   * Returns how to ask for what a rule found, or null.
   *
   * @param builtInRule true if the rule is that of the program: what another one of the same name
   *     matches may be anything
   */
  @Nullable Verification of(String ruleId, boolean builtInRule) {
    Verification own = named.get(ruleId);
    return own != null || !builtInRule ? own : builtIn.get(ruleId);
  }

  Map<String, String> endpoints() {
    return endpoints;
  }

  /** Returns the names of the providers that the program knows. */
  public List<String> providers() {
    return List.copyOf(providers);
  }

  /** Returns the ids of the rules that the program knows how to ask for. */
  public Set<String> rules() {
    return new TreeSet<>(builtIn.keySet());
  }
}
