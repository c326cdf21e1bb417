package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of findings that ggshield hashes together, such as the id and the secret of an AWS key: the
 * texts with their kinds, in the order of the kinds (ggshield/core/filter.py).
 */
final class SecretPairs {
  /** How far apart the parts of a pair may be, in lines. */
  private static final int MOST_LINES = 10;

  private static final int MOST_NEIGHBOURS = 50;

  private static final List<List<String>> KINDS =
      List.of(List.of(",client_id", ",client_secret"), List.of(",username", ",password"));

  private final Map<String, List<Finding>> byPath = new HashMap<>();
  private @Nullable Map<String, List<Finding>> byHash;

  /** Returns true if a secret of a report can be the hash of a pair. */
  static boolean mayBePair(ReportedSecret secret) {
    return secret.scanner() == ScannerName.GGSHIELD && secret.clue() instanceof SecretClue.Hashed;
  }

  void add(Finding finding) {
    byPath.computeIfAbsent(finding.path(), path -> new ArrayList<>()).add(finding);
  }

  /** Returns both findings of the pair, or none. */
  List<Finding> withHash(ReportedSecret secret) {
    Map<String, List<Finding>> known = byHash;
    if (known == null) {
      known = new HashMap<>();
      for (List<Finding> near : byPath.values()) {
        addPairs(near, known);
      }
      byHash = known;
    }
    return known.getOrDefault(((SecretClue.Hashed) secret.clue()).digits(), List.of());
  }

  private static void addPairs(List<Finding> findings, Map<String, List<Finding>> known) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort((a, b) -> Integer.compare(line(a), line(b)));
    for (int i = 0; i < sorted.size(); i++) {
      int end = Math.min(sorted.size(), i + MOST_NEIGHBOURS);
      for (int j = i + 1; j < end && line(sorted.get(j)) - line(sorted.get(i)) <= MOST_LINES; j++) {
        addPair(sorted.get(i), sorted.get(j), known);
        addPair(sorted.get(j), sorted.get(i), known);
      }
    }
  }

  private static int line(Finding finding) {
    return finding.location().startLine();
  }

  private static void addPair(Finding one, Finding other, Map<String, List<Finding>> known) {
    for (List<String> kinds : KINDS) {
      String text = one.secret().text() + kinds.get(0) + other.secret().text() + kinds.get(1);
      known.computeIfAbsent(hash(text), key -> new ArrayList<>()).addAll(List.of(one, other));
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
