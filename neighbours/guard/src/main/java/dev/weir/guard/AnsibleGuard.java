package dev.weir.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.text.ShellWord;
import dev.weir.sops.Leaf;
import dev.weir.sops.UnreadableFileException;
import dev.weir.sops.YamlLeaves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Guards files of ansible-vault: whole files, {@code !vault} values, what was encrypted in the last
 * commit, and the files of passwords that an {@code ansible.cfg} names.
 */
final class AnsibleGuard implements EncryptionGuard {
  private static final String CONFIGURATION = "ansible.cfg";
  private static final Pattern USED =
      Pattern.compile("(?:.*/)?(?:ansible\\.cfg|(?:group_vars|host_vars)/.*|roles/[^/]+/vars/.*)");

  /** Names of variable files that are encrypted by convention: those that start with "vault". */
  private static final Pattern ENCRYPTED_NAME =
      Pattern.compile(
          "(?:.*/)?(?:group_vars|host_vars|vars)/(?:.*/)?vault[^/.]*(?:\\.(?:ya?ml|json|vault))?"
              + "|(?:.*/)?(?:group_vars|host_vars|vars)/(?:.*/)?[^/]+\\.vault(?:\\.ya?ml)?"
              + "|(?:.*/)?(?:group_vars|host_vars)/vault/[^/]+(?:\\.ya?ml)?");

  private static final Pattern PASSWORD_FILE =
      Pattern.compile("(?m)^[ \\t]*vault_password_file[ \\t]*=[ \\t]*(\\S+)");
  private static final Pattern IDENTITIES =
      Pattern.compile("(?m)^[ \\t]*vault_identity_list[ \\t]*=[ \\t]*(.+)$");
  private static final List<String> TAGS = List.of("!vault", "!vault-encrypted");

  private final GuardedFiles files;
  private @Nullable Boolean used;
  private @Nullable Set<String> passwordFiles;

  AnsibleGuard(GuardedFiles files) {
    this.files = files;
  }

  @Override
  public boolean check(String path, Set<GuardProblem> problems) throws IOException {
    if (!isUsed()) {
      return false;
    }
    boolean password = passwordFile(path, problems);
    byte[] start = files.start(path, AnsibleVault.START.length());
    if (start == null || start.length == 0) {
      return password;
    }
    boolean whole = new String(start, ISO_8859_1).equals(AnsibleVault.START);
    boolean named = ENCRYPTED_NAME.matcher(path).matches();
    byte[] before = files.before(path);
    boolean was = before != null && Guarded.text(before).startsWith(AnsibleVault.START);
    if (!whole && !named && !was && !Guarded.isYaml(path)) {
      return password;
    }
    boolean covered = password;
    for (byte[] bytes : files.versions(path)) {
      covered |= check(path, Guarded.text(bytes), was, problems);
      if (before != null && !was) {
        opened(path, Guarded.text(before), Guarded.text(bytes), problems);
      }
    }
    return covered;
  }

  private boolean isUsed() {
    if (used == null) {
      used = files.names().stream().anyMatch(name -> USED.matcher(name).matches());
    }
    return used;
  }

  private boolean check(String path, String text, boolean was, Set<GuardProblem> problems) {
    if (text.startsWith(AnsibleVault.START)) {
      String damage = AnsibleVault.damage(text);
      if (damage != null) {
        problems.add(GuardProblem.severe(path, "ansible-damaged", damage, Guarded.restore(path)));
      }
      return true;
    }
    if (was) {
      problems.add(plain(path, "it was encrypted in the last commit, and it is not any more"));
      return true;
    }
    boolean named = ENCRYPTED_NAME.matcher(path).matches();
    if (!named && !text.contains(TAGS.get(0))) {
      return false;
    }
    List<Leaf> values;
    try {
      values = YamlLeaves.of(text);
    } catch (UnreadableFileException e) {
      if (named && !text.isBlank()) {
        problems.add(plain(path, "a file with this name is encrypted, and it is not"));
      }
      return named;
    }
    boolean tagged = tagged(path, values, problems);
    List<Leaf> open = values.stream().filter(AnsibleGuard::isOpen).toList();
    if (named && !open.isEmpty()) {
      String reason = "a file with this name is encrypted, and these values are not: ";
      problems.add(plain(path, reason + Guarded.keys(open)).at(open.get(0).line()));
    }
    return named || tagged;
  }

  /** Checks the values that are marked as encrypted; returns true if there are any. */
  private static boolean tagged(String path, List<Leaf> values, Set<GuardProblem> problems) {
    boolean any = false;
    for (Leaf value : values) {
      if (!TAGS.contains(value.tag())) {
        continue;
      }
      any = true;
      if (!value.value().startsWith(AnsibleVault.START)) {
        problems.add(
            new GuardProblem(
                path,
                value.line(),
                "ansible-plaintext",
                value.place() + " is marked with !vault, and it is not encrypted",
                "ansible-vault encrypt_string --name " + ShellWord.of(last(value)),
                true));
      } else if (AnsibleVault.damage(value.value()) != null) {
        String reason = value.place() + ": " + AnsibleVault.damage(value.value());
        problems.add(
            GuardProblem.severe(path, "ansible-damaged", reason, Guarded.restore(path))
                .at(value.line()));
      }
    }
    return any;
  }

  /** Looks for values that were encrypted in the last commit and are not any more. */
  private static void opened(String path, String before, String now, Set<GuardProblem> problems) {
    if (!before.contains(TAGS.get(0))) {
      return;
    }
    try {
      Set<List<String>> keys = new HashSet<>();
      for (Leaf value : YamlLeaves.of(before)) {
        if (TAGS.contains(value.tag())) {
          keys.add(value.path());
        }
      }
      List<Leaf> open = new ArrayList<>();
      for (Leaf value : YamlLeaves.of(now)) {
        if (isOpen(value) && keys.contains(value.path())) {
          open.add(value);
        }
      }
      if (!open.isEmpty()) {
        problems.add(
            new GuardProblem(
                path,
                open.get(0).line(),
                "ansible-partial",
                "encrypted in the last commit, and not any more: " + Guarded.keys(open),
                "ansible-vault encrypt_string --name " + ShellWord.of(last(open.get(0))),
                true));
      }
    } catch (UnreadableFileException e) {
      // A file that Ansible cannot read either has no values to compare.
    }
  }

  private static String last(Leaf value) {
    return value.path().isEmpty() ? "NAME" : value.path().get(value.path().size() - 1);
  }

  private static boolean isOpen(Leaf value) {
    return !TAGS.contains(value.tag()) && !Guarded.isReference(value.value());
  }

  private static GuardProblem plain(String path, String reason) {
    return GuardProblem.severe(
        path, "ansible-plaintext", reason, "ansible-vault encrypt " + ShellWord.ofFile(path));
  }

  private boolean passwordFile(String path, Set<GuardProblem> problems) throws IOException {
    if (passwordFiles == null) {
      passwordFiles = passwordFiles();
    }
    byte[] start = passwordFiles.contains(path) ? files.start(path, 2) : null;
    if (start == null || start.length == 0 || new String(start, ISO_8859_1).equals("#!")) {
      // A script only asks for the password.
      return false;
    }
    problems.add(
        GuardProblem.severe(
            path,
            "ansible-password",
            "ansible.cfg names it as the file of the vault's password, so git must not track it",
            Guarded.untrack(path) + "; then change the password: ansible-vault rekey FILE..."));
    return true;
  }

  private Set<String> passwordFiles() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String name : files.names()) {
      byte[] bytes = Guarded.name(name).equals(CONFIGURATION) ? files.read(name) : null;
      if (bytes != null) {
        String text = Guarded.text(bytes);
        Matcher file = PASSWORD_FILE.matcher(text);
        while (file.find()) {
          add(Guarded.folder(name), file.group(1), found);
        }
        Matcher list = IDENTITIES.matcher(text);
        while (list.find()) {
          for (String identity : list.group(1).split(",", -1)) {
            add(Guarded.folder(name), identity.substring(identity.indexOf('@') + 1), found);
          }
        }
      }
    }
    return found;
  }

  private static void add(String folder, String written, Set<String> found) {
    String path = written.strip();
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    found.add(folder + path);
  }
}
