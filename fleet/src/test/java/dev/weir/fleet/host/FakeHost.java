package dev.weir.fleet.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback address that answers as GitHub, GitLab and Gitea answer when they list
 * repositories. Some of its answers can be replaced.
 */
final class FakeHost implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<@Nullable String> tokens = Collections.synchronizedList(new ArrayList<>());
  private final Map<Integer, Reply> replies = new HashMap<>();
  private final List<String> names;
  private final int mostPerPage;
  private boolean isUser;

  /** What the server does instead of an ordinary answer. */
  interface Reply {
    void write(HttpExchange exchange) throws IOException;
  }

  /**
   * @param names the names of the repositories of {@code acme}; those that start with {@code old-}
   *     are archived, and those that start with {@code fork-} are forks
   */
  FakeHost(int mostPerPage, List<String> names) throws IOException {
    this.names = List.copyOf(names);
    this.mostPerPage = mostPerPage;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Makes {@code acme} a user, not an organisation. */
  FakeHost withUser() {
    isUser = true;
    return this;
  }

  /** Replaces an answer, counted from 0. */
  FakeHost with(int request, Reply reply) {
    replies.put(request, reply);
    return this;
  }

  /** Replaces all answers from one on. */
  FakeHost from(int request, Reply reply) {
    for (int i = request; i < request + 200; i++) {
      replies.put(i, reply);
    }
    return this;
  }

  static Reply status(int code, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      send(exchange, code, body);
    };
  }

  /** An answer that does not end. */
  static Reply endless(String start, String more) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(start.getBytes(UTF_8));
        byte[] block = more.repeat(10_000).getBytes(UTF_8);
        while (true) {
          out.write(block);
        }
      }
    };
  }

  /** Says that there is more than is sent. */
  static Reply cutOff() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write('[');
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** The paths and queries that were asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The headers Authorization, null where there was none. */
  List<@Nullable String> tokens() {
    return new ArrayList<>(tokens);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int number;
      synchronized (requests) {
        number = requests.size();
        requests.add(exchange.getRequestURI().toString());
        tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
      }
      Reply reply = replies.get(number);
      if (reply != null) {
        reply.write(exchange);
      } else {
        ordinary(exchange);
      }
    }
  }

  private void ordinary(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String kind = isUser ? "users" : "orgs";
    switch (path) {
      case "/api/v3/orgs/acme", "/api/v3/users/acme" -> {
        boolean isThere = path.contains(kind) || path.contains("users");
        send(
            exchange,
            isThere ? 200 : 404,
            isThere ? "{\"login\":\"acme\",\"id\":1}" : "{\"message\":\"Not Found\"}");
      }
      case "/api/v3/user" -> send(exchange, 403, "{\"message\":\"not for apps\"}");
      case "/api/v3/orgs/acme/repos", "/api/v3/users/acme/repos" ->
          page(exchange, "per_page", this::github);
      case "/api/v1/orgs/acme/repos", "/api/v1/users/acme/repos" -> {
        if (path.contains(kind)) {
          page(exchange, "limit", this::gitea);
        } else {
          send(exchange, 404, "{\"message\":\"GetOrgByName\"}");
        }
      }
      case "/api/v4/groups/acme/projects", "/api/v4/users/acme/projects" -> {
        if (path.contains(isUser ? "users" : "groups")) {
          page(exchange, "per_page", this::gitlab);
        } else {
          send(exchange, 404, "{\"message\":\"404 Group Not Found\"}");
        }
      }
      default -> send(exchange, 404, "{\"message\":\"Not Found\"}");
    }
  }

  /** Writes a repository as a server does. */
  private interface Writer {
    String write(String name, int id);
  }

  private void page(HttpExchange exchange, String sizeName, Writer writer) throws IOException {
    URI uri = exchange.getRequestURI();
    int asked = number(uri, sizeName, 30);
    int size = Math.min(asked, mostPerPage);
    int page = number(uri, "page", 1);
    int from = Math.min(names.size(), (page - 1) * size);
    int to = Math.min(names.size(), from + size);
    List<String> some = new ArrayList<>();
    for (int i = from; i < to; i++) {
      some.add(writer.write(names.get(i), i + 1));
    }
    Headers headers = exchange.getResponseHeaders();
    // Gitea reckons with the size that was asked for, so that this link is missing too early.
    boolean isMore = sizeName.equals("limit") ? page * asked < names.size() : to < names.size();
    if (isMore) {
      String rest = uri.getQuery().replaceAll("(^|&)page=\\d+", "") + "&page=" + (page + 1);
      headers.add("Link", "<" + address() + uri.getPath() + "?" + rest + ">; rel=\"next\"");
      headers.add("X-Next-Page", Integer.toString(page + 1));
    } else {
      headers.add("X-Next-Page", "");
    }
    if (sizeName.equals("limit")) {
      headers.add("X-Total-Count", Integer.toString(names.size()));
    }
    headers.add("X-Per-Page", Integer.toString(size));
    headers.add("X-Page", Integer.toString(page));
    send(exchange, 200, some.stream().collect(Collectors.joining(",", "[", "]")));
  }

  private static int number(URI uri, String name, int initial) {
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    for (String pair : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return Integer.parseInt(pair.substring(name.length() + 1));
      }
    }
    return initial;
  }

  private String github(String name, int id) {
    return """
        {"id":%d,"name":"%s","full_name":"acme/%s","owner":{"login":"acme","id":1},\
        "private":false,"fork":%s,"archived":%s,"clone_url":"%s/acme/%s.git",\
        "default_branch":"main","size":1}"""
        .formatted(id, name, name, isFork(name), isOld(name), address(), name);
  }

  private String gitlab(String name, int id) {
    return """
        {"id":%d,"name":"%s","path_with_namespace":"acme/%s",\
        "namespace":{"id":1,"full_path":"acme"},"archived":%s,"http_url_to_repo":"%s/acme/%s.git",\
        "default_branch":"main","new_field":{"a":[1]}%s}"""
        .formatted(
            id,
            name,
            name,
            isOld(name),
            address(),
            name,
            isFork(name) ? ",\"forked_from_project\":{\"id\":99}" : "");
  }

  private String gitea(String name, int id) {
    return github(name, id);
  }

  private static boolean isOld(String name) {
    return name.startsWith("old-");
  }

  private static boolean isFork(String name) {
    return name.startsWith("fork-");
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
