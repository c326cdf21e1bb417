package dev.weir.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Config;

/**
 * The facts about remotes in a repository's configuration.
 *
 * @param names the names of the remotes, the default one first
 * @param address the address of the default remote as git would use it, without a password; a local
 *     path is absolute; or empty
 * @param host the host of the default remote, or empty
 * @param isMirror true if this repository has all references of the remote
 */
public record RemoteFacts(List<String> names, String address, String host, boolean isMirror) {
  /** Returns the facts of a repository. */
  public static RemoteFacts of(GitRepository repository) {
    Config config = repository.config();
    Set<String> remotes = config.getSubsections("remote");
    if (remotes.isEmpty()) {
      return new RemoteFacts(List.of(), "", "", false);
    }
    List<String> names = new ArrayList<>(remotes);
    String first = remotes.contains("origin") ? "origin" : names.get(0);
    names.remove(first);
    names.add(0, first);
    String url = config.getString("remote", first, "url");
    boolean mirror =
        config.getBoolean("remote", first, "mirror", false)
            || List.of(config.getStringList("remote", first, "fetch")).contains("+refs/*:refs/*");
    String address = url == null ? "" : address(repository, url.strip());
    return new RemoteFacts(List.copyOf(names), address, host(address), mirror);
  }

  /**
   * Returns false if the repository fetches only some branches of its remotes, as a clone with
   * {@code --single-branch} or {@code --depth} does.
   */
  public static boolean areAllBranchesFetched(GitRepository repository) {
    Config config = repository.config();
    boolean areSome = false;
    for (String remote : config.getSubsections("remote")) {
      for (String fetched : config.getStringList("remote", remote, "fetch")) {
        if (fetched.contains("refs/heads/*") || fetched.contains("refs/*:")) {
          return true;
        }
        areSome = true;
      }
    }
    return !areSome;
  }

  private static String address(GitRepository repository, String url) {
    try {
      URI uri = new URI(url);
      String user = uri.getRawUserInfo();
      if (user != null && user.contains(":")) {
        return url.replace(user + "@", "");
      }
      if (user != null && "https".equals(uri.getScheme())) {
        // The user name is often a token.
        return url.replace(user + "@", "");
      }
      if (uri.getScheme() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // The address is not a URL: user@host:path, or a local path.
    }
    Path workTree = repository.workTree();
    Path base = workTree == null ? repository.jgit().getCommonDirectory().toPath() : workTree;
    Path path = base.resolve(url).normalize();
    return Files.isDirectory(path) ? path.toAbsolutePath().toString() : url;
  }

  private static String host(String address) {
    String rest = address.replaceFirst("^[a-z+]+://", "");
    boolean isUrl = !rest.equals(address);
    int at = rest.indexOf('@');
    rest = rest.substring(at + 1);
    int end = isUrl ? rest.indexOf('/') : rest.indexOf(':');
    if (rest.startsWith("/") || end < 0) {
      return "";
    }
    return rest.substring(0, end).replaceFirst(":\\d+$", "");
  }
}
