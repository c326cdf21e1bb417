package dev.weir.fleet.repository;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a repository on a server, by a protocol that only transfers objects: {@code
 * https://}, {@code http://}, {@code ssh://} or {@code user@host:path}.
 *
 * @param text as git gets it
 * @param host the name of the server, with the port if there is one
 * @param path the path on the server, without {@code .git}
 */
record RemoteAddress(String text, String host, String path) {
  private static final Set<String> PROTOCOLS = Set.of("https", "http", "ssh");
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//|:).*", Pattern.DOTALL);
  private static final Pattern SHORT_SSH =
      Pattern.compile("([A-Za-z0-9._][A-Za-z0-9._-]*@)([A-Za-z0-9][A-Za-z0-9.-]*):(?!/?/)(\\S+)");
  private static final Pattern PLAIN = Pattern.compile("[!-~]+");

  /**
   * Returns the address that a text is, or null if it is the path of a folder.
   *
   * @throws IOException if git must not be given the address; the message does not repeat it
   */
  static @Nullable RemoteAddress parse(String text) throws IOException {
    Matcher scp = SHORT_SSH.matcher(text);
    if (scp.matches()) {
      return new RemoteAddress(text, scp.group(2).toLowerCase(Locale.ROOT), path(scp.group(3)));
    }
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      return null;
    }
    String protocol = scheme.group(1).toLowerCase(Locale.ROOT);
    if (protocol.equals("file")) {
      throw new IOException("weir reads local repositories in place: write the path, not file://");
    }
    if (!PROTOCOLS.contains(protocol) || !scheme.group(2).equals("//")) {
      throw new IOException("the protocol must be https, http or ssh");
    }
    return parse(protocol, text);
  }

  private static RemoteAddress parse(String protocol, String text) throws IOException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IOException("this is no address of a repository");
    }
    String user = uri.getRawUserInfo();
    if (user != null && (!protocol.equals("ssh") || user.contains(":") || user.startsWith("-"))) {
      throw new IOException(
          "the address holds a user or a password: leave it out, and set GITHUB_TOKEN,"
              + " GITLAB_TOKEN or GITEA_TOKEN");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IOException("the address must end with the path of the repository");
    }
    String host = uri.getHost();
    String path = path(uri.getRawPath());
    if (host == null || host.startsWith("-") || path.isEmpty() || !PLAIN.matcher(text).matches()) {
      throw new IOException("this is no address of a repository");
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new RemoteAddress(text, host.toLowerCase(Locale.ROOT) + port, path);
  }

  private static String path(String path) {
    String bare = path.replaceAll("^/+|/+$", "");
    return bare.endsWith(".git") ? bare.substring(0, bare.length() - ".git".length()) : bare;
  }

  /** Returns the address for git's token, or null for ssh, which has keys instead. */
  @Nullable URI web() {
    return text.startsWith("http") ? URI.create(text) : null;
  }

  /** Returns a text that is equal for all spellings of the address. */
  String key() {
    return host + "/" + path;
  }
}
