package dev.weir.fleet.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Serves the repositories of a folder to git, on the loopback address. */
final class FakeGitServer implements AutoCloseable {
  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile @Nullable String wanted;
  private volatile @Nullable String redirect;
  private volatile @Nullable CountDownLatch asked;
  private volatile @Nullable CountDownLatch released;

  FakeGitServer(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address(String name) {
    return base() + "/" + name + ".git";
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers only with this header Authorization. */
  void wants(String authorization) {
    wanted = authorization;
  }

  void redirectsTo(String base) {
    redirect = base;
  }

  /** Makes requests wait; returns the latch that counts down when there is one. */
  CountDownLatch waits() {
    asked = new CountDownLatch(1);
    released = new CountDownLatch(1);
    return asked;
  }

  void goesOn() {
    CountDownLatch latch = released;
    released = null;
    if (latch != null) {
      latch.countDown();
    }
  }

  /** The headers Authorization of all requests, empty where there was none. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      authorizations.add(given == null ? "" : given);
      await();
      String path = exchange.getRequestURI().getPath();
      if (redirect != null) {
        exchange.getResponseHeaders().add("Location", redirect + exchange.getRequestURI());
        exchange.sendResponseHeaders(301, -1);
      } else if (wanted != null && !wanted.equals(given)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
        exchange.sendResponseHeaders(401, -1);
      } else {
        serve(exchange, path);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() throws InterruptedException {
    CountDownLatch came = asked;
    CountDownLatch latch = released;
    if (came != null && latch != null) {
      came.countDown();
      latch.await();
    }
  }

  private void serve(HttpExchange exchange, String path) throws IOException {
    String name = path.replaceAll("^/|/(info/refs|git-upload-pack)$", "");
    Path git = folder.resolve(name);
    if (!Files.isDirectory(git)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Repository repository = new FileRepository(git.toFile())) {
      UploadPack pack = new UploadPack(repository);
      pack.setBiDirectionalPipe(false);
      if (path.endsWith("/info/refs")) {
        PacketLineOut lines = new PacketLineOut(out);
        lines.writeString("# service=git-upload-pack\n");
        lines.end();
        pack.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(lines));
        send(exchange, "advertisement", out);
      } else {
        pack.upload(body(exchange), out, null);
        send(exchange, "result", out);
      }
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return isZipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static void send(HttpExchange exchange, String kind, ByteArrayOutputStream out)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-" + kind);
    exchange.sendResponseHeaders(200, out.size());
    out.writeTo(exchange.getResponseBody());
  }

  /** Answers every request without an end. */
  static HttpServer endless() throws IOException {
    HttpServer endless =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endless.setExecutor(Executors.newCachedThreadPool());
    endless.createContext(
        "/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("Content-Type", "application/x-git-upload-pack-advertisement");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("001e# service=git-upload-pack\n0000".getBytes(UTF_8));
          while (true) {
            String line = "0".repeat(40) + " refs/heads/" + System.nanoTime() + "\n";
            exchange
                .getResponseBody()
                .write(String.format("%04x%s", line.length() + 4, line).getBytes(UTF_8));
          }
        });
    endless.start();
    return endless;
  }

  @Override
  public void close() {
    goesOn();
    server.stop(0);
    threads.shutdownNow();
  }
}
