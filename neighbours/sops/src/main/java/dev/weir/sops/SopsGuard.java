package dev.weir.sops;

import dev.weir.core.text.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks files against the nearest {@code .sops.yaml} above them. Not thread-safe. */
public final class SopsGuard {
  private static final List<String> INFIXES = List.of(".enc", ".sops", ".encrypted");
  private static final int MOST_NAMED = 3;

  private final Files files;
  private final Map<String, Optional<SopsConfig>> configs = new HashMap<>();

  public SopsGuard(Files files) {
    this.files = files;
  }

  /** Reads files, for example from the index or from the work tree. */
  @FunctionalInterface
  public interface Files {
    /**
     * Returns a file's bytes, or null if there is no such file.
     *
     * @param path the path relative to the top of the repository, with {@code /}
     * @throws IOException if the file exists and cannot be read
     */
    byte @Nullable [] read(String path) throws IOException;

    /**
     * Returns the bytes of each version of a file: none if there is no such file, two if it is in
     * conflict.
     *
     * @throws IOException if the file exists and cannot be read
     */
    default List<byte[]> versions(String path) throws IOException {
      byte[] only = read(path);
      return only == null ? List.of() : List.of(only);
    }
  }

  /**
   * Returns true if a rule requires this file to be encrypted. A rule for any file does not.
   *
   * @throws SopsException if the configuration cannot be used
   */
  public boolean isCovered(String path) throws IOException {
    Coverage coverage = coverage(path);
    return coverage != null && !coverage.rule.isForAnyFile();
  }

  /**
   * Returns what is wrong with a file or with its plain or encrypted twin.
   *
   * @throws SopsException if the configuration cannot be used
   * @throws IOException if a file cannot be read
   */
  public Set<SopsProblem> check(String path) throws IOException {
    Set<SopsProblem> problems = new LinkedHashSet<>();
    if (config(path) == null || name(path).equals(SopsConfig.NAME)) {
      return problems;
    }
    Coverage coverage = coverage(path);
    boolean isFormat = SopsFormat.of(path) != SopsFormat.BINARY || !plainNames(path).isEmpty();
    if (coverage != null && (!coverage.rule.isForAnyFile() || isFormat)) {
      for (byte[] bytes : files.versions(path)) {
        check(path, bytes, coverage, problems);
      }
    }
    twin(path, problems);
    for (String plain : plainNames(path)) {
      twin(plain, problems);
    }
    return problems;
  }

  /** A rule and the configuration that it is in. */
  private record Coverage(SopsConfig config, CreationRule rule) {
    String shown() {
      return config.path() + ", " + rule.shown();
    }
  }

  private @Nullable Coverage coverage(String path) throws IOException {
    SopsConfig config = config(path);
    if (config == null || name(path).equals(SopsConfig.NAME)) {
      return null;
    }
    int above = config.path().length() - SopsConfig.NAME.length();
    CreationRule rule = config.ruleFor(path.substring(above));
    return rule == null ? null : new Coverage(config, rule);
  }

  private @Nullable SopsConfig config(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash + 1);
    Optional<SopsConfig> known = configs.get(folder);
    if (known == null) {
      String name = folder + SopsConfig.NAME;
      List<byte[]> versions = files.versions(name);
      if (versions.size() > 1) {
        throw new SopsException(name + ": is in conflict; resolve it, sops needs it");
      }
      SopsConfig found =
          !versions.isEmpty()
              ? SopsConfig.read(name, versions.get(0))
              : folder.isEmpty() ? null : config(folder.substring(0, slash));
      known = Optional.ofNullable(found);
      configs.put(folder, known);
    }
    return known.orElse(null);
  }

  private static void check(
      String path, byte[] bytes, Coverage coverage, Set<SopsProblem> problems) {
    SopsDocument document;
    try {
      document = SopsDocument.of(SopsFormat.of(path), text(bytes));
    } catch (UnreadableFileException e) {
      if (!coverage.rule.isForAnyFile()) {
        String reason = requires(coverage) + ", but " + e.getMessage();
        problems.add(SopsProblem.of(path, SopsProblem.Kind.PLAINTEXT, reason));
      }
      return;
    }
    if (document.metadata().isMissing()) {
      plain(path, document, coverage, problems);
    } else {
      encrypted(path, document, coverage.rule, problems);
    }
  }

  private static void plain(
      String path, SopsDocument document, Coverage coverage, Set<SopsProblem> problems) {
    if (coverage.rule.isForAnyFile()) {
      return;
    }
    EncryptionScope asked = scopeOf(document, coverage.rule, EncryptionScope.byDefault());
    // Only sops can evaluate comments; a file without an encrypted value is most likely
    // unencrypted.
    boolean any =
        document.values().stream()
            .anyMatch(
                l -> !l.value().isEmpty() && (asked.usesComments() || asked.covers(l.path())));
    if (any) {
      String reason = requires(coverage) + ", and it is not";
      problems.add(SopsProblem.of(path, SopsProblem.Kind.PLAINTEXT, reason));
    }
  }

  /** Returns what a rule encrypts of a file; a file of a single value is encrypted as a whole. */
  private static EncryptionScope scopeOf(
      SopsDocument document, CreationRule rule, EncryptionScope unset) {
    if (document.format() == SopsFormat.BINARY) {
      return EncryptionScope.all();
    }
    EncryptionScope scope = rule.scope();
    return scope == null ? unset : scope;
  }

  private static void encrypted(
      String path, SopsDocument document, CreationRule rule, Set<SopsProblem> problems) {
    SopsFormat format = document.format();
    String damage = document.metadata().damage();
    if (damage != null) {
      problems.add(new SopsProblem(path, 0, SopsProblem.Kind.METADATA, damage, format));
    }
    List<Leaf> plain = unencrypted(document, rule);
    if (!plain.isEmpty()) {
      String reason = reason(plain);
      int line = plain.get(0).line();
      problems.add(new SopsProblem(path, line, SopsProblem.Kind.PARTIAL, reason, format));
    }
    Set<String> has = document.metadata().recipients();
    if (damage == null && !rule.recipients().isEmpty() && !has.equals(rule.recipients())) {
      String reason = difference(has, rule.recipients());
      problems.add(new SopsProblem(path, 0, SopsProblem.Kind.RECIPIENTS, reason, format));
    }
  }

  private static String requires(Coverage coverage) {
    return coverage.shown() + " requires it to be encrypted";
  }

  private static List<Leaf> unencrypted(SopsDocument document, CreationRule rule) {
    EncryptionScope declared = document.metadata().scope();
    EncryptionScope own = declared == null ? EncryptionScope.byDefault() : declared;
    EncryptionScope asked = scopeOf(document, rule, own);
    List<Leaf> plain = new ArrayList<>();
    boolean anyEncrypted = false;
    for (Leaf leaf : document.values()) {
      boolean whole = EncryptedValue.isWhole(leaf.value());
      anyEncrypted |= whole;
      boolean covered =
          own.covers(leaf.path())
              || asked.covers(leaf.path())
              || EncryptedValue.looksLikeOne(leaf.value());
      if (covered && !whole && !leaf.value().isEmpty()) {
        plain.add(leaf);
      }
    }
    if (own.usesComments() && !anyEncrypted && !document.values().isEmpty()) {
      plain.add(document.values().get(0));
    }
    return plain;
  }

  private static String reason(List<Leaf> plain) {
    StringBuilder text = new StringBuilder("it is encrypted, but ");
    text.append(plain.size() == 1 ? "this value is not: " : "these values are not: ");
    for (int i = 0; i < Math.min(MOST_NAMED, plain.size()); i++) {
      Leaf leaf = plain.get(i);
      boolean cut = EncryptedValue.looksLikeOne(leaf.value());
      text.append(i == 0 ? "" : ", ").append(leaf.place()).append(cut ? " (cut off)" : "");
    }
    int more = plain.size() - MOST_NAMED;
    return text.append(more > 0 ? " and " + more + " more" : "").toString();
  }

  private static String difference(Set<String> has, Set<String> asked) {
    Set<String> missing = new TreeSet<>(asked);
    missing.removeAll(has);
    Set<String> extra = new TreeSet<>(has);
    extra.removeAll(asked);
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("not for " + String.join(", ", missing) + ", which the rule names");
    }
    if (!extra.isEmpty()) {
      parts.add("for " + String.join(", ", extra) + ", which the rule does not name");
    }
    return "it is encrypted " + String.join(", and ", parts);
  }

  /** Looks for an encrypted copy of an unencrypted file that no rule covers. */
  private void twin(String plain, Set<SopsProblem> problems) throws IOException {
    if (isCovered(plain)) {
      return;
    }
    for (String copy : encryptedNames(plain)) {
      byte[] bytes = files.read(copy);
      byte[] own = bytes == null || !isEncrypted(copy, bytes) ? null : files.read(plain);
      if (own != null && own.length > 0 && !isEncrypted(plain, own)) {
        String reason = "it is not encrypted, but its copy " + name(copy) + " is";
        problems.add(SopsProblem.of(plain, SopsProblem.Kind.TWIN, reason));
        return;
      }
    }
  }

  /** Returns true if sops encrypted the file, completely or in part. */
  public static boolean isEncrypted(String path, byte[] bytes) {
    try {
      return !SopsDocument.of(SopsFormat.of(path), text(bytes)).metadata().isMissing();
    } catch (UnreadableFileException e) {
      return false;
    }
  }

  /** Returns common names for an encrypted copy of a file. */
  private static List<String> encryptedNames(String plain) {
    List<String> names = new ArrayList<>();
    int dot = plain.lastIndexOf('.');
    for (String infix : INFIXES) {
      names.add(plain + infix);
      if (dot > plain.lastIndexOf('/')) {
        names.add(plain.substring(0, dot) + infix + plain.substring(dot));
      }
    }
    return names;
  }

  /** Returns names for the unencrypted copy of a file whose own name marks it as encrypted. */
  private static List<String> plainNames(String path) {
    List<String> names = new ArrayList<>();
    String name = name(path);
    String folder = path.substring(0, path.length() - name.length());
    for (String infix : INFIXES) {
      int at = name.lastIndexOf(infix);
      int end = at + infix.length();
      if (at > 0 && (end == name.length() || name.charAt(end) == '.')) {
        names.add(folder + name.substring(0, at) + name.substring(end));
      }
    }
    return names;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String text(byte[] bytes) {
    return Utf8.decode(bytes, 0, bytes.length);
  }
}
