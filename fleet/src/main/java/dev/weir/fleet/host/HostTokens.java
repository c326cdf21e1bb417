package dev.weir.fleet.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a run, and to which servers each may be sent: {@code GITHUB_TOKEN} to github.com,
 * {@code GITLAB_TOKEN} to gitlab.com and {@code GITEA_TOKEN} to gitea.com, or to the server that
 * {@code --api} names.
 */
public final class HostTokens implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No tokens. */
  public static final HostTokens NONE = new HostTokens(Map.of());

  private final HashMap<String, Token> tokens;

  private record Token(HostKind kind, String text) implements Serializable {
    String base64() {
      return Base64.getEncoder().encodeToString((kind.gitUser() + ":" + text).getBytes(UTF_8));
    }

    @Override
    public String toString() {
      return "a token for " + kind.shown();
    }
  }

  private HostTokens(Map<String, Token> tokens) {
    this.tokens = new HashMap<>(tokens);
  }

  /**
   * Returns the tokens of the environment.
   *
   * @param variables the environment's variables
   * @param arguments the words of the command line that name what to list
   * @param api the address of the API, or empty
   */
  public static HostTokens of(Map<String, String> variables, List<String> arguments, String api) {
    Map<String, Token> tokens = new HashMap<>();
    for (HostKind kind : HostKind.values()) {
      String text = variables.getOrDefault(kind.variable(), "").strip();
      if (!text.isEmpty()) {
        Token token = new Token(kind, text);
        add(URI.create(kind.api()), token, tokens);
        for (String argument : arguments) {
          add(argument, api, token, tokens);
        }
      }
    }
    return new HostTokens(tokens);
  }

  private static void add(String argument, String api, Token token, Map<String, Token> tokens) {
    try {
      Organisation organisation = Organisation.parse(argument, api);
      if (organisation != null && organisation.kind() == token.kind) {
        add(organisation.api(), token, tokens);
      }
    } catch (HostException e) {
      // Listing it says what is wrong.
    }
  }

  private static void add(URI api, Token token, Map<String, Token> tokens) {
    String server = server(api);
    tokens.put(server, token);
    if (server.startsWith("api.")) {
      tokens.put(server.substring("api.".length()), token);
    }
  }

  /** Returns the token for a server, or null if there is none. */
  public @Nullable String token(URI address) {
    Token token = of(address);
    return token == null ? null : token.text;
  }

  /** Returns the value of the header Authorization for git, or null if there is no token. */
  public @Nullable String authorization(URI address) {
    Token token = of(address);
    return token == null ? null : "Basic " + token.base64();
  }

  private @Nullable Token of(URI address) {
    return isSafe(address) ? tokens.get(server(address)) : null;
  }

  /** Returns true if nobody on the way can read what is sent. */
  static boolean isSafe(URI address) {
    String host = address.getHost();
    return host != null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && isThisMachine(host)));
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  private static String server(URI address) {
    int port = address.getPort();
    boolean isUsual = port < 0 || (port == 443 && "https".equals(address.getScheme()));
    String host = address.getHost().toLowerCase(Locale.ROOT);
    return isUsual ? host : host + ":" + port;
  }

  /** Returns the text with each token in it replaced, for what others wrote. */
  public String hidden(String text) {
    String result = text;
    for (Token token : tokens.values()) {
      result = result.replace(token.text, "***").replace(token.base64(), "***");
    }
    return result;
  }

  /** Compares tokens, because a copy that came from another machine has the same meaning. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostTokens given && tokens.equals(given.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return tokens.isEmpty() ? "no tokens" : "tokens for " + tokens.size() + " servers";
  }
}
