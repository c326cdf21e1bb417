package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * After the printed commands no object of a repository contains a reported value, and no line
 * without one has changed, whatever the rules call the secret.
 */
class PurgeProperties {
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String WORDS = "abcdefghijkmnopqrstuvwxyz0123456789";

  /** The patterns of a rule: what its first group is differs, and so what it calls the secret. */
  private static final List<String> IDS =
      List.of(
          "(A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16}",
          "(AKIA[A-Z0-9]{16})",
          "AKIA[A-Z0-9]{16}",
          "(access)_key_id *[=:] *AKIA[A-Z0-9]{16}",
          "(AKIA[A-Z0-9]{8})[A-Z0-9]{8}");

  private static final List<String> KEYS =
      List.of(
          "(?i)aws(.{0,20})?['\"][0-9a-zA-Z/+]{40}['\"]",
          "(?i)(aws)_secret[a-z_]*[ =:\"]+[0-9a-zA-Z/+]{40}",
          "(?i)aws_secret[a-z_]*[ =:\"]+([0-9a-zA-Z/+]{40})",
          "(?i)aws_secret[a-z_]*[ =:\"]+[0-9a-zA-Z/+]{40}",
          "(?i)(aws_secret[a-z_]*[ =:\"]+)([0-9a-zA-Z/+]{40})");

  private static final List<String> PASSWORDS =
      List.of(
          "db_password = \"([^\"\\n]+)\"",
          "(db)_password = \"[^\"\\n]+\"",
          "(db_password = )\"([^\"\\n]+)\"",
          "db_password = \"[^\"\\n]+\"");

  private final List<String> innocent = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  private static String toml(String id, String pattern) {
    return "[[rules]]\nid = \"" + id + "\"\nregex = '''" + pattern + "'''\n";
  }

  private static String key(Draw draw, String kind) {
    try {
      KeyPairGenerator maker = KeyPairGenerator.getInstance(kind);
      maker.initialize(kind.equals("RSA") ? 1024 : 256);
      byte[] der = maker.generateKeyPair().getPrivate().getEncoded();
      String end = draw.of("\n", "\n  ");
      String body = Base64.getMimeEncoder(64, end.getBytes(UTF_8)).encodeToString(der);
      String word = "PRIVATE" + " KEY-----";
      return "-----BEGIN " + word + end + body + end + "-----END " + word;
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(StringBuilder file, String... lines) {
    for (String line : lines) {
      innocent.add(line);
      file.append(line).append('\n');
    }
  }

  private String files(Draw draw) {
    String id = "AKIA" + draw.text(16, 16, CAPITALS);
    String secret = new String(random(draw, 40), ISO_8859_1);
    String password =
        draw.text(3, 5, WORDS) + draw.of("pärölä", "-x#9", " two words", "==>z") + "q7";
    String lines = "pin-" + draw.number(1000, 9999) + "\nnext" + draw.number(100, 999) + "\nlast";
    values.addAll(List.of(id, secret, password));
    StringBuilder file = new StringBuilder();
    keep(file, "aws_secret=\"\"", "AKIA is a prefix", "access_key_id: none", "db_password = x");
    file.append("access_key_id = " + id + "\naws_secret=\"" + secret + "\"\n");
    keep(file, "# two lines that stay", "aws_secret_access_key is read from the environment");
    file.append("aws_secret_key: " + secret + "\ndb_password = \"" + password + "\"\n");
    file.append("<<<" + lines + ">>>\n");
    keep(file, "next100", "last", "pin-", "the end\r", "caf\u00e9");
    return file.toString();
  }

  private static byte[] random(Draw draw, int length) {
    byte[] text = new byte[length];
    Random random = new Random(draw.seed());
    for (int i = 0; i < length; i++) {
      text[i] = (byte) BASE64.charAt(random.nextInt(BASE64.length()));
    }
    return text;
  }

  @Property(tries = 2)
  void noValueIsLeftAndNoOtherLineHasChanged(Draw draw) throws Exception {
    Path tools = Path.of("../.tools/neighbours/bin").toAbsolutePath().normalize();
    RequiredProgram.find("git-filter-repo", tools);
    innocent.clear();
    values.clear();
    Path folder = Files.createTempDirectory("purge-");
    Workspace workspace = new Workspace(folder);
    workspace.set("PATH", tools + ":" + System.getenv("PATH"));
    Path repository = Files.createDirectory(folder.resolve("repository"));
    Files.writeString(
        folder.resolve("rules.toml"),
        toml("key-id", draw.of(IDS))
            + toml("secret-key", draw.of(KEYS))
            + toml("password", draw.of(PASSWORDS))
            + toml("lines", "<<<([^>]+)>>>")
            + toml(
                "pem",
                draw.of(
                    "-----BEGIN (EC |RSA )?PRIVATE KEY[^#]+?-----END.{12}-----",
                    "-----(BEGIN)[^#]+?KEY-----[^#]+?KEY-----")));
    String kind = draw.of("RSA", "EC");
    String key = key(draw, kind);
    String other = key(draw, kind);
    innocent.addAll(other.lines().toList());
    Files.writeString(repository.resolve("a.conf"), files(draw));
    Files.writeString(repository.resolve("key.pem"), key + "\n");
    workspace.sh("cd repository && git init -q -b main && git add . && git commit -qm one");
    Files.writeString(repository.resolve("other.pem"), other + "\n");
    Files.writeString(
        repository.resolve("b.json"),
        "{\"k\": \"" + values.get(1) + "\",\n\"pem\": \"" + key.replace("\n", "\\n") + "\"}\n");
    values.add(key.lines().toList().get(key.lines().toList().size() - 3).strip());
    workspace.sh(
        "cd repository && git add . && git commit -qm 'uses "
            + values.get(0)
            + "' && git mv a.conf c.conf && git commit -qm three");

    workspace.weir(
        "git", "-c", "rules.toml", "-f", "json", "-r", "all.json", "--exit-code=0", "repository");
    ObjectMapper mapper = new ObjectMapper();
    var report = mapper.createArrayNode();
    for (JsonNode finding : mapper.readTree(folder.resolve("all.json").toFile())) {
      if (!finding.path("File").asText().equals("other.pem")) {
        report.add(finding);
      }
    }
    assertThat(report.size()).as(report.toString()).isGreaterThanOrEqualTo(6);
    Files.writeString(folder.resolve("report.json"), report.toString());
    workspace.weir("remediate", "--repo", "repository", "--output-dir", "out", "report.json");
    workspace.sh("PATH=" + tools + ":$PATH WEIR=true sh out/purge.sh 2>&1");

    workspace.sh(
        "git -C out/purge.git cat-file --batch-all-objects --batch > left; for f in c.conf other.pem"
            + "; do git -C out/purge.git show HEAD:$f; done > lines");
    String left = new String(Files.readAllBytes(folder.resolve("left")), ISO_8859_1);
    for (String value : values) {
      assertThat(left).doesNotContain(new String(value.getBytes(UTF_8), ISO_8859_1));
    }
    for (JsonNode finding : report) {
      String match = finding.path("Match").asText();
      assertThat(left).doesNotContain(new String(match.getBytes(UTF_8), ISO_8859_1));
    }
    assertThat(Files.readString(folder.resolve("lines")).split("\n"))
        .containsSubsequence(innocent(folder));
    for (String file : List.of("report.json", "out/incident.json", "out/replacements.txt")) {
      assertThat(workspace.weir("verify-purge", "--repo", "out/purge.git", file))
          .as(workspace.out() + workspace.err())
          .isZero();
      assertThat(workspace.weir("verify-purge", "--repo", "repository", file)).isEqualTo(1);
    }
  }

  /** Returns the lines that stay, those of the other key last, as the files are printed. */
  private String[] innocent(Path folder) {
    List<String> lines = new ArrayList<>(innocent);
    int ofKey = 0;
    while (!lines.get(ofKey).startsWith("aws_secret")) {
      ofKey++;
    }
    List<String> ordered = new ArrayList<>(lines.subList(ofKey, lines.size()));
    ordered.addAll(lines.subList(0, ofKey));
    return ordered.toArray(String[]::new);
  }
}
