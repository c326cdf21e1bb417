package dev.weir.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.text.ShellWord;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guards files of git-crypt: what git stores of a file with {@code filter=git-crypt} must be
 * encrypted. In a clone in which git-crypt is not set up, git does not call it and silently stores
 * plain text.
 */
final class GitCryptGuard implements EncryptionGuard {
  private static final byte[] MAGIC = "\0GITCRYPT\0".getBytes(ISO_8859_1);
  private static final int NONCE = 12;
  private static final String FILTER = "git-crypt";
  private static final String OWN_FOLDER = ".git-crypt/";

  private final GuardedFiles files;
  private final FilterAttributes attributes;

  GitCryptGuard(GuardedFiles files) {
    this.files = files;
    this.attributes = new FilterAttributes(files);
  }

  @Override
  public boolean check(String path, Set<GuardProblem> problems) throws IOException {
    // git-crypt never encrypts these, although a pattern may cover them.
    if (Guarded.name(path).equals(FilterAttributes.NAME) || path.startsWith(OWN_FOLDER)) {
      return false;
    }
    String filter = attributes.filter(path);
    boolean covered = filter.equals(FILTER) || filter.startsWith(FILTER + "-");
    byte[] before = covered ? null : files.before(path);
    if (!covered && !isEncrypted(before)) {
      return false;
    }
    for (byte[] bytes : files.stored(path, MAGIC.length + NONCE)) {
      if (bytes.length > 0 && !isEncrypted(bytes)) {
        problems.add(plain(path, covered, filter));
      } else if (bytes.length > 0 && bytes.length < MAGIC.length + NONCE) {
        String reason = "it is encrypted by git-crypt, but cut off";
        problems.add(GuardProblem.severe(path, "git-crypt-damaged", reason, Guarded.restore(path)));
      }
    }
    return true;
  }

  private static GuardProblem plain(String path, boolean covered, String filter) {
    if (!covered) {
      return GuardProblem.severe(
          path,
          "git-crypt-plaintext",
          "it was encrypted in the last commit, but no .gitattributes asks for that any more",
          "give it filter=git-crypt diff=git-crypt in .gitattributes again, then: git add "
              + ShellWord.ofFile(path));
    }
    return GuardProblem.severe(
        path,
        "git-crypt-plaintext",
        ".gitattributes gives it filter=" + filter + ", but what git stores is not encrypted",
        "git-crypt unlock, then: git-crypt status -f " + ShellWord.ofFile(path));
  }

  private static boolean isEncrypted(byte @Nullable [] bytes) {
    return bytes != null
        && bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }
}
