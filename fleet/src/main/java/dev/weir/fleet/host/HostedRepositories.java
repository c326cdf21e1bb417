package dev.weir.fleet.host;

import dev.weir.core.file.FailureWords;
import dev.weir.verify.ProxyFromVariables;
import dev.weir.verify.VerificationException;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Asks servers for the repositories of organisations. */
public final class HostedRepositories {
  private static final int PAGE = 100;
  private static final int GITEA_PAGE = 50;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST = 1_000_000;

  /** So many repeated repositories are no reason to doubt; a list may change while it is read. */
  private static final int FEW = 100;

  private final HostAccess access;
  private final Consumer<String> notes;

  HostedRepositories(HostAccess access, Consumer<String> notes) {
    this.access = access;
    this.notes = notes;
  }

  /**
   * Returns what asks servers with the tokens and the proxy of an environment.
   *
   * @param variables the environment's variables, for proxies
   * @param notes receives sentences for people, such as how long a server asks to wait
   * @throws HostException if a proxy is set that cannot be used
   */
  public static HostedRepositories of(
      HostTokens tokens, Map<String, String> variables, Consumer<String> notes)
      throws HostException {
    ProxySelector proxy;
    try {
      proxy = ProxyFromVariables.of(variables);
    } catch (VerificationException e) {
      throw new HostException(FailureWords.of(new IOException(e.getMessage())));
    }
    HostAccess access =
        new HostAccess(
            tokens,
            proxy,
            () ->
                new Waiting(
                    Clock.systemUTC(), time -> Thread.sleep(time.toMillis()), Waiting.MOST, notes),
            LIMIT,
            MOST_BYTES,
            0);
    return new HostedRepositories(access, notes);
  }

  /**
   * Passes on all repositories of an organisation, or of a user, that the token may see.
   *
   * @throws HostException if the list breaks off, after those that were passed on, or if it is
   *     empty
   */
  public void list(Organisation organisation, Consumer<HostedRepository> each)
      throws HostException, InterruptedException {
    Server server = new Server(organisation, access);
    HostKind kind = organisation.kind();
    if (!server.hasToken()) {
      notes.accept(
          organisation
              + " is listed without a token, so without private repositories: see "
              + kind.variable());
    }
    Counted counted = new Counted(each);
    try {
      switch (kind) {
        case GITHUB -> new GithubList(organisation, server, pageSize(PAGE)).list(counted);
        case GITLAB -> new GitlabList(organisation, server, pageSize(PAGE)).list(counted);
        case GITEA -> new GiteaList(organisation, server, pageSize(GITEA_PAGE)).list(counted);
      }
    } catch (HostException e) {
      throw counted.count() == 0
          ? e
          : new HostException(brokenOff(counted.count(), FailureWords.of(e)));
    } catch (EndlessException e) {
      throw new HostException(brokenOff(counted.count(), "the server does not end it"));
    }
    if (counted.count() == 0) {
      throw new HostException(
          "there is no repository in it that "
              + (server.hasToken()
                  ? "the token in " + kind.variable() + " may see"
                  : "everybody may see: set " + kind.variable()));
    }
  }

  private static String brokenOff(int count, String reason) {
    return "the list broke off after "
        + count
        + (count == 1 ? " repository: " : " repositories: ")
        + reason;
  }

  private int pageSize(int usual) {
    return access.pageSize() == 0 ? usual : access.pageSize();
  }

  /** Passes on each repository once, and ends a list that repeats itself. */
  private static final class Counted implements Consumer<HostedRepository> {
    private final Consumer<HostedRepository> each;
    private final Set<String> names = new HashSet<>();
    private int repeats;

    Counted(Consumer<HostedRepository> each) {
      this.each = each;
    }

    int count() {
      return names.size();
    }

    @Override
    public void accept(HostedRepository repository) {
      if (names.add(repository.name())) {
        each.accept(repository);
      } else if (repeats++ > names.size() + FEW) {
        throw new EndlessException();
      }
      if (names.size() > MOST) {
        throw new EndlessException();
      }
    }
  }

  /** A list does not end. */
  static final class EndlessException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
