package dev.weir.fleet.host;

import java.util.Locale;

/** The kinds of servers that can be asked for the repositories of an organisation. */
public enum HostKind {
  GITHUB("GitHub", "organisation", "GITHUB_TOKEN", "https://api.github.com", "x-access-token"),
  GITLAB("GitLab", "group", "GITLAB_TOKEN", "https://gitlab.com", "oauth2"),
  GITEA("Gitea", "organisation", "GITEA_TOKEN", "https://gitea.com", "x-access-token");

  private final String shown;
  private final String group;
  private final String variable;
  private final String api;
  private final String gitUser;

  HostKind(String shown, String group, String variable, String api, String gitUser) {
    this.shown = shown;
    this.group = group;
    this.variable = variable;
    this.api = api;
    this.gitUser = gitUser;
  }

  /** Returns the word before the colon in {@code github:ORG}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name for people. */
  String shown() {
    return shown;
  }

  /** Returns the server's own word for an organisation. */
  String group() {
    return group;
  }

  /** Returns the environment variable that holds the token. */
  public String variable() {
    return variable;
  }

  /** Returns the address of the API of the public server. */
  String api() {
    return api;
  }

  /**
   * Returns the address as the client of this kind needs it: with the path of the API for GitHub
   * and Gitea, and without it for GitLab.
   *
   * @param address of the server or of its API, without a slash at its end
   */
  String complete(String address) {
    return switch (this) {
      case GITHUB ->
          address.matches("https?://(api\\.[^/]*|[^/]*/.*)") ? address : address + "/api/v3";
      case GITLAB -> without("/api/v4", address);
      case GITEA -> without("/api/v1", address) + "/api/v1";
    };
  }

  private static String without(String end, String address) {
    return address.endsWith(end) ? address.substring(0, address.length() - end.length()) : address;
  }

  /** Returns the name of the user with which git sends a token. */
  String gitUser() {
    return gitUser;
  }
}
