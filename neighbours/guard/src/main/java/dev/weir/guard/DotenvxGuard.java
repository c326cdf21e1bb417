package dev.weir.guard;

import dev.weir.core.text.ShellWord;
import dev.weir.sops.EnvLeaves;
import dev.weir.sops.Leaf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guards files of dotenvx: in a file with a {@code DOTENV_PUBLIC_KEY} each value must be encrypted,
 * and {@code .env.keys} must not be tracked.
 */
final class DotenvxGuard implements EncryptionGuard {
  private static final Pattern NAME = Pattern.compile("\\.env(?:\\..+)?|.+\\.env");
  private static final String KEYS = ".env.keys";
  private static final String PUBLIC_KEY = "DOTENV_PUBLIC_KEY";
  private static final String ENCRYPTED = "encrypted:";

  /** Values with such names are plain on purpose. */
  private static final String PLAIN_SUFFIX = "_PLAIN";

  /** A reference with a value for when the other one is missing. */
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+[:+-]");

  private static final Pattern QUOTED = Pattern.compile("(?s)([\"'`])(.*?)\\1.*");

  /** A public key of secp256k1, a nonce and a tag come before the ciphertext. */
  private static final int LEAST_BYTES = 65 + 16 + 16;

  private final GuardedFiles files;

  DotenvxGuard(GuardedFiles files) {
    this.files = files;
  }

  @Override
  public boolean check(String path, Set<GuardProblem> problems) throws IOException {
    String name = Guarded.name(path);
    if (!NAME.matcher(name).matches()) {
      return false;
    }
    if (name.equals(KEYS)) {
      return keys(path, problems);
    }
    boolean covered = false;
    for (byte[] bytes : files.versions(path)) {
      List<Leaf> values = EnvLeaves.of(Guarded.text(bytes));
      boolean isOne = values.stream().anyMatch(value -> name(value).startsWith(PUBLIC_KEY));
      byte[] before = isOne ? null : files.before(path);
      boolean was = before != null && Guarded.text(before).contains("=" + ENCRYPTED);
      if (isOne || was) {
        covered = true;
        check(path, values, was, problems);
      }
    }
    return covered;
  }

  private boolean keys(String path, Set<GuardProblem> problems) throws IOException {
    byte[] start = files.start(path, 1);
    if (start == null || start.length == 0) {
      return false;
    }
    problems.add(
        GuardProblem.severe(
            path,
            "dotenvx-keys",
            "it holds the private keys of dotenvx, so git must not track it",
            Guarded.untrack(path) + "; if it was pushed, make new keys: dotenvx rotate"));
    return true;
  }

  private static void check(
      String path, List<Leaf> values, boolean was, Set<GuardProblem> problems) {
    List<Leaf> plain = new ArrayList<>();
    List<Leaf> damaged = new ArrayList<>();
    boolean anyEncrypted = false;
    for (Leaf value : values) {
      String key = name(value);
      String text = unquoted(value.value());
      boolean isPlain = key.startsWith(PUBLIC_KEY) || key.endsWith(PLAIN_SUFFIX);
      if (isPlain || (Guarded.isReference(text) && !DEFAULT.matcher(text).lookingAt())) {
        continue;
      }
      if (!text.startsWith(ENCRYPTED)) {
        plain.add(value);
        continue;
      }
      anyEncrypted = true;
      if (!isWhole(text)) {
        damaged.add(value);
      }
    }
    if (!plain.isEmpty()) {
      String when = was ? "encrypted in the last commit, and not any more: " : "not encrypted: ";
      problems.add(
          GuardProblem.severe(
                  path,
                  anyEncrypted ? "dotenvx-partial" : "dotenvx-plaintext",
                  when + Guarded.keys(plain),
                  "dotenvx encrypt -f " + ShellWord.ofFile(path))
              .at(plain.get(0).line()));
    }
    if (!damaged.isEmpty()) {
      problems.add(
          GuardProblem.severe(
                  path,
                  "dotenvx-damaged",
                  "encrypted, but cut off or damaged: " + Guarded.keys(damaged),
                  Guarded.restore(path))
              .at(damaged.get(0).line()));
    }
  }

  private static boolean isWhole(String text) {
    try {
      return Base64.getDecoder().decode(text.substring(ENCRYPTED.length())).length >= LEAST_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String name(Leaf value) {
    String name = value.place().strip();
    return name.startsWith("export ") ? name.substring("export ".length()).strip() : name;
  }

  private static String unquoted(String written) {
    String text = written.strip();
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return quoted.group(2);
    }
    int comment = text.indexOf(" #");
    return comment < 0 ? text : text.substring(0, comment).strip();
  }
}
