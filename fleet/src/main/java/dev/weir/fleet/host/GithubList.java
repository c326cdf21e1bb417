package dev.weir.fleet.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHMyself;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.PagedIterable;
import org.kohsuke.github.RateLimitChecker;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Lists the repositories of an organisation or a user on GitHub. */
final class GithubList {
  private static final int NOT_FOUND = 404;

  private final Organisation organisation;
  private final Server server;
  private final int pageSize;

  GithubList(Organisation organisation, Server server, int pageSize) {
    this.organisation = organisation;
    this.server = server;
    this.pageSize = pageSize;
  }

  void list(Consumer<HostedRepository> each) throws HostException, InterruptedException {
    try {
      Connector connector = new Connector(server);
      GitHubBuilder builder =
          new GitHubBuilder()
              .withEndpoint(organisation.api().toString())
              .withRateLimitChecker(RateLimitChecker.NONE)
              .withConnector(connector);
      if (server.hasToken()) {
        // The library never gets the token, and must not ask whose it is: an app's belongs to
        // nobody.
        builder.withAppInstallationToken("in Server");
      }
      GitHub client = builder.build();
      for (GHRepository one : repositories(client)) {
        each.accept(
            new HostedRepository(
                one.getFullName(),
                one.getOwnerName(),
                one.getHttpTransportUrl(),
                Objects.requireNonNullElse(one.getDefaultBranch(), ""),
                one.isArchived(),
                one.isFork()));
      }
      if (connector.isMore) {
        // The library takes an empty page for the last one.
        throw new HostException("the server gave an empty page in the middle of the list");
      }
    } catch (IOException | GHException | NullPointerException e) {
      // Without a field that every repository has, the answer is not GitHub's.
      HostException reason = HostException.within(e);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw reason == null ? server.strange() : reason;
    }
  }

  private PagedIterable<GHRepository> repositories(GitHub client) throws IOException {
    String name = organisation.name();
    try {
      return client.getOrganization(name).listRepositories(pageSize);
    } catch (IOException e) {
      HostException reason = HostException.within(e);
      if (reason == null || reason.code() != NOT_FOUND) {
        throw e;
      }
    }
    GHMyself self = server.hasToken() ? self(client) : null;
    return self != null && name.equalsIgnoreCase(self.getLogin())
        ? self.listRepositories(pageSize, GHMyself.RepositoryListFilter.OWNER)
        : client.getUser(name).listRepositories(pageSize);
  }

  /** Returns the user of the token, or null if it is not a user's. */
  private static @Nullable GHMyself self(GitHub client) {
    try {
      return client.getMyself();
    } catch (IOException e) {
      return null;
    }
  }

  /** Sends the library's requests with {@link Server}. */
  private static final class Connector implements GitHubConnector {
    private final Server server;
    private boolean isMore;

    Connector(Server server) {
      this.server = server;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
      try {
        HostAnswer answer = server.get(URI.create(request.url().toString()));
        isMore = answer.header("link").contains("rel=\"next\"");
        return new Response(request, answer);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }

  private static final class Response extends GitHubConnectorResponse {
    private final byte[] body;

    Response(GitHubConnectorRequest request, HostAnswer answer) {
      super(request, answer.code(), answer.headers().map());
      this.body = answer.body();
    }

    @Override
    public InputStream bodyStream() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
