package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.finding.Finding;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts around a finding that another scanner may call the same secret. Scanners cut
 * differently: one takes the password out of an address, another the whole address, and one takes
 * only the first line of a private key. Each byte is one character here.
 */
final class SecretTexts {
  /** A text that contains another one on the same line counts from this length. */
  private static final int LEAST_PART = 6;

  /** Keys over several lines are compared without their white space. */
  private static final int LONG = 100;

  /** How far around the secret texts begin and end; 64 places make 2016 texts. */
  private static final int MOST_EDGES = 64;

  /**
   * What ggshield appends to a secret before it hashes it: the kind of the match (the ignore hash
   * in ggshield/core/filter.py).
   */
  private static final List<String> GGSHIELD_KINDS =
      List.of(
          "",
          ",apikey",
          ",token",
          ",password",
          ",client_secret",
          ",client_id",
          ",connection_uri",
          ",private_key",
          ",secret",
          ",value",
          ",key",
          ",username",
          ",host");

  private final String secret;
  private final String match;
  private final String line;
  private final Map<String, Set<String>> digests = new HashMap<>();
  private @Nullable List<String> candidates;

  SecretTexts(Finding finding) {
    secret = text(finding.secret());
    match = text(finding.match());
    line = text(finding.line());
  }

  private static String text(Content content) {
    return new String(content.bytes(), ISO_8859_1);
  }

  boolean startsWith(String beginning) {
    return secret.startsWith(text(Content.of(beginning)));
  }

  /** Returns true if the other text is the secret, or the whole text that the rule matched. */
  boolean isSame(Content other) {
    String text = text(other);
    return !text.isEmpty()
        && (text.equals(secret)
            || (text.equals(match) && match.contains(secret))
            || (text.length() > LONG && dense(text).equals(dense(secret))));
  }

  private static String dense(String text) {
    return text.replace("\\n", "").replaceAll("\\s+", "");
  }

  /** Returns true if the secret is a part of the other text. */
  boolean isPartOf(Content other) {
    return secret.length() >= LEAST_PART && text(other).contains(secret);
  }

  /** Returns true if one text contains the other. */
  boolean overlaps(Content other) {
    String text = text(other);
    return Math.min(text.length(), secret.length()) >= LEAST_PART
        && (text.contains(secret) || secret.contains(text));
  }

  boolean hasHash(SecretClue.Hashed hashed) {
    return digests
        .computeIfAbsent(hashed.algorithm(), this::digestsOfCandidates)
        .contains(hashed.digits());
  }

  private Set<String> digestsOfCandidates(String algorithm) {
    List<String> kinds = algorithm.equals("SHA-256") ? GGSHIELD_KINDS : List.of("");
    Set<String> all = new HashSet<>();
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (String candidate : candidates()) {
        for (String kind : kinds) {
          byte[] bytes = (candidate + kind).getBytes(ISO_8859_1);
          all.add(HexFormat.of().formatHex(digest.digest(bytes)));
        }
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
    return all;
  }

  /** Returns the secret, and each text of its line that shares a character with it. */
  private List<String> candidates() {
    List<String> found = candidates;
    if (found == null) {
      found = new ArrayList<>(List.of(secret, match));
      addAround(line, found);
      candidates = found;
    }
    return found;
  }

  private void addAround(String text, List<String> found) {
    int start = text.indexOf(secret);
    if (secret.isEmpty() || start < 0) {
      return;
    }
    int end = start + secret.length();
    List<Integer> edges = edges(text, start, end);
    for (int from : edges) {
      for (int to : edges) {
        if (from < to && from < end && to > start) {
          found.add(text.substring(from, to));
        }
      }
    }
  }

  /** Returns where texts can begin or end: beside quotes, signs and white space; nearest first. */
  private static List<Integer> edges(String text, int start, int end) {
    List<Integer> edges = new ArrayList<>(List.of(start, end));
    int before = start - 1;
    int after = end + 1;
    int within = start + 1;
    while (edges.size() < MOST_EDGES && (before >= 0 || after <= text.length() || within < end)) {
      if (before >= 0) {
        addEdge(text, before--, edges);
      }
      if (after <= text.length()) {
        addEdge(text, after++, edges);
      }
      if (within < end) {
        addEdge(text, within++, edges);
      }
    }
    return edges;
  }

  private static void addEdge(String text, int at, List<Integer> edges) {
    boolean isEdge =
        at == 0 || at == text.length() || !isWord(text.charAt(at - 1)) || !isWord(text.charAt(at));
    if (isEdge) {
      edges.add(at);
    }
  }

  private static boolean isWord(char c) {
    return Ascii.isLetterOrDigit(c) || c == '_';
  }

  /** Shows nothing of the texts. */
  @Override
  public String toString() {
    return "texts of " + secret.length() + " bytes";
  }
}
