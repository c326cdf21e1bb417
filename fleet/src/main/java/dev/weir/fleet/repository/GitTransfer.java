package dev.weir.fleet.repository;

import dev.weir.core.text.ForeignText;
import dev.weir.fleet.host.HostTokens;
import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Transfers objects and references from one address with git. The token is in git's environment,
 * where other users do not see it, and never in an argument, an address or a file.
 */
final class GitTransfer {
  private static final String ALL_REFERENCES = "+refs/*:refs/*";
  private static final String HEAD_LINE = "ref: refs/heads/";
  private static final int MOST_SHOWN = 300;

  private static final List<String> DAMAGE =
      List.of(
          ".lock': File exists",
          "not a git repository",
          "bad object",
          "corrupt",
          "missing necessary objects",
          "did not send all necessary objects",
          "inflate",
          "unable to read");

  private final RemoteAddress address;
  private final HostTokens tokens;
  private final Map<String, String> variables;
  private final Duration limit;
  private final boolean hasToken;

  /**
   * @param variables the environment's variables
   * @param limit how long git may take for each step
   */
  GitTransfer(
      RemoteAddress address, HostTokens tokens, Map<String, String> variables, Duration limit) {
    this.address = address;
    this.tokens = tokens;
    this.limit = limit;
    this.variables = new HashMap<>(variables);
    this.variables.keySet().removeIf(name -> name.startsWith("GIT_CONFIG_"));
    URI web = address.web();
    String authorization = web == null ? null : tokens.authorization(web);
    this.hasToken = authorization != null;
    if (web != null && authorization != null) {
      this.variables.put("GIT_CONFIG_COUNT", "2");
      this.variables.put("GIT_CONFIG_KEY_0", "http." + server(web) + ".extraHeader");
      this.variables.put("GIT_CONFIG_VALUE_0", "Authorization: " + authorization);
      // git would send the header to the place that it is sent on to.
      this.variables.put("GIT_CONFIG_KEY_1", "http.followRedirects");
      this.variables.put("GIT_CONFIG_VALUE_1", "false");
    }
  }

  private static String server(URI web) {
    return web.getScheme() + "://" + web.getRawAuthority() + "/";
  }

  /** Makes a mirror in a folder that does not exist. */
  void makeMirror(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    run(
        parent == null ? folder : parent,
        List.of(
            "clone",
            "--quiet",
            "--mirror",
            "--template=",
            "--no-recurse-submodules",
            "--",
            address.text(),
            folder.toString()));
  }

  /**
   * Makes the references of a mirror those of the server.
   *
   * @throws DamagedException if the mirror must be made anew
   */
  void refresh(Path mirror) throws IOException {
    run(
        mirror,
        List.of(
            "--git-dir=.",
            "fetch",
            "--quiet",
            "--prune",
            "--force",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            "--",
            address.text(),
            ALL_REFERENCES));
  }

  /** Makes the default branch of a mirror that of the server. */
  void refreshHead(Path mirror) throws IOException {
    String answer =
        run(mirror, List.of("--git-dir=.", "ls-remote", "--symref", "--", address.text(), "HEAD"));
    for (String line : answer.split("\n", -1)) {
      int end = line.indexOf('\t');
      if (line.startsWith(HEAD_LINE) && end > 0) {
        String name = line.substring("ref: ".length(), end);
        run(mirror, List.of("--git-dir=.", "symbolic-ref", "HEAD", name));
      }
    }
  }

  /** Makes few packs of many, without dropping anything. */
  void combinePacks(Path mirror) throws IOException {
    run(mirror, List.of("--git-dir=.", "repack", "-q", "-d", "--geometric=2"));
  }

  private String run(Path folder, List<String> words) throws IOException {
    GitProcess.Answer answer =
        GitProcess.ask(GitPolicy.FETCH_OBJECTS, words, folder, variables, limit);
    if (answer.code() == 0) {
      return answer.text();
    }
    String errors = answer.errors();
    if (DAMAGE.stream().anyMatch(errors::contains)) {
      throw new DamagedException(reason(errors));
    }
    throw new IOException(reason(errors));
  }

  /** The mirror cannot be used any more. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  private String reason(String errors) {
    if (errors.contains("could not read Username") || errors.contains("could not read Password")) {
      return hasToken
          ? "the server does not accept the token"
          : "the server asks for a token: set GITHUB_TOKEN, GITLAB_TOKEN or GITEA_TOKEN";
    }
    if (errors.contains("Authentication failed") || errors.contains("error: 403")) {
      return hasToken ? "the server does not accept the token" : "the server refuses access";
    }
    if (errors.contains("not found") || errors.contains("error: 404")) {
      return "there is no such repository on the server"
          + (hasToken ? ", or the token may not see it" : "");
    }
    if (errors.contains("error: 301") || errors.contains("error: 302")) {
      return "the repository has another address now, to which weir does not send the token";
    }
    List<String> lines = new ArrayList<>(List.of(errors.split("\n")));
    lines.removeIf(line -> line.isBlank() || line.startsWith("Cloning into"));
    String last = lines.isEmpty() ? "for an unknown reason" : lines.get(0);
    for (String line : lines) {
      if (line.startsWith("fatal: ")) {
        last = line.substring("fatal: ".length());
        break;
      }
    }
    String shown = ForeignText.line(tokens.hidden(last));
    return "git cannot fetch it: "
        + (shown.length() <= MOST_SHOWN ? shown : shown.substring(0, MOST_SHOWN) + "…");
  }
}
