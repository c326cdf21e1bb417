package dev.weir.fleet.host;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An organisation on a server, as in {@code github:acme}.
 *
 * @param name the name on the server; for GitLab the path of a group, such as {@code acme/tools}
 * @param api the address of the server's API for GitHub and Gitea with its path, for GitLab without
 */
public record Organisation(HostKind kind, String name, URI api) {
  private static final Pattern NAME =
      Pattern.compile("[\\w.-]+(/[\\w.-]+)*", Pattern.UNICODE_CHARACTER_CLASS);

  /**
   * Returns the organisation that a word names, or null if it names none.
   *
   * @param api the address of the API, or empty for that of the public server
   * @throws HostException if the name or the address is wrong
   */
  public static @Nullable Organisation parse(String word, String api) throws HostException {
    for (HostKind kind : HostKind.values()) {
      String start = kind.word() + ":";
      if (word.startsWith(start)) {
        String name = word.substring(start.length());
        if (!NAME.matcher(name).matches() || List.of(name.split("/")).contains("..")) {
          throw new HostException(
              "after " + start + " there must be the name of one " + kind.group());
        }
        return new Organisation(kind, name, address(kind, api.isEmpty() ? kind.api() : api));
      }
    }
    return null;
  }

  private static URI address(HostKind kind, String api) throws HostException {
    try {
      URI uri = new URI(kind.complete(api.replaceAll("/+$", "")));
      boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean isPlain =
          uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (isWeb && uri.getHost() != null && isPlain) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The address may hold a password, so that it is not shown.
    }
    throw new HostException(
        "--api must be an address such as https://git.example.com, without user and password");
  }

  /** Returns how the user wrote it, such as {@code github:acme}. */
  @Override
  public String toString() {
    return kind.word() + ":" + name;
  }
}
