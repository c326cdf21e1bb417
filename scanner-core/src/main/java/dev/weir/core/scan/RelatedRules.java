package dev.weir.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.RuleKinship;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Relates the rules of a set that name a provider, as the built-in rules do. It reads the rules
 * when it is first asked: if an ignore file or a baseline does not decide by itself. Not
 * thread-safe.
 */
public final class RelatedRules implements RuleKinship {
  /** The provider of rules that are about any provider's secrets. */
  private static final String ANY = "any";

  /** The rule of gitleaks that finds what no other of its rules finds. */
  private static final String GENERIC = "generic-api-key";

  private final RuleSet rules;
  private @Nullable Map<String, String> providers;

  public RelatedRules(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public boolean isOurs(String ruleId) {
    return !provider(ruleId).isEmpty();
  }

  @Override
  public boolean areRelated(String listed, String ruleId) {
    String one = listed.equals(GENERIC) ? ANY : provider(listed);
    String other = provider(ruleId);
    return !other.isEmpty()
        && (listed.equals(ruleId) || one.equals(other) || one.equals(ANY) || other.equals(ANY));
  }

  @Override
  public boolean standsFor(String listed, String ruleId) {
    return areRelated(listed, ruleId)
        && isOfGitleaks(listed)
        && (ruleId.equals(GENERIC) || !isOfGitleaks(ruleId));
  }

  /** Returns the provider that a rule names, or empty if it names none or is not in the set. */
  private String provider(String ruleId) {
    if (providers == null) {
      providers = new HashMap<>();
      for (Rule rule : rules.listed()) {
        providers.put(rule.id(), rule.metadata().provider());
      }
    }
    return providers.getOrDefault(ruleId, "");
  }

  private static boolean isOfGitleaks(String ruleId) {
    return OfGitleaks.IDS.contains(ruleId);
  }

  /** The rules of gitleaks; read when an ignore file names one of them. */
  private static final class OfGitleaks {
    static final Set<String> IDS = read();

    private static Set<String> read() {
      Set<String> ids = new HashSet<>();
      try (InputStream in = RelatedRules.class.getResourceAsStream("gitleaks-rules.txt");
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), UTF_8))) {
        for (String id = lines.readLine(); id != null; id = lines.readLine()) {
          ids.add(id);
        }
        return ids;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
