package dev.weir.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guards report, with files that the real tools encrypted: guard/record.sh. */
class GuardsTest {
  private static final String SECRET = "quick brown fox";

  private final Map<String, byte[]> now = new TreeMap<>();
  private final Map<String, byte[]> before = new TreeMap<>();

  /** The files of this test. */
  private final class Given implements GuardedFiles {
    @Override
    public Set<String> names() {
      return now.keySet();
    }

    @Override
    public byte @Nullable [] read(String path) {
      return now.get(path);
    }

    @Override
    public byte @Nullable [] start(String path, int most) {
      byte[] bytes = now.get(path);
      return bytes == null ? null : Arrays.copyOf(bytes, Math.min(most, bytes.length));
    }

    @Override
    public List<byte[]> stored(String path, int most) {
      return now.containsKey(path) ? List.of(start(path, most)) : List.of();
    }

    @Override
    public byte @Nullable [] before(String path) {
      byte[] bytes = before.get(path);
      return bytes == null || Arrays.equals(bytes, now.get(path)) ? null : bytes;
    }
  }

  private static byte[] recorded(String name) throws Exception {
    try (InputStream in = GuardsTest.class.getResourceAsStream("/guard/" + name)) {
      return in.readAllBytes();
    }
  }

  private static String text(String name) throws Exception {
    return new String(recorded(name), ISO_8859_1);
  }

  private void put(String path, String text) {
    now.put(path, text.getBytes(ISO_8859_1));
  }

  /** Returns each problem as {@code path:line id}, and checks that no message shows a value. */
  private List<String> check() throws Exception {
    Guards.Checked checked = Guards.all(new Given()).check(List.copyOf(now.keySet()));
    for (GuardProblem problem : checked.problems()) {
      assertThat(problem.reason() + problem.remedy()).doesNotContain(SECRET, "lazy dog");
      assertThat(problem.isSevere()).isTrue();
    }
    return checked.problems().stream()
        .map(problem -> problem.path() + ":" + problem.line() + " " + problem.id())
        .toList();
  }

  private int covered() throws Exception {
    return Guards.all(new Given()).check(List.copyOf(now.keySet())).covered();
  }

  @Test
  void whatTheToolsEncryptedIsInOrder() throws Exception {
    now.put("group_vars/all/vault.yml", recorded("whole.yml"));
    now.put("host_vars/db/vault.yml", recorded("labelled.yml"));
    now.put("group_vars/all/main.yml", recorded("inline.yml"));
    put("group_vars/vault_refs.yml", "---\n# only names\npassword: \"{{ vault_password }}\"\n");
    now.put(".env", recorded("dotenvx.txt"));
    put(".gitattributes", "*.key filter=git-crypt diff=git-crypt\n");
    now.put("a.key", recorded("git-crypt.bin"));
    put("empty.key", "");
    assertThat(check()).isEmpty();
    assertThat(covered()).isEqualTo(7);
  }

  @Test
  void otherFilesNeedNoEncryption() throws Exception {
    put("vars/vault.yml", "a: b\n");
    put("src/vault.go", "package vault\n");
    put(".env", "A=b\n");
    put(".env.example", "A=\n");
    put("secret.yaml", "kind: Secret\nmetadata: {name: a}\nstringData: {a: b}\n");
    put(".gitattributes", "*.png -text\n*.bin filter=lfs\n");
    put("a.bin", "x");
    put("template.yaml", "kind: Secret\nmetadata:\n  name: {{ .Values.name }}\n");
    assertThat(check()).isEmpty();
    assertThat(covered()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "group_vars/all/vault.yml",
        "group_vars/vault",
        "inventory/prod/host_vars/db1/vault_db.yaml",
        "roles/db/vars/vault.yml",
        "group_vars/prod.vault.yml",
        "group_vars/vault/prod.yml"
      })
  void variableFilesNamedVaultMustBeEncrypted(String path) throws Exception {
    put(path, "user: \"{{ who }}\"\ndb_password: " + SECRET + "\n");
    assertThat(check()).containsExactly(path + ":2 ansible-plaintext");
    put(path, "not: [yaml\n");
    assertThat(check()).containsExactly(path + ":0 ansible-plaintext");
    put(path, "db_user: !vault |\n" + text("whole.yml").indent(4));
    assertThat(check()).isEmpty();
  }

  @Test
  void whatAnsibleVaultEncryptedMustStayEncrypted() throws Exception {
    put("ansible.cfg", "[defaults]\n");
    String whole = text("whole.yml");
    before.put("files/tls.key", whole.getBytes(UTF_8));
    put("files/tls.key", SECRET);
    assertThat(check()).containsExactly("files/tls.key:0 ansible-plaintext");
    now.remove("files/tls.key");

    before.put("vars.yml", recorded("inline.yml"));
    put("vars.yml", "db_user: app\ndb_password: " + SECRET + "\nnested:\n  - token: lazy dog\n");
    assertThat(check()).containsExactly("vars.yml:2 ansible-partial");
    put("vars.yml", "db_user: app\ndb_password: \"{{ elsewhere }}\"\n");
    assertThat(check()).isEmpty();

    put("vars.yml", "a: !vault |\n  " + SECRET + "\n");
    assertThat(check()).containsExactly("vars.yml:1 ansible-plaintext");
    put("vars.yml", "a: !vault |\n" + whole.substring(0, whole.length() - 40).indent(4));
    assertThat(check()).containsExactly("vars.yml:1 ansible-damaged");
  }

  @Test
  void aCutOffVaultIsDamaged() throws Exception {
    put("ansible.cfg", "");
    String whole = text("whole.yml");
    for (String damaged :
        List.of(
            whole.substring(0, whole.length() - 2),
            whole.substring(0, 200),
            whole.replace("AES256", "AES"),
            whole.substring(0, 26),
            whole + SECRET)) {
      put("a.yml", damaged);
      assertThat(check()).as(damaged).containsExactly("a.yml:0 ansible-damaged");
    }
    put("a.yml", whole.replace("\n", "\r\n"));
    assertThat(check()).isEmpty();
  }

  @Test
  void thePasswordOfAVaultIsNotTracked() throws Exception {
    put("ansible.cfg", "[defaults]\n; vault_password_file = no\nvault_password_file = ./.pass\n");
    put("play/ansible.cfg", "[defaults]\nvault_identity_list = dev@dev.txt, prod@prod.sh\n");
    put(".pass", SECRET);
    put("no", "x");
    put("play/dev.txt", SECRET);
    put("play/prod.sh", "#!/bin/sh\npass show vault\n");
    assertThat(check())
        .containsExactly(".pass:0 ansible-password", "play/dev.txt:0 ansible-password");
  }

  @ParameterizedTest
  @CsvSource({
    "secret/a.key, 1",
    "secret/deep/a.txt, 1",
    "secret/.gitattributes, 0",
    "plain/a.key, 0",
    "macro.bin, 1",
    "open/secret.key, 0",
    "named.env, 1",
    ".git-crypt/keys/default/0/A.gpg, 0"
  })
  void attributesTellWhatGitCryptEncrypts(String path, int problems) throws Exception {
    put(
        ".gitattributes",
        """
        [attr]crypt filter=git-crypt diff=git-crypt
        secret/** filter=git-crypt diff=git-crypt
        *.bin crypt
        *.env filter=git-crypt-prod
        .git-crypt/** filter=git-crypt
        open/*.key filter=git-crypt
        """);
    put("open/.gitattributes", "*.key !filter\n");
    put(path, SECRET);
    assertThat(check()).hasSize(problems);
    if (problems > 0) {
      assertThat(check()).containsExactly(path + ":0 git-crypt-plaintext");
      now.put(path, recorded("git-crypt.bin"));
      assertThat(check()).isEmpty();
      now.put(path, Arrays.copyOf(recorded("git-crypt.bin"), 15));
      assertThat(check()).containsExactly(path + ":0 git-crypt-damaged");
    }
  }

  @Test
  void aLostAttributeIsNoticed() throws Exception {
    before.put("a.key", recorded("git-crypt.bin"));
    put("a.key", SECRET);
    assertThat(check()).containsExactly("a.key:0 git-crypt-plaintext");
  }

  private static String sealed(String name, String namespace) {
    return """
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata:
          name: %1$s
          namespace: %2$s
        spec:
          encryptedData:
            password: AgBy8hCi8qP
          template:
            metadata:
              name: %1$s
              namespace: %2$s
        """
        .formatted(name, namespace);
  }

  private static String secret(String name, String value) {
    return "---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\nstringData:\n  password: %s\n"
        .formatted(name, value);
  }

  @Test
  void thePlainTwinOfASealedSecretIsNotTracked() throws Exception {
    put("app/db.yaml", sealed("db", "prod"));
    put("app/secret.yaml", secret("db", SECRET));
    assertThat(check()).containsExactly("app/secret.yaml:3 sealed-secret-twin");
    put("app/secret.yaml", secret("other", SECRET));
    assertThat(check()).isEmpty();
    put("app/secret.yaml", secret("db", "\"${DB_PASSWORD}\""));
    assertThat(check()).isEmpty();
    now.remove("app/secret.yaml");
    put("elsewhere/secret.yaml", secret("db", SECRET));
    assertThat(check()).as("another folder").isEmpty();
    now.remove("app/db.yaml");
    put("sealed/db-sealed.yaml", sealed("db", "prod"));
    assertThat(check()).containsExactly("elsewhere/secret.yaml:3 sealed-secret-twin");
    put("sealed/db-sealed.yaml", sealed("db", "prod") + secret("db", SECRET));
    now.remove("elsewhere/secret.yaml");
    assertThat(check()).containsExactly("sealed/db-sealed.yaml:15 sealed-secret-twin");
  }

  @Test
  void aSecretInPlaceOfASealedSecretIsNoticed() throws Exception {
    put("db.yaml", secret("db", SECRET));
    before.put("db.yaml", sealed("db", "prod").getBytes(UTF_8));
    assertThat(check()).containsExactly("db.yaml:3 sealed-secret-plaintext");
    before.clear();
    assertThat(check()).isEmpty();
    put(
        "sealed-db.json",
        "{\"kind\":\"Secret\",\"metadata\":{\"name\":\"x\"},\"data\":{\"a\":\"YQ==\"}}");
    assertThat(check()).containsExactly("sealed-db.json:1 sealed-secret-plaintext");
  }

  @ParameterizedTest
  @CsvSource({
    "NEW=quick brown fox, .env:10 dotenvx-partial",
    "export NEW='quick brown fox', .env:10 dotenvx-partial",
    "NEW=encrypted:BMaYJuld, .env:10 dotenvx-damaged",
    "NEW=encrypted:***, .env:10 dotenvx-damaged",
    "NEW=, ",
    "NEW_PLAIN=quick brown fox, ",
    "NEW=${OTHER}, ",
    "NEW=\"$OTHER\", ",
    "NEW=op://vault/item/field, ",
    "NEW=${OTHER:-quick}, .env:10 dotenvx-partial",
    "# NEW=quick brown fox, "
  })
  void eachValueOfDotenvxIsEncrypted(String line, @Nullable String problem) throws Exception {
    put(".env", text("dotenvx.txt") + line + "\n");
    assertThat(check()).isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @Test
  void whatDotenvxEncryptedMustStayEncrypted() throws Exception {
    put("app/.env.prod", "DOTENV_PUBLIC_KEY_PROD=\"03ab\"\nDB_PASSWORD=\"" + SECRET + "\"\n");
    assertThat(check()).containsExactly("app/.env.prod:2 dotenvx-plaintext");
    put("app/.env.prod", "DB_PASSWORD=" + SECRET + "\n");
    assertThat(check()).isEmpty();
    before.put("app/.env.prod", recorded("dotenvx.txt"));
    assertThat(check()).containsExactly("app/.env.prod:1 dotenvx-plaintext");
    put("app/.env.keys", "DOTENV_PRIVATE_KEY=x\n");
    assertThat(check()).contains("app/.env.keys:0 dotenvx-keys");
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    put("ansible.cfg", "vault_password_file=\n");
    put(".gitattributes", "* filter=git-crypt\n\0\n[attr]\n");
    for (String name : List.of("whole.yml", "inline.yml", "dotenvx.txt", "git-crypt.bin")) {
      byte[] bytes = recorded(name);
      for (int length = 0; length <= bytes.length; length += 7) {
        for (String path : List.of("group_vars/vault.yml", ".env", "sealed.json")) {
          now.put(path, Arrays.copyOf(bytes, length));
        }
        check();
      }
    }
  }
}
