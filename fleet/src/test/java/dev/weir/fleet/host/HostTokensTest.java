package dev.weir.fleet.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTokensTest {
  private static final Map<String, String> VARIABLES =
      Map.of("GITHUB_TOKEN", "hub", "GITLAB_TOKEN", "lab\n", "GITEA_TOKEN", "tea");

  private static @Nullable String token(HostTokens tokens, String address) {
    return tokens.token(URI.create(address));
  }

  @Test
  void eachTokenGoesToItsOwnServersOnly() {
    HostTokens tokens = HostTokens.of(VARIABLES, List.of("list"), "");
    assertThat(token(tokens, "https://api.github.com/orgs/x")).isEqualTo("hub");
    assertThat(token(tokens, "https://GitHub.com/acme/api.git")).isEqualTo("hub");
    assertThat(token(tokens, "https://gitlab.com:443/x")).isEqualTo("lab");
    assertThat(token(tokens, "https://gitea.com/x")).isEqualTo("tea");
    for (String other :
        List.of(
            "http://github.com/x",
            "https://github.com:8443/x",
            "https://github.com.example.com/x",
            "https://notgithub.com/x",
            "https://git.example.com/x",
            "ssh://github.com/x")) {
      assertThat(token(tokens, other)).as(other).isNull();
    }
  }

  @Test
  void theServerOfTheApiGetsTheTokenOfItsKind() {
    List<String> arguments = List.of("folder", "gitea:acme");
    HostTokens tokens = HostTokens.of(VARIABLES, arguments, "https://git.example.com:3000/base");
    assertThat(token(tokens, "https://git.example.com:3000/x")).isEqualTo("tea");
    assertThat(token(tokens, "https://git.example.com/x")).isNull();
    assertThat(token(tokens, "http://git.example.com:3000/x")).isNull();
    HostTokens hub = HostTokens.of(VARIABLES, List.of("github:acme"), "https://api.acme.ghe.com");
    assertThat(token(hub, "https://acme.ghe.com/acme/x.git")).isEqualTo("hub");
    HostTokens local = HostTokens.of(VARIABLES, arguments, "http://127.0.0.1:3000");
    assertThat(token(local, "http://127.0.0.1:3000/x")).isEqualTo("tea");
  }

  @Test
  void nothingShowsThem() throws Exception {
    HostTokens tokens = HostTokens.of(VARIABLES, List.of(), "");
    assertThat(tokens.toString()).isEqualTo("tokens for 4 servers");
    String pair = Base64.getEncoder().encodeToString("oauth2:lab".getBytes(UTF_8));
    assertThat(tokens.authorization(URI.create("https://gitlab.com/x"))).isEqualTo("Basic " + pair);
    assertThat(tokens.hidden("a hub, " + pair)).isEqualTo("a ***, ***");
    assertThat(HostTokens.of(Map.of(), List.of(), "")).isEqualTo(HostTokens.NONE);
  }

  @Test
  void aCopyIsEqual() throws Exception {
    HostTokens tokens = HostTokens.of(VARIABLES, List.of(), "");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tokens);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(tokens).hasSameHashCodeAs(tokens);
    }
    assertThat(tokens).isNotEqualTo(HostTokens.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "github:acme, '', https://api.github.com",
    "github:acme, https://ghe.example.com, https://ghe.example.com/api/v3",
    "github:acme, https://ghe.example.com/api/v3/, https://ghe.example.com/api/v3",
    "github:acme, https://api.acme.ghe.com, https://api.acme.ghe.com",
    "gitlab:acme/tools, '', https://gitlab.com",
    "gitlab:acme, https://git.example.com/lab/api/v4, https://git.example.com/lab",
    "gitea:acme, '', https://gitea.com/api/v1",
    "gitea:acme, https://git.example.com/, https://git.example.com/api/v1",
    "gitea:acme, https://git.example.com/api/v1, https://git.example.com/api/v1"
  })
  void theAddressOfTheApiIsCompleted(String word, String api, String address) throws Exception {
    Organisation organisation = Organisation.parse(word, api);
    assertThat(organisation).isNotNull();
    assertThat(organisation.api()).hasToString(address);
    assertThat(organisation).hasToString(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"github:", "github:a b", "gitlab:../x", "gitea:a/../b", "gitea:x?y"})
  void aNameMustBeAName(String word) {
    assertThatThrownBy(() -> Organisation.parse(word, ""))
        .isInstanceOf(HostException.class)
        .hasMessageStartingWith("after ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"git.example.com", "ftp://x", "https://me:pazz@x", "https://x?token=pazz", "a b"})
  void anAddressOfAnApiMustBePlain(String api) {
    assertThatThrownBy(() -> Organisation.parse("gitea:acme", api))
        .isInstanceOf(HostException.class)
        .hasMessageStartingWith("--api must be an address such as ")
        .hasMessageNotContaining("pazz");
  }

  @Test
  void otherWordsNameNoOrganisation() throws Exception {
    assertThat(Organisation.parse("folder/github:acme", "")).isNull();
    assertThat(Organisation.parse("bitbucket:acme", "")).isNull();
  }
}
