package dev.weir.guard;

import dev.weir.sops.SopsException;
import dev.weir.sops.SopsGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks files against everything that says that they must be encrypted. Not thread-safe. */
public final class Guards {
  private final List<EncryptionGuard> guards = new ArrayList<>();

  private Guards() {}

  /** Returns the guards of all tools. */
  public static Guards all(GuardedFiles files) {
    Guards all = withoutSops(files);
    SopsGuard sops = new SopsGuard(files);
    all.guards.add(
        0,
        (path, problems) -> {
          sops.check(path).forEach(problem -> problems.add(GuardProblem.of(problem)));
          return sops.isCovered(path);
        });
    return all;
  }

  /** Returns the guards of all tools except SOPS. */
  public static Guards withoutSops(GuardedFiles files) {
    Guards others = new Guards();
    others.guards.add(new AnsibleGuard(files));
    others.guards.add(new GitCryptGuard(files));
    others.guards.add(new SealedSecretGuard(files));
    others.guards.add(new DotenvxGuard(files));
    return others;
  }

  /**
   * The result of a check of several files.
   *
   * @param covered how many of them must be encrypted
   */
  public record Checked(int covered, Set<GuardProblem> problems) {
    /** Returns true if a secret can be read, or an encrypted value cannot be decrypted any more. */
    public boolean isSevere() {
      return problems.stream().anyMatch(GuardProblem::isSevere);
    }
  }

  /**
   * Checks files.
   *
   * @throws SopsException if a {@code .sops.yaml} cannot be used
   * @throws IOException if a file cannot be read
   */
  public Checked check(Iterable<String> paths) throws IOException {
    Set<GuardProblem> problems = new LinkedHashSet<>();
    int covered = 0;
    for (String path : paths) {
      boolean must = false;
      for (EncryptionGuard guard : guards) {
        must |= guard.check(path, problems);
      }
      covered += must ? 1 : 0;
    }
    return new Checked(covered, problems);
  }
}
