package dev.weir.guard;

import dev.weir.core.text.ShellWord;
import dev.weir.sops.Leaf;
import dev.weir.sops.SopsGuard;
import dev.weir.sops.UnreadableFileException;
import dev.weir.sops.YamlLeaves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Guards SealedSecrets of Kubernetes: the Secret that one was made of must not be tracked, neither
 * beside it nor in its place.
 */
final class SealedSecretGuard implements EncryptionGuard {
  private static final String SEALED = "SealedSecret";
  private static final String SECRET = "Secret";
  private static final String BY_NAME = "sealed";

  /** A manifest is smaller, because Kubernetes stores no object of more than a few megabytes. */
  private static final int MOST_BYTES = 4 << 20;

  private final GuardedFiles files;
  private final Map<String, List<KubernetesObject>> parsed = new HashMap<>();
  private final Map<String, TreeSet<String>> manifests = new HashMap<>();
  private final Set<String> namedSealed = new TreeSet<>();
  private boolean isListed;

  SealedSecretGuard(GuardedFiles files) {
    this.files = files;
  }

  /**
   * An object of a manifest.
   *
   * @param isOpen true if it has values that are neither encrypted nor references
   */
  private record KubernetesObject(
      String kind, String namespace, String name, int line, boolean isOpen) {
    /** Returns true if this Secret is what the other object becomes in the cluster. */
    boolean isTwinOf(KubernetesObject sealed) {
      return name.equals(sealed.name)
          && (namespace.equals(sealed.namespace)
              || namespace.isEmpty()
              || sealed.namespace.isEmpty());
    }

    boolean isSealed() {
      return kind.equals(SEALED);
    }

    boolean isOpenSecret() {
      return kind.equals(SECRET) && isOpen;
    }
  }

  @Override
  public boolean check(String path, Set<GuardProblem> problems) throws IOException {
    if (!isManifest(path)) {
      return false;
    }
    boolean covered = false;
    for (KubernetesObject object : objects(path)) {
      if (object.isSealed()) {
        covered = true;
        for (String other : near(path)) {
          for (KubernetesObject secret : objects(other)) {
            if (secret.isOpenSecret() && secret.isTwinOf(object)) {
              problems.add(twin(other, secret, path));
            }
          }
        }
      } else if (object.isOpenSecret()) {
        covered |= open(path, object, problems);
      }
    }
    return covered;
  }

  private boolean open(String path, KubernetesObject secret, Set<GuardProblem> problems)
      throws IOException {
    String sealedIn = null;
    for (String other : near(path)) {
      for (KubernetesObject object : objects(other)) {
        if (object.isSealed() && secret.isTwinOf(object)) {
          sealedIn = other;
        }
      }
    }
    if (sealedIn != null) {
      problems.add(twin(path, secret, sealedIn));
      return true;
    }
    byte[] before = files.before(path);
    boolean was =
        before != null
            && objects(path, before).stream().anyMatch(o -> o.isSealed() && secret.isTwinOf(o));
    if (!was && !isNamedSealed(path)) {
      return false;
    }
    problems.add(
        GuardProblem.severe(
                path,
                "sealed-secret-plaintext",
                was
                    ? "it was a SealedSecret in the last commit, and it is a plain Secret now"
                    : "its name says that it is sealed, but it is a plain Secret",
                "kubeseal --format yaml < "
                    + ShellWord.ofFile(path)
                    + " > SEALED, and commit that file instead")
            .at(secret.line()));
    return true;
  }

  private static GuardProblem twin(String path, KubernetesObject secret, String sealedIn) {
    String where = path.equals(sealedIn) ? "the same file" : sealedIn;
    return GuardProblem.severe(
            path,
            "sealed-secret-twin",
            "it holds the Secret " + secret.name() + " in plain text, which " + where + " seals",
            path.equals(sealedIn) ? "remove the Secret from the file" : Guarded.untrack(path))
        .at(secret.line());
  }

  /** Returns the manifests in which a twin is looked for: in the same folder, or named so. */
  private Set<String> near(String path) {
    if (!isListed) {
      isListed = true;
      for (String name : files.names()) {
        if (isManifest(name)) {
          manifests.computeIfAbsent(Guarded.folder(name), f -> new TreeSet<>()).add(name);
          if (isNamedSealed(name)) {
            namedSealed.add(name);
          }
        }
      }
    }
    Set<String> near = new TreeSet<>(namedSealed);
    near.addAll(manifests.getOrDefault(Guarded.folder(path), new TreeSet<>()));
    near.add(path);
    return near;
  }

  private static boolean isManifest(String path) {
    return Guarded.isYaml(path) || path.endsWith(".json");
  }

  private static boolean isNamedSealed(String path) {
    String name = Guarded.name(path).toLowerCase(Locale.ROOT);
    return name.contains(BY_NAME) && !name.contains("unsealed");
  }

  private List<KubernetesObject> objects(String path) throws IOException {
    List<KubernetesObject> known = parsed.get(path);
    if (known == null) {
      known = new ArrayList<>();
      byte[] start = files.start(path, MOST_BYTES);
      if (start != null && start.length < MOST_BYTES && hasSecret(start)) {
        for (byte[] bytes : files.versions(path)) {
          known.addAll(objects(path, bytes));
        }
      }
      parsed.put(path, known);
    }
    return known;
  }

  private static boolean hasSecret(byte[] bytes) {
    String text = Guarded.text(bytes);
    return text.contains(SECRET) && text.contains("kind");
  }

  private static List<KubernetesObject> objects(String path, byte[] bytes) {
    String text = Guarded.text(bytes);
    List<KubernetesObject> objects = new ArrayList<>();
    boolean bySops = SopsGuard.isEncrypted(path, bytes);
    try {
      for (List<Leaf> document : YamlLeaves.documents(text)) {
        KubernetesObject object = object(document, bySops);
        if (object != null) {
          objects.add(object);
        }
      }
    } catch (UnreadableFileException e) {
      // A template that is no YAML yet: its values come from elsewhere.
    }
    return objects;
  }

  private static @Nullable KubernetesObject object(List<Leaf> document, boolean bySops) {
    Map<String, Leaf> values = new HashMap<>();
    boolean open = false;
    for (Leaf leaf : document) {
      values.putIfAbsent(leaf.place(), leaf);
      String top = leaf.path().isEmpty() ? "" : leaf.path().get(0);
      boolean isValue = top.equals("data") || top.equals("stringData");
      open |= isValue && !bySops && !Guarded.isReference(leaf.value());
    }
    Leaf kind = values.get("kind");
    if (kind == null || (!kind.value().equals(SEALED) && !kind.value().equals(SECRET))) {
      return null;
    }
    Leaf own = values.get("metadata.name");
    Leaf made = kind.value().equals(SEALED) ? values.get("spec.template.metadata.name") : null;
    Leaf name = made == null ? own : made;
    Leaf namespace = values.get("metadata.namespace");
    return name == null
        ? null
        : new KubernetesObject(
            kind.value(),
            namespace == null ? "" : namespace.value(),
            name.value(),
            kind.line(),
            open);
  }
}
