package dev.weir.git;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Links;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/** Makes links to findings on the platform of the repository's remote. */
public final class RemoteLinks implements Links {
  private static final Set<String> OF_COMMITS =
      Set.of(MessagePath.COMMIT, MessagePath.HEADER, MessagePath.NOTE);

  private static final Pattern SSH =
      Pattern.compile("git@([a-zA-Z0-9.-]+):(?:\\d{1,5}/)?([\\w/.-]+?)(?:\\.git)?");

  /** Web platforms for repositories. */
  public enum Platform {
    GITHUB,
    GITLAB,
    AZUREDEVOPS,
    GITEA,
    BITBUCKET,
    NONE,
    UNKNOWN
  }

  private final Platform platform;
  private final String base;
  private final String unknownHost;

  private RemoteLinks(Platform platform, String base, String unknownHost) {
    this.platform = platform;
    this.base = base;
    this.unknownHost = unknownHost;
  }

  /**
   * Returns links for the default remote of a repository.
   *
   * @param wanted the platform that the user named, or {@link Platform#UNKNOWN} to detect it by
   *     host
   */
  public static RemoteLinks of(GitRepository repository, Platform wanted) {
    if (wanted == Platform.NONE) {
      return new RemoteLinks(Platform.NONE, "", "");
    }
    String url = url(repository);
    if (url.isEmpty()) {
      return new RemoteLinks(Platform.NONE, "", "");
    }
    String host = "";
    try {
      URI uri = new URI(url);
      host = uri.getHost() == null ? "" : uri.getHost();
      if (uri.getRawUserInfo() != null) {
        url = url.replaceFirst(Pattern.quote(uri.getRawUserInfo() + "@"), "");
      }
    } catch (URISyntaxException e) {
      return new RemoteLinks(wanted, "", "");
    }
    Platform platform = wanted == Platform.UNKNOWN ? byHost(host) : wanted;
    return new RemoteLinks(platform, url, platform == Platform.UNKNOWN ? host : "");
  }

  private static String url(GitRepository repository) {
    String url = remoteUrl(repository);
    if (url == null) {
      return "";
    }
    Matcher ssh = SSH.matcher(url);
    if (ssh.matches()) {
      url = "https://" + ssh.group(1) + "/" + ssh.group(2);
    }
    return url.endsWith(".git") ? url.substring(0, url.length() - ".git".length()) : url;
  }

  /** Returns the web address of the default remote, without user name and password, or empty. */
  public static String webAddress(GitRepository repository) {
    String url = url(repository);
    try {
      URI uri = new URI(url);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null) {
        return "";
      }
      return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null)
          .toASCIIString();
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static @Nullable String remoteUrl(GitRepository repository) {
    Config config = repository.config();
    String name = null;
    try {
      String branch = repository.jgit().getFullBranch();
      if (branch != null && branch.startsWith(Constants.R_HEADS)) {
        name = config.getString("branch", branch.substring(Constants.R_HEADS.length()), "remote");
      }
    } catch (IOException e) {
      // Without a branch, the only remote or origin is used.
    }
    Set<String> remotes = config.getSubsections("remote");
    if (name == null) {
      name = remotes.size() == 1 ? remotes.iterator().next() : "origin";
    }
    String url = config.getString("remote", name, "url");
    return url == null ? null : insteadOf(config, url.strip());
  }

  private static String insteadOf(Config config, String url) {
    String best = "";
    String replacement = "";
    for (String base : config.getSubsections("url")) {
      for (String prefix : List.of(config.getStringList("url", base, "insteadOf"))) {
        if (url.startsWith(prefix) && prefix.length() > best.length()) {
          best = prefix;
          replacement = base;
        }
      }
    }
    return replacement + url.substring(best.length());
  }

  private static Platform byHost(String host) {
    return switch (host.toLowerCase(Locale.ROOT)) {
      case "github.com" -> Platform.GITHUB;
      case "gitlab.com" -> Platform.GITLAB;
      case "dev.azure.com", "visualstudio.com" -> Platform.AZUREDEVOPS;
      case "gitea.com", "code.forgejo.org", "codeberg.org" -> Platform.GITEA;
      case "bitbucket.org" -> Platform.BITBUCKET;
      default -> Platform.UNKNOWN;
    };
  }

  /** Returns the host of the remote if its platform is unknown, or an empty text. */
  public String unknownHost() {
    return unknownHost;
  }

  @Override
  public String linkTo(Finding finding) {
    if (platform == Platform.NONE || platform == Platform.UNKNOWN || finding.sha().isEmpty()) {
      return "";
    }
    if (finding.path().equals(MessagePath.TAG)) {
      return "";
    }
    if (OF_COMMITS.contains(finding.path())) {
      return base + (platform == Platform.BITBUCKET ? "/commits/" : "/commit/") + finding.sha();
    }
    int inner = finding.path().indexOf('!');
    String path = inner < 0 ? finding.path() : finding.path().substring(0, inner);
    path = path.replace("%", "%25").replace(" ", "%20");
    String link = place(finding.sha(), path);
    return inner < 0 ? link + lines(finding, path) : link;
  }

  private String place(String sha, String path) {
    return switch (platform) {
      case AZUREDEVOPS -> base + "/commit/" + sha + "?path=/" + path;
      case GITEA -> base + "/src/commit/" + sha + "/" + path;
      case BITBUCKET -> base + "/src/" + sha + "/" + path;
      default -> base + "/blob/" + sha + "/" + path;
    };
  }

  private String lines(Finding finding, String path) {
    int start = finding.location().startLine();
    int end = finding.location().endLine();
    String lower = path.toLowerCase(Locale.ROOT);
    boolean rendered = lower.endsWith(".md") || lower.endsWith(".ipynb");
    return switch (platform) {
      case GITHUB -> (rendered ? "?plain=1" : "") + span("#L", start, "-L", end);
      case GITLAB -> span("#L", start, "-", end);
      case AZUREDEVOPS ->
          span("&line=", start, "&lineEnd=", end)
              + "&lineStartColumn=1&lineEndColumn=10000000&type=2&lineStyle=plain&_a=files";
      case GITEA -> (rendered ? "?display=source" : "") + span("#L", start, "-L", end);
      case BITBUCKET -> span("#lines-", start, ":", end);
      default -> "";
    };
  }

  private static String span(String first, int start, String second, int end) {
    return (start == 0 ? "" : first + start) + (end == start ? "" : second + end);
  }
}
