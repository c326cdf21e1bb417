package dev.weir.known.aws;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests {@code --known-from} of the whole program with both modules, in a separate process, against
 * OpenBao and moto.
 */
class KnownFromTest {
  private static final Path PROGRAMS =
      Path.of("../../.tools/neighbours/bin").toAbsolutePath().normalize();
  private static final String OLD = "first-Value-of-7391!";
  private static final String NEW = "second-Value-of-8462!";

  @TempDir Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private Process server;

  @BeforeEach
  void files() throws Exception {
    variables.put("HOME", folder.resolve("home").toString());
    variables.put("PATH", PROGRAMS + ":" + System.getenv("PATH"));
    Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(folder.resolve("repo"));
    Files.writeString(folder.resolve("repo/old.txt"), "a " + OLD + " b\n");
    Files.writeString(folder.resolve("repo/new.txt"), "a " + NEW + " b\n");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.destroy();
    }
  }

  private static void require(String... programs) {
    for (String program : programs) {
      RequiredProgram.find(program, PROGRAMS);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void start(int port, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("server.log").toFile());
    builder.environment().putAll(variables);
    server = builder.start();
    for (int i = 0; i < 400; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError(command[0] + " does not answer");
  }

  /** The output of a process, and its exit code. */
  private record Output(int code, String text) {}

  private Output run(Path in, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
    builder.environment().putAll(variables);
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Output(process.waitFor(), text);
  }

  private void sh(String script) throws Exception {
    Output output = run(folder, List.of("sh", "-ec", script));
    assertThat(output.code()).as(output.text()).isZero();
  }

  private Output weir(String place) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weir.cli.Main"));
    command.addAll(List.of("dir", "-v", "--known-from", place, "."));
    Output output = run(folder.resolve("repo"), command);
    assertThat(output.text()).doesNotContain(OLD).doesNotContain(NEW).doesNotContain("testing-key");
    try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
      assertThat(files.filter(Files::isRegularFile)).as("nothing is stored").isEmpty();
    }
    return output;
  }

  private void expectBoth(String place, String newest, String older) throws Exception {
    Output output = weir(place);
    assertThat(output.code()).as(output.text()).isEqualTo(1);
    assertThat(output.text())
        .contains(newest)
        .contains(older)
        .contains("old.txt")
        .contains("new.txt");
  }

  private void expectFailure(String place, String message) throws Exception {
    Output output = weir(place);
    assertThat(output.code()).as(output.text()).isEqualTo(2);
    assertThat(output.text()).contains(message);
  }

  @Test
  void vault() throws Exception {
    require("bao");
    int port = freePort();
    variables.put("VAULT_ADDR", "http://127.0.0.1:" + port);
    variables.put("VAULT_TOKEN", "root");
    start(
        port,
        RequiredProgram.find("bao", PROGRAMS).toString(),
        "server",
        "-dev",
        "-dev-root-token-id=root",
        "-dev-no-store-token",
        "-dev-listen-address=127.0.0.1:" + port);
    sh("for i in 1 2 3 4 5 6 7 8 9; do bao secrets list >/dev/null 2>&1 && break; sleep 1; done");
    sh(
        "bao kv put secret/myapp/db password='"
            + OLD
            + "'; bao kv put secret/myapp/db password='"
            + NEW
            + "'");
    sh(
        "bao secrets enable -path=old -version=1 kv; bao kv put old/one/a k='"
            + OLD
            + "'; bao kv put old/one/b k='"
            + NEW
            + "'");
    expectBoth(
        "vault:secret/", "vault:secret/myapp/db#password", "vault:secret/myapp/db@1#password");
    expectBoth("vault:old/", "vault:old/one/b#k", "vault:old/one/a#k");
    expectFailure("vault:secret/nothing", "no such secret");
    oddNames();
    expectBoth("vault:secret/odd/", "vault:secret/odd/x?y#z#k", "vault:secret/odd/per%2fc#k");
    expectBoth("vault:old/odd/", "vault:old/odd/x?y#z#k", "vault:old/odd/per%2fc#k");
    leastRights();
    variables.put("VAULT_TOKEN", "testing-key");
    expectFailure("vault:secret/myapp/db", "status 403");
    variables.put("VAULT_ADDR", "http://127.0.0.1:1");
    expectFailure("vault:secret/myapp/db", "cannot be reached");
  }

  /** Stores secrets whose names must be escaped in addresses. */
  private void oddNames() throws Exception {
    sh(
        """
        python3 - <<'END'
        import json, os, urllib.parse, urllib.request
        values = {'x?y#z': '@NEW@', 'per%2fc': '@OLD@', 'with space': 'x', '50%off': '@OLD@', 'a+b&c': 'x'}
        for name, value in values.items():
            quoted = urllib.parse.quote(name, safe='')
            for path, data in (('secret/data', {'data': {'k': value}}), ('old', {'k': value})):
                urllib.request.urlopen(urllib.request.Request(
                    os.environ['VAULT_ADDR'] + '/v1/' + path + '/odd/' + quoted, method='POST',
                    data=json.dumps(data).encode(), headers={'X-Vault-Token': 'root'}))
        END
        """
            .replace("@NEW@", NEW)
            .replace("@OLD@", OLD));
  }

  /** A token that may only list and read, and not everything that it may list. */
  private void leastRights() throws Exception {
    sh(
        """
        bao policy write least - <<'END'
        path "secret/data/*" { capabilities = ["read"] }
        path "secret/metadata/*" { capabilities = ["list"] }
        path "secret/data/odd/with space" { capabilities = ["deny"] }
        END
        bao token create -policy=least -field=token > token
        bao kv delete secret/odd/50%off
        """);
    variables.put("VAULT_TOKEN", Files.readString(folder.resolve("token")).strip());
    expectBoth(
        "vault:secret/myapp/",
        "vault:secret/myapp/db#password",
        "vault:secret/myapp/db@1#password");
    assertThat(weir("vault:secret/odd/").text())
        .contains("not read", "vault:secret/odd/with space", "the scan is incomplete");
    expectFailure("vault:secret/odd/with space", "capability read on secret/data/odd/with space");
    expectFailure("vault:old/", "status 403");
  }

  @Test
  void aws() throws Exception {
    require("moto_server", "aws");
    int port = freePort();
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port);
    variables.put("AWS_DEFAULT_REGION", "eu-central-1");
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_ACCESS_KEY_ID", "testing");
    variables.put("AWS_SECRET_ACCESS_KEY", "testing-key");
    start(
        port,
        RequiredProgram.find("moto_server", PROGRAMS).toString(),
        "-H",
        "127.0.0.1",
        "-p",
        "" + port);
    sh(
        "aws secretsmanager create-secret --name prod/db --secret-string '{\"password\":\""
            + OLD
            + "\"}'");
    sh(
        "aws secretsmanager put-secret-value --secret-id prod/db --secret-string '{\"password\":\""
            + NEW
            + "\"}'");
    sh("aws ssm put-parameter --name /app/pw --type SecureString --value '" + OLD + "'");
    sh(
        "aws ssm put-parameter --name /app/pw --type SecureString --overwrite --value '"
            + NEW
            + "'");
    expectBoth(
        "aws-secretsmanager:prod/db",
        "aws-secretsmanager:prod/db#password",
        "aws-secretsmanager:prod/db@AWSPREVIOUS#password");
    expectBoth(
        "aws-secretsmanager:prod/",
        "aws-secretsmanager:prod/db#password",
        "aws-secretsmanager:prod/db@AWSPREVIOUS#password");
    expectBoth("aws-ssm:/app", "aws-ssm:/app/pw", "aws-ssm:/app/pw@1");
    expectFailure("aws-secretsmanager:nothing", "ResourceNotFoundException");
  }
}
