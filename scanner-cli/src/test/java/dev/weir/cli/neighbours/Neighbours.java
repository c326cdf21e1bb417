package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RequiredProgram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the real programs of {@code .ci/neighbours}. A missing program skips a test by name. */
final class Neighbours implements AutoCloseable {
  private static final Path PROGRAMS =
      Path.of("../.tools/neighbours/bin").toAbsolutePath().normalize();
  private static final long PATIENCE_SECONDS = 40;

  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private final List<Process> servers = new ArrayList<>();

  Neighbours(Path folder) {
    this.folder = folder;
    variables.put("HOME", folder.toString());
    variables.put("PATH", PROGRAMS + ":" + System.getenv("PATH"));
  }

  static void require(String... programs) {
    for (String program : programs) {
      RequiredProgram.find(program, PROGRAMS);
    }
  }

  Map<String, String> variables() {
    return variables;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Starts OpenBao with a version 2 store at secret/ and a version 1 store at old/. */
  void openBao() throws Exception {
    int port = freePort();
    variables.put("VAULT_ADDR", "http://127.0.0.1:" + port);
    variables.put("VAULT_TOKEN", "root");
    start(
        port,
        "bao",
        "server",
        "-dev",
        "-dev-root-token-id=root",
        "-dev-no-store-token",
        "-dev-listen-address=127.0.0.1:" + port);
    run("until bao secrets list >/dev/null 2>&1; do sleep 0.2; done");
    run("bao secrets enable -path=old -version=1 kv");
  }

  /** Starts moto, a server that simulates AWS. */
  void aws() throws Exception {
    int port = freePort();
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port);
    variables.put("AWS_DEFAULT_REGION", "eu-central-1");
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_ACCESS_KEY_ID", "testing");
    variables.put("AWS_SECRET_ACCESS_KEY", "testing");
    start(port, "moto_server", "-H", "127.0.0.1", "-p", "" + port);
  }

  private void start(int port, String program, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(RequiredProgram.find(program, PROGRAMS).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(program + ".log").toFile());
    builder.environment().putAll(variables);
    Process server = builder.start();
    servers.add(server);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers(port)) {
      assertThat(server.isAlive()).as("%s runs", program).isTrue();
      assertThat(System.nanoTime()).as("%s answers in time", program).isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs a script with these programs on the path and returns its output. */
  String run(String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-ec", script).directory(folder.toFile());
    builder.environment().putAll(variables);
    Path errors = folder.resolve("errors.txt");
    Process process = builder.redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(script + "\n" + Files.readString(errors)).isZero();
    return out;
  }

  @Override
  public void close() {
    servers.forEach(Process::destroy);
  }
}
