package dev.weir.remedy;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import dev.weir.core.text.LiteralSearch;
import dev.weir.remedy.trace.Needles;
import dev.weir.remedy.trace.SecretTraces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Searches for all forms of several secrets in one pass, and for patterns after that. Immutable.
 */
public final class SecretNeedles implements Needles {
  // How much of a stream is searched again with the next part of it.
  private static final int LONGEST_OF_PATTERN = 1 << 16;

  private final List<SecretForm> forms;
  private final List<Integer> secrets;
  private final List<BytePattern> patterns;
  private final List<Integer> patternSecrets;
  private final LiteralSearch search;
  private final int longest;

  private SecretNeedles(Builder builder) {
    this.forms = List.copyOf(builder.forms);
    this.secrets = List.copyOf(builder.secrets);
    this.patterns = List.copyOf(builder.patterns);
    this.patternSecrets = List.copyOf(builder.patternSecrets);
    this.search = LiteralSearch.of(forms.stream().map(form -> lower(form.text())).toList());
    int literal = forms.stream().mapToInt(form -> form.text().length()).max().orElse(1);
    this.longest = patterns.isEmpty() ? literal : Math.max(literal, LONGEST_OF_PATTERN);
  }

  private static Content lower(Content text) {
    byte[] bytes = text.bytes().clone();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Ascii.toLower(bytes[i]);
    }
    return Content.ofOwned(bytes);
  }

  /** Collects forms and patterns. */
  static final class Builder {
    private final List<SecretForm> forms = new ArrayList<>();
    private final List<Integer> secrets = new ArrayList<>();
    private final List<BytePattern> patterns = new ArrayList<>();
    private final List<Integer> patternSecrets = new ArrayList<>();

    /** Adds forms of a secret. */
    Builder add(int secret, List<SecretForm> some) {
      for (SecretForm form : some) {
        forms.add(form);
        secrets.add(secret);
      }
      return this;
    }

    /** Adds a pattern that finds a secret. */
    Builder add(int secret, BytePattern pattern) {
      patterns.add(pattern);
      patternSecrets.add(secret);
      return this;
    }

    SecretNeedles build() {
      return new SecretNeedles(this);
    }
  }

  /** Returns the forms of all secrets that are known and long enough. */
  public static SecretNeedles of(List<LeakedValue> values) {
    Builder builder = new Builder();
    for (LeakedValue value : values) {
      if (value.isUsable()) {
        builder.add(value.number(), SecretForm.of(value.value()));
        for (String pattern : Expressions.ofWhole(value.value())) {
          builder.add(value.number(), BytePattern.of(pattern));
        }
      }
    }
    return builder.build();
  }

  /** Returns true if there is nothing to search for. */
  public boolean isEmpty() {
    return forms.isEmpty() && patterns.isEmpty();
  }

  /** Returns the number of secrets that are searched for. */
  int secrets() {
    Set<Integer> all = new HashSet<>(secrets);
    all.addAll(patternSecrets);
    return all.size();
  }

  @Override
  public void find(byte[] bytes, int start, int end, BitSet found) {
    literals(bytes, start, end, (form, from, to) -> found.set(form));
    if (!patterns.isEmpty()) {
      BytePattern.Text text = BytePattern.text(Arrays.copyOfRange(bytes, start, end));
      for (int i = 0; i < patterns.size(); i++) {
        if (patterns.get(i).isFoundIn(text)) {
          found.set(forms.size() + i);
        }
      }
    }
  }

  @Override
  public void findAll(byte[] bytes, Found found) {
    literals(bytes, 0, bytes.length, found);
  }

  private void literals(byte[] bytes, int start, int end, Found found) {
    if (!forms.isEmpty()) {
      // The search ignores case, so each match is compared again.
      search.scan(
          bytes,
          start,
          end,
          (id, at) -> {
            byte[] text = forms.get(id).text().bytes();
            if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
              found.at(id, at, at + text.length);
            }
          });
    }
  }

  @Override
  public int secretOf(int form) {
    return form < forms.size() ? secrets.get(form) : patternSecrets.get(form - forms.size());
  }

  @Override
  public int longest() {
    return longest;
  }

  /** Returns the name of a form. */
  String nameOf(int form) {
    if (form == SecretTraces.ENCODED) {
      return "encoded";
    }
    return form < forms.size() ? forms.get(form).name() : "pattern";
  }

  /** Returns Python's pattern for a form, in which each character is one byte. */
  String patternOf(int form) {
    return form < forms.size()
        ? Expressions.escaped(forms.get(form).text().bytes())
        : patterns.get(form - forms.size()).pattern();
  }

  /** Returns false if only binary files can contain a form. */
  boolean isInTextFiles(int form) {
    return form == SecretTraces.ENCODED || form >= forms.size() || forms.get(form).inTextFiles();
  }

  /**
   * Returns the text with each secret, in any form, replaced by its number.
   *
   * @param shown the numbers of the values that are only identifiers and stay as they are
   */
  String masked(String text, Set<Integer> shown) {
    String masked = text;
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      if (!shown.contains(secrets.get(i))) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingInt(i -> -forms.get(i).text().length()));
    for (int i : order) {
      masked = masked.replace(forms.get(i).text().text(), "[secret " + secrets.get(i) + "]");
    }
    return masked;
  }
}
