package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.Workspace;
import dev.weir.testing.RequiredProgram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the printed commands for AWS with AWS's own client against moto's server. */
class RemediateAwsTest {
  private static final Path TOOLS =
      Path.of("../.tools/neighbours/bin").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void everyCommandForAwsWorks() throws Exception {
    Path motoServer = RequiredProgram.find("moto_server", TOOLS);
    RequiredProgram.find("aws", TOOLS);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process server =
        new ProcessBuilder(motoServer.toString(), "-H", "127.0.0.1", "-p", "" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("moto.log").toFile())
            .start();
    try {
      waitFor(port);
      tryCommands("http://127.0.0.1:" + port);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private void tryCommands(String server) throws Exception {
    String made =
        sh(
            server,
            """
            aws iam create-user --user-name ann > user.json
            aws secretsmanager create-secret --name prod/db --secret-string old > secret.json
            aws iam create-access-key --user-name ann
            """);
    JsonNode key = new ObjectMapper().readTree(made).path("AccessKey");
    String id = key.path("AccessKeyId").asText();
    List<String> commands = commands(id, key.path("SecretAccessKey").asText());

    List<String> runnable = commands.stream().filter(c -> !c.contains("cloudtrail")).toList();
    assertThat(runnable).hasSize(10).allMatch(command -> command.contains("aws "));
    // Run all commands in one shell, as a user would: later commands use variables of earlier ones.
    sh(server, "NEW_VALUE=new\n" + String.join("\n", runnable));

    assertThat(sh(server, "aws iam list-access-keys --user-name ann")).doesNotContain(id);
    assertThat(sh(server, "aws secretsmanager get-secret-value --secret-id prod/db"))
        .contains("\"SecretString\": \"new\"");
    // moto cannot look up events, so check only the printed command.
    assertThat(commands)
        .contains(
            "aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,"
                + "AttributeValue="
                + id
                + " --start-time 2026-01-02T03:04:05Z");
  }

  private List<String> commands(String id, String secret) throws Exception {
    Workspace workspace = new Workspace(folder);
    workspace.set("PATH", System.getenv("PATH"));
    workspace.sh("git init -q repo && cd repo && git commit -q --allow-empty -m one");
    ObjectMapper mapper = new ObjectMapper();
    var report = mapper.createArrayNode();
    report.addObject().put("RuleID", "aws-access-token").put("Secret", id);
    report.addObject().put("RuleID", "aws-secret-access-key").put("Secret", secret);
    report.forEach(
        node -> ((ObjectNode) node).put("File", ".env").put("Date", "2026-01-02T03:04:05Z"));
    Files.writeString(folder.resolve("report.json"), report.toString());
    int code =
        workspace.weir(
            "remediate",
            "--repo",
            "repo",
            "--output-dir",
            "out",
            "--secret-id",
            "prod/db",
            "-f",
            "json",
            "report.json");
    assertThat(code).as(workspace.err()).isZero();
    // The access key id may be printed; the secret key must not.
    assertThat(workspace.out()).contains(id).doesNotContain(secret);
    List<String> commands = new ArrayList<>();
    for (JsonNode leaked : mapper.readTree(workspace.out()).path("secrets")) {
      for (JsonNode step : leaked.path("steps")) {
        if (step.has("command")) {
          commands.add(step.path("command").asText());
          boolean audit = step.path("phase").asText().equals("audit");
          assertThat(!audit || step.path("readOnly").asBoolean()).isTrue();
        }
      }
    }
    return commands;
  }

  private String sh(String server, String script) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-eu", "-c", script)
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().put("PATH", TOOLS + ":" + System.getenv("PATH"));
    builder.environment().put("AWS_ENDPOINT_URL", server);
    builder.environment().put("AWS_ACCESS_KEY_ID", "testing");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "testing");
    builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
    builder.environment().put("AWS_PAGER", "");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors"))).isZero();
    return output;
  }

  private void waitFor(int port) throws Exception {
    for (int i = 0; i < 300; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError(Files.readString(folder.resolve("moto.log")));
  }
}
