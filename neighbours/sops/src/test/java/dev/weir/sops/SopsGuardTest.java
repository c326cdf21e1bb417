package dev.weir.sops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the guard with files that the real sops encrypted (record.sh), complete and damaged. */
class SopsGuardTest {
  private static final String RECORDED = "src/test/resources/sops/";
  private static final String CLEAR = "NotARealSecretValue";
  private static final String NOTHING = "";

  private final Map<String, String> files = new HashMap<>();

  @BeforeEach
  void readConfiguration() throws IOException {
    files.put(".sops.yaml", recorded(".sops.yaml"));
  }

  private static String recorded(String path) throws IOException {
    return Files.readString(Path.of(RECORDED + path));
  }

  private Set<SopsProblem> check(String path) throws IOException {
    SopsGuard guard =
        new SopsGuard(name -> files.containsKey(name) ? files.get(name).getBytes(UTF_8) : null);
    return guard.check(path);
  }

  private String kinds(String path) throws IOException {
    return String.join(" ", check(path).stream().map(p -> p.kind().id()).toList());
  }

  private String kindsOf(String path, String text) throws IOException {
    files.put(path, text);
    return kinds(path);
  }

  private static String afterKey(String text, String key, String added) {
    int line = text.indexOf('\n', text.indexOf(key));
    return text.substring(0, line + 1) + added + "\n" + text.substring(line + 1);
  }

  /** Decrypts one value: the first encrypted one that is not a comment. */
  private static String opened(String text) {
    return text.replaceFirst(
        "(?m)^(?!#|;)(.*?)ENC\\[AES256_GCM,[^\\]]*type:(?!comment)[a-z]+\\]", "$1" + CLEAR);
  }

  private static String withoutMetadata(String path, String text) {
    if (path.endsWith(".env")) {
      return text.replaceAll("(?m)^sops_.*\n", NOTHING);
    }
    return path.endsWith(".json")
        ? text.substring(0, text.indexOf(",\n\t\"sops\"")) + "\n}\n"
        : text.substring(0, text.indexOf("\nsops:") + 1);
  }

  private static String withNewKey(String path, String text) {
    if (path.endsWith(".env")) {
      return "NEW_PASSWORD=" + CLEAR + "\n" + text;
    }
    return path.endsWith(".json")
        ? text.replaceFirst("\\{", "{\"new_password\": \"" + CLEAR + "\",")
        : path.startsWith("cluster")
            ? afterKey(text, "stringData:", "    fresh: " + CLEAR)
            : "fresh_enc: " + CLEAR + "\n" + text;
  }

  @Test
  void reportsEachStateOfAFile() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String path :
        List.of(
            "secrets/production.env",
            "secrets/app.yaml",
            "cluster/secret.yaml",
            "suffix/app.json",
            "mac/app.yaml")) {
      String whole = recorded(path);
      Map<String, String> states =
          Map.of(
              whole,
              NOTHING,
              opened(whole),
              "sops-partial",
              withoutMetadata(path, whole),
              "sops-plaintext",
              withNewKey(path, whole),
              "sops-partial");
      assertThat(states).as(path).hasSize(4);
      states.forEach(
          (text, expected) -> {
            try {
              String kinds = kindsOf(path, text);
              if (!kinds.equals(expected)) {
                wrong.add(path + ": " + kinds + " instead of " + expected + "\n" + text);
              }
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"other/app.ini", "other/two.yaml", "other/key.bin"})
  void otherFormats(String path) throws IOException {
    String whole = recorded(path);
    assertThat(kindsOf(path, whole)).isEmpty();
    // In JSON the encrypted value starts after the quotation mark.
    String damaged =
        path.endsWith(".bin")
            ? whole.replaceFirst("\"ENC\\[[^\\]]*\\]", "\"" + CLEAR)
            : opened(whole);
    assertThat(kindsOf(path, damaged)).isEqualTo("sops-partial");
    assertThat(kindsOf(path, "password = " + CLEAR)).isEqualTo("sops-plaintext");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mac: ENC|mac: NO|sops-metadata|mac",
        "mac: ENC\\[|x: ENC[|sops-metadata|no mac",
        "lastmodified: .*|lastmodified: today|sops-metadata|time",
        "version: 3.*|version: ''|sops-metadata|version",
        "enc: .(\\n +.*){7}|enc: ''|sops-metadata|recipient",
        "recipient: age1.|recipient: age1|sops-recipients|which the rule",
        "unencrypted_suffix: .*|unencrypted_regex: '('|sops-metadata|pattern",
        ",tag:[^,]*,|,tag:AAAA,|sops-metadata sops-partial|mac",
        "(tls: ENC.{30}).*|$1|sops-partial|database.tls (cut off)",
      })
  void damageIsNamed(String pattern, String replacement, String kinds, String reason)
      throws IOException {
    String whole = recorded("secrets/app.yaml");
    String damaged = whole.replaceAll(pattern, replacement);
    assertThat(damaged).isNotEqualTo(whole);
    assertThat(kindsOf("secrets/app.yaml", damaged)).isEqualTo(kinds);
    assertThat(check("secrets/app.yaml")).first().extracting("reason").asString().contains(reason);
  }

  @Test
  void doesNotSeeChangesToValuesThatTheRuleLeavesUnencrypted() throws IOException {
    String whole = recorded("mac/app.yaml");
    assertThat(kindsOf("mac/app.yaml", "fresh: " + CLEAR + "\n" + whole)).isEmpty();
  }

  @Test
  void reasonsContainKeysButNoValues() throws IOException {
    files.put("secrets/app.yaml", "a: " + CLEAR + "\n" + recorded("secrets/app.yaml"));
    SopsProblem problem = check("secrets/app.yaml").iterator().next();
    assertThat(problem.reason()).contains("this value is not: a").doesNotContain(CLEAR);
    assertThat(problem.line()).isEqualTo(1);
    assertThat(problem.remedy()).contains("sops -e -i secrets/app.yaml");
    files.put("secrets/app.yaml", "a: [" + CLEAR);
    assertThat(check("secrets/app.yaml").toString())
        .contains("not valid YAML or JSON, line 1")
        .doesNotContain(CLEAR);
    assertThat(new Leaf(List.of("a"), CLEAR, 1).toString()).doesNotContain(CLEAR);
  }

  @Test
  void requiresTheScopeOfTheRuleToo() throws IOException {
    files.put(".sops.yaml", "creation_rules:\n  - {path_regex: ^x/, encrypted_regex: 'name'}");
    assertThat(kindsOf("x/app.yaml", recorded("secrets/app.yaml"))).isEqualTo("sops-partial");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The rule covers no value of this file.
        "cluster/deployment.yaml|kind: Deployment|''",
        "secrets/empty.yaml|''|''",
        "secrets/empty.env|'# nothing yet'|''",
        "readme.md|hello|''",
        "secrets/app.yml|a: b|''",
        "secrets/.sops.yaml|'creation_rules: [{path_regex: ^a$}]'|''",
        "a/b/.env|A=b|sops-plaintext",
        "a/b/.env|hello|sops-plaintext",
        "secrets/list.yaml|[a]|sops-plaintext",
        "secrets/bomb.yaml|'a: &a [x]\n? {b: c}\n: *a'|sops-plaintext",
        "other/nothing.bin|x|sops-plaintext",
      })
  void checksTheFilesThatARuleCovers(String path, String text, String kinds) throws IOException {
    assertThat(kindsOf(path, text)).isEqualTo(kinds);
  }

  @Test
  void checksOnlyEncryptedFilesUnderARuleForAnyFile() throws IOException {
    String whole = recorded("secrets/app.yaml");
    files.put(".sops.yaml", "creation_rules: [{pgp: 85D77543B3D624B63CEA9E6DBC17301B491B3F21}]");
    assertThat(kindsOf("Chart.yaml", "name: shop")).isEmpty();
    assertThat(kindsOf("broken.yaml", "{{ template }}: [")).isEmpty();
    assertThat(kindsOf("a.yaml", whole)).isEmpty();
    assertThat(kindsOf("a.yaml", opened(whole))).isEqualTo("sops-partial");
  }

  /** sops encrypts a file of a single value as a whole, whatever the rule says about keys. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "encrypted_regex: '^(data|stringData)$'",
        "encrypted_regex: password",
        "encrypted_suffix: _enc",
        "unencrypted_suffix: data",
        "unencrypted_regex: .",
        "{}",
      })
  void aFileOfASingleValueIsEncryptedAsAWhole(String scope) throws IOException {
    String rule = scope.equals("{}") ? "" : ", " + scope;
    files.put(".sops.yaml", "creation_rules: [{path_regex: ^other/" + rule + "}]");
    for (String name : List.of("other/key.pem", "other/a.tfvars", "other/a.txt", "other/key.bin")) {
      assertThat(kindsOf(name, "password = " + CLEAR)).as(name).isEqualTo("sops-plaintext");
      assertThat(kindsOf(name, "{\"data\": \"" + CLEAR + "\"}")).isEqualTo("sops-plaintext");
      assertThat(kindsOf(name, recorded("other/key.bin"))).as(name).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "secrets/production.env, enc/production.env.enc, dotenv",
    "secrets/production.env, enc/secrets, dotenv",
    "secrets/production.env, enc/production.yaml, dotenv",
    "secrets/app.yaml, enc/app.yaml.enc, yaml",
    "suffix/app.json, enc/app.sops, yaml",
    "other/app.ini, enc/app.conf, ini",
    "other/two.yaml, enc/two.env, yaml",
    "other/key.bin, enc/key.yaml, ''",
  })
  void theContentTellsTheFormatIfTheNameHidesIt(String recorded, String path, String type)
      throws IOException {
    files.put(".sops.yaml", "creation_rules: [{path_regex: ^enc/}]");
    String whole = recorded(recorded);
    assertThat(kindsOf(path, whole)).isEmpty();
    if (!type.isEmpty()) {
      assertThat(kindsOf(path, opened(whole))).isEqualTo("sops-partial");
      assertThat(check(path).iterator().next().remedy())
          .contains("--input-type " + type + " --output-type " + type + " " + path);
    }
    assertThat(kindsOf(path, "PASSWORD=" + CLEAR)).isEqualTo("sops-plaintext");
    assertThat(check(path).iterator().next().remedy()).isEqualTo("sops -e -i " + path);
  }

  @Test
  void eachVersionOfAFileInConflictCounts() throws IOException {
    String whole = recorded("secrets/app.yaml");
    Map<String, List<String>> versions = new HashMap<>();
    versions.put(".sops.yaml", List.of(files.get(".sops.yaml")));
    SopsGuard.Files both =
        new SopsGuard.Files() {
          @Override
          public byte @Nullable [] read(String path) throws IOException {
            List<byte[]> all = versions(path);
            return all.isEmpty() ? null : all.get(0);
          }

          @Override
          public List<byte[]> versions(String path) {
            return versions.getOrDefault(path, List.of()).stream()
                .map(text -> text.getBytes(UTF_8))
                .toList();
          }
        };
    versions.put("secrets/app.yaml", List.of(whole, whole));
    assertThat(new SopsGuard(both).check("secrets/app.yaml")).isEmpty();
    versions.put("secrets/app.yaml", List.of(whole, "a: " + CLEAR));
    assertThat(new SopsGuard(both).check("secrets/app.yaml")).hasSize(1);
    versions.put(".sops.yaml", List.of(files.get(".sops.yaml"), "creation_rules: []"));
    assertThatThrownBy(() -> new SopsGuard(both).check("secrets/app.yaml"))
        .isInstanceOf(SopsException.class)
        .hasMessageContaining("in conflict");
  }

  @Test
  void usesTheNearestConfiguration() throws IOException {
    files.put("a/.sops.yaml", "creation_rules: [{path_regex: ^b/}]");
    assertThat(kindsOf("a/b/c.json", "{\"a\": 1}")).isEqualTo("sops-plaintext");
    assertThat(kindsOf("a/.env", "A=b")).isEmpty();
    assertThat(kindsOf("c/.env", "A=b")).isEqualTo("sops-plaintext");
  }

  @Test
  void findsAnUnencryptedTwinFromBothSides() throws IOException {
    files.put(".sops.yaml", "creation_rules: [{path_regex: '\\.enc\\.env$'}]");
    files.put("p.enc.env", recorded("secrets/production.env"));
    files.put("p.env", "A=b");
    assertThat(kinds("p.enc.env")).isEqualTo("sops-twin");
    assertThat(check("p.env")).isEqualTo(check("p.enc.env")).extracting("path").contains("p.env");
    files.put("p.env", recorded("secrets/production.env"));
    assertThat(kinds("p.enc.env")).isEmpty();
    // The usual rule covers both files: the plain one is reported once, as plaintext.
    readConfiguration();
    files.put("p.env", "A=b");
    assertThat(kinds("p.enc.env") + kinds("p.env")).isEqualTo("sops-plaintext");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "creation_rules: [",
        "creation_rules: x",
        "- a",
        "creation_rules: [a]",
        "creation_rules: [{path_regex: '('}]",
        "creation_rules: [{path_regex: a, encrypted_regex: '(?<x'}]",
        "a: *b",
      })
  void rejectsAConfigurationThatSopsCannotUse(String text) {
    files.put(".sops.yaml", text);
    assertThatThrownBy(() -> check("a.env"))
        .isInstanceOf(SopsException.class)
        .hasMessageStartingWith(".sops.yaml");
  }

  @Test
  void rejectsAConfigurationThatIsNestedTooDeeply() {
    files.put(".sops.yaml", "a: " + "[".repeat(60_000));
    assertThatThrownBy(() -> check("a.env"))
        .isInstanceOf(SopsException.class)
        .hasMessage(".sops.yaml: it is nested too deeply");
  }
}
