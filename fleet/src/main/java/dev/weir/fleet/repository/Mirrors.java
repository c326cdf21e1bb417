package dev.weir.fleet.repository;

import dev.weir.fleet.host.HostTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Keeps copies of repositories on servers, which {@code git fetch} brings up to date. Repositories
 * in folders of this machine are read where they are.
 */
public final class Mirrors {
  private final Path folder;
  private final boolean fetches;
  private final Duration limit;
  private final HostTokens tokens;
  private final Map<String, String> variables;

  /**
   * @param folder where mirrors are kept
   * @param fetches false to take mirrors as they are
   * @param limit how long git may take for one repository
   * @param variables the environment's variables, for {@code PATH} and proxies
   */
  public Mirrors(
      Path folder,
      boolean fetches,
      Duration limit,
      HostTokens tokens,
      Map<String, String> variables) {
    this.folder = folder;
    this.fetches = fetches;
    this.limit = limit;
    this.tokens = tokens;
    this.variables = Map.copyOf(variables);
  }

  /**
   * Returns the folder of a repository. What is on a server is mirrored or brought up to date
   * first.
   *
   * @param address an absolute path or a URL, as {@link RepositoryList} gives it
   * @param branch the branch whose newest commit matters, or empty for the server's default
   * @throws IOException if there is no mirror; the message is for people
   */
  public Path local(String address, String branch) throws IOException {
    RemoteAddress remote = RemoteAddress.parse(address);
    if (remote == null) {
      return Path.of(address);
    }
    throw new IOException("mirrors are not made yet");
  }

  /**
   * Returns the folder of a repository as it is; a mirror is only made if there is none. For tasks
   * that come after the survey, on any machine.
   */
  public Path present(String address, String branch) throws IOException {
    return local(address, branch);
  }
}
