package dev.weir.fleet.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Lists the repositories of an organisation or a user on Gitea or Forgejo. */
final class GiteaList {
  private static final int NOT_FOUND = 404;

  private final Organisation organisation;
  private final Server server;
  private final int pageSize;
  private final Set<String> names = new HashSet<>();

  GiteaList(Organisation organisation, Server server, int pageSize) {
    this.organisation = organisation;
    this.server = server;
    this.pageSize = pageSize;
  }

  void list(Consumer<HostedRepository> each) throws HostException, InterruptedException {
    try {
      list("orgs", each);
    } catch (HostException e) {
      if (e.code() != NOT_FOUND || !names.isEmpty()) {
        throw e;
      }
      list("users", each);
    }
  }

  /**
   * Reads pages until one is empty. The header Link is wrong if the server gives fewer entries for
   * a page than it was asked for, so that it does not say which page is the last.
   */
  private void list(String kind, Consumer<HostedRepository> each)
      throws HostException, InterruptedException {
    String start = organisation.api() + "/" + kind + "/" + organisation.name() + "/repos?limit=";
    for (int page = 1; ; page++) {
      HostAnswer answer = server.get(URI.create(start + pageSize + "&page=" + page));
      JsonNode repositories = array(answer);
      int before = names.size();
      for (JsonNode one : repositories) {
        HostedRepository repository = repository(one);
        if (names.add(repository.name())) {
          each.accept(repository);
        }
      }
      String total = answer.header("x-total-count");
      boolean isLast = repositories.isEmpty() || total.equals(Integer.toString(names.size()));
      if (isLast && total.matches("\\d{1,9}") && names.size() < Integer.parseInt(total)) {
        throw new HostException(
            "the server says that there are " + total + " repositories: start weir again");
      }
      if (isLast) {
        return;
      }
      if (names.size() == before) {
        throw new HostException("the server gives the same page again and again");
      }
    }
  }

  private JsonNode array(HostAnswer answer) throws HostException {
    try {
      JsonNode node = new ObjectMapper().readTree(answer.body());
      if (node.isArray()) {
        return node;
      }
    } catch (IOException e) {
      // It is not JSON.
    }
    throw server.strange();
  }

  private HostedRepository repository(JsonNode node) throws HostException {
    String name = node.path("full_name").asText("");
    String address = node.path("clone_url").asText("");
    if (name.isEmpty() || address.isEmpty()) {
      throw server.strange();
    }
    return new HostedRepository(
        name,
        node.path("owner").path("login").asText(""),
        address,
        node.path("default_branch").asText(""),
        node.path("archived").asBoolean(),
        node.path("fork").asBoolean());
  }
}
