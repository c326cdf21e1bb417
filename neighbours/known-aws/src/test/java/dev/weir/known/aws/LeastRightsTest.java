package dev.weir.known.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer;
import dev.weir.known.KnownValueServer.Fetched;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched with the rights that guides give, against a server that refuses the rest. */
class LeastRightsTest {
  private static final List<String> SETTINGS =
      List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region", "aws.endpointUrl");

  private final Map<String, String> answers = new LinkedHashMap<>();
  private HttpServer server;
  private String refusal = "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}";
  private int refusalStatus = 400;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    List<String> values = List.of("testing", "testing", "eu-central-1", address);
    for (int i = 0; i < values.size(); i++) {
      System.setProperty(SETTINGS.get(i), values.get(i));
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
    SETTINGS.forEach(System::clearProperty);
  }

  /** Answers with the first text whose words are all in the request, or refuses. */
  private void answer(HttpExchange exchange) throws IOException {
    String request =
        exchange.getRequestHeaders().getFirst("X-Amz-Target")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String found = null;
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      if (List.of(answer.getKey().split(" ")).stream().allMatch(request::contains)) {
        found = answer.getValue();
        break;
      }
    }
    int status = found == null ? refusalStatus : found.contains("NotFound") ? 400 : 200;
    byte[] body = (found == null ? refusal : found).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static List<String> sources(Fetched fetched) {
    return fetched.answers().stream().map(KnownValueServer.Answer::source).toList();
  }

  private static Fetched secrets(String place) {
    return new SecretsManagerServer().fetch(place, Map.of());
  }

  private static Fetched parameters(String place) {
    return new ParameterServer().fetch(place, Map.of());
  }

  @Test
  void theCurrentAndThePreviousValueNeedNoListOfVersions() {
    answers.put("GetSecretValue AWSPREVIOUS", "{\"Name\":\"prod/db\",\"SecretString\":\"old\"}");
    answers.put("GetSecretValue prod/db", "{\"Name\":\"prod/db\",\"SecretString\":\"new\"}");
    Fetched fetched = secrets("prod/db");
    assertThat(sources(fetched))
        .containsExactly("aws-secretsmanager:prod/db", "aws-secretsmanager:prod/db@AWSPREVIOUS");
    assertThat(fetched.warnings()).singleElement().asString().contains("ListSecretVersionIds");
    assertThat(fetched.notRead()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod/", "prod/*", "*", "/"})
  void aPrefixIsFetchedAndWhatIsRefusedIsNamed(String place) {
    answers.put(
        "ListSecrets",
        "{\"SecretList\":[{\"Name\":\"prod/db\"},{\"Name\":\"prod/api\"},{\"Name\":\"prod/x\"}]}");
    answers.put("GetSecretValue AWSPREVIOUS", "{\"__type\":\"ResourceNotFoundException\"}");
    answers.put("GetSecretValue prod/db", "{\"Name\":\"prod/db\",\"SecretString\":\"one\"}");
    answers.put("GetSecretValue prod/x", "{\"__type\":\"ResourceNotFoundException\"}");
    Fetched fetched = secrets(place);
    assertThat(sources(fetched)).containsExactly("aws-secretsmanager:prod/db");
    assertThat(fetched.notRead()).hasSize(2);
    assertThat(fetched.notRead().get(0).source()).isEqualTo("aws-secretsmanager:prod/api");
    assertThat(fetched.notRead().get(0).reason()).contains("secretsmanager:GetSecretValue");
    assertThat(fetched.notRead().get(1).source()).isEqualTo("aws-secretsmanager:prod/x");
  }

  @Test
  void aParameterWithoutItsHistory() {
    answers.put("GetParametersByPath", parametersByPath());
    Fetched fetched = parameters("/app/");
    assertThat(sources(fetched)).containsExactly("aws-ssm:/app/pw", "aws-ssm:/app/key");
    assertThat(fetched.warnings())
        .singleElement()
        .asString()
        .contains("/app/pw, /app/key", "ssm:GetParameterHistory");
  }

  private static String parametersByPath() {
    String one = "{\"Name\":\"/app/%s\",\"Type\":\"SecureString\",\"Value\":\"v\",\"Version\":2}";
    return "{\"Parameters\":[" + one.formatted("pw") + "," + one.formatted("key") + "]}";
  }

  @Test
  void theMissingRightIsNamed() {
    assertThatThrownBy(() -> secrets("prod/db"))
        .isInstanceOf(KnownException.class)
        .hasMessageContaining("secretsmanager:GetSecretValue");
    assertThatThrownBy(() -> secrets("prod/")).hasMessageContaining("secretsmanager:ListSecrets");
    assertThatThrownBy(() -> parameters("/app/pw")).hasMessageContaining("ssm:GetParameter is");
    assertThatThrownBy(() -> parameters("/app/")).hasMessageContaining("ssm:GetParametersByPath");
    refusal = "{\"__type\":\"AccessDeniedException\",\"Message\":\"not allowed: kms:Decrypt\"}";
    assertThatThrownBy(() -> secrets("prod/db")).hasMessageContaining("kms:Decrypt");
  }

  @Test
  void anAnswerWithoutACodeIsNotCalledNull() {
    refusalStatus = 403;
    refusal = "<html>no</html>";
    for (String place : List.of("prod/db", "prod/")) {
      assertThatThrownBy(() -> secrets(place))
          .hasMessageContaining("status 403")
          .hasMessageNotContaining("null");
    }
    assertThatThrownBy(() -> parameters("/app"))
        .hasMessageContaining("status 403")
        .hasMessageNotContaining("null");
  }
}
