package dev.weir.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on this machine that replaces any provider: it gives one answer and records the
 * requests.
 */
public final class Provider implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String body = "{}";
  private volatile Map<String, String> headers = Map.of();
  private volatile long delayMillis;

  /**
   * A request that arrived.
   *
   * @param line method, host and address
   */
  public record Request(String line, Map<String, List<String>> headers, String body) {}

  public Provider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod() + " " + exchange.getRequestURI().toString().substring(1),
            Map.copyOf(exchange.getRequestHeaders()),
            text));
    try {
      Thread.sleep(delayMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] answer = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    if (answer.length > 0) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  public void answers(int newStatus, String newBody) {
    status = newStatus;
    body = newBody;
  }

  public void answersWith(Map<String, String> newHeaders) {
    headers = newHeaders;
  }

  public void delays(long millis) {
    delayMillis = millis;
  }

  public List<Request> requests() {
    return requests;
  }

  /** Returns the address without a slash at its end. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the text of a file that redirects these hosts to this server. */
  public String endpoints(Iterable<String> hosts) {
    StringBuilder text = new StringBuilder("[endpoints]\n");
    for (String host : hosts) {
      text.append('"').append(host).append("\" = \"");
      text.append(address()).append('/').append(host).append("\"\n");
    }
    return text.toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
