package dev.weir.cli.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports the output of secret stores' real programs and finds the values. */
class KnownNeighboursTest {
  private static final Pattern FILE =
      Pattern.compile("known-secret\".*?\"File\": \"([^\"]*)\"", Pattern.DOTALL);

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void corpus() throws Exception {
    KnownCorpus.write(folder.resolve("repo"), KnownCorpus.PASSWORD);
    Files.createDirectories(folder.resolve("servers"));
    work = new Workspace(folder.resolve("repo"));
    work.set("HOME", folder.resolve("home").toString());
  }

  private void importAll(String text, String name, String source) {
    work.input(text);
    assertThat(work.weir("known", "import", "--name", name)).as(work.err()).isZero();
    assertThat(work.out()).contains("now searched for: " + source + "\n");
    work.input("");
  }

  private void expectAllButOne() throws Exception {
    Path report = folder.resolve("report.json");
    assertThat(work.weir("dir", "--known", "-f", "json", "-r", report.toString(), "."))
        .isEqualTo(1);
    List<String> files =
        FILE.matcher(Files.readString(report)).results().map(m -> m.group(1)).distinct().toList();
    assertThat(files).hasSize(21).doesNotContain(KnownCorpus.SPLIT);
  }

  @Test
  void vaultPrintsWhatIsImported() throws Exception {
    Neighbours.require("bao");
    try (Neighbours servers = new Neighbours(folder.resolve("servers"))) {
      servers.openBao();
      String pair = "password='" + KnownCorpus.PASSWORD + "' username=dbadmin";
      servers.run("bao kv put secret/myapp/dbpassword " + pair + "; bao kv put old/db " + pair);
      String second = servers.run("bao kv get -format=json secret/myapp/dbpassword");
      importAll(second, "secret/myapp/dbpassword", "vault:secret/myapp/dbpassword#password");
      expectAllButOne();
      importAll(servers.run("bao kv get -format=json old/db"), "old/db", "vault:old/db#password");
      String rest =
          servers.run(
              "python3 -c \"import urllib.request as u; print(u.urlopen(u.Request('$VAULT_ADDR/v1/"
                  + "secret/data/myapp/dbpassword', headers={'X-Vault-Token': 'root'})).read()"
                  + ".decode())\"");
      importAll(rest, "rest", "vault:rest#password");
      work.input(servers.run("bao kv get secret/myapp/dbpassword"));
      assertThat(work.weir("known", "import")).as("the table for people").isEqualTo(1);
      assertThat(work.err()).contains("-format=json").doesNotContain(KnownCorpus.PASSWORD);
      assertThat(work.weir("known", "list")).isZero();
      assertThat(work.out().lines()).as("one value of three places").hasSize(1);
    }
  }

  @Test
  void awsPrintsWhatIsImported() throws Exception {
    Neighbours.require("moto_server", "aws");
    try (Neighbours servers = new Neighbours(folder.resolve("servers"))) {
      servers.aws();
      servers.run(
          "aws secretsmanager create-secret --name prod/db --secret-string '{\"username\":\"a\","
              + "\"password\":\""
              + KnownCorpus.PASSWORD
              + "\"}'\n"
              + "aws ssm put-parameter --name /myapp/prod/pw --type SecureString --value '"
              + KnownCorpus.PASSWORD
              + "'");
      importAll(
          servers.run("aws secretsmanager get-secret-value --secret-id prod/db"),
          "",
          "aws-secretsmanager:prod/db#password");
      expectAllButOne();
      importAll(
          servers.run("aws secretsmanager batch-get-secret-value --secret-id-list prod/db"),
          "",
          "aws-secretsmanager:prod/db#password");
      servers.run(
          "aws secretsmanager put-secret-value --secret-id prod/db --secret-string Next-7391-Pass");
      importAll(
          servers.run(
              "aws secretsmanager get-secret-value --secret-id prod/db --version-stage AWSPREVIOUS"),
          "",
          "aws-secretsmanager:prod/db@AWSPREVIOUS#password");
      importAll(
          servers.run("aws ssm get-parameters-by-path --path /myapp --recursive --with-decryption"),
          "",
          "aws-ssm:/myapp/prod/pw");
      importAll(
          servers.run("aws ssm get-parameter-history --name /myapp/prod/pw --with-decryption"),
          "",
          "aws-ssm:/myapp/prod/pw@1");
      work.input(servers.run("aws ssm get-parameter --name /myapp/prod/pw"));
      assertThat(work.weir("known", "import")).isEqualTo(1);
      assertThat(work.err()).contains("--with-decryption").doesNotContain(KnownCorpus.PASSWORD);
    }
  }

  @Test
  void sopsPrintsWhatIsImported() throws Exception {
    Neighbours.require("sops", "age-keygen");
    try (Neighbours programs = new Neighbours(folder.resolve("servers"))) {
      programs.variables().put("SOPS_DISABLE_VERSION_CHECK", "1");
      programs.variables().put("SOPS_AGE_KEY_FILE", folder.resolve("servers/key.txt").toString());
      programs.run("age-keygen -o key.txt 2>/dev/null");
      Files.writeString(
          folder.resolve("servers/a.yaml"), "db:\n  password: " + KnownCorpus.PASSWORD + "\n");
      Files.writeString(
          folder.resolve("servers/a.json"), "{\"password\": \"" + KnownCorpus.PASSWORD + "\"}");
      Files.writeString(folder.resolve("servers/a.env"), "PASSWORD=" + KnownCorpus.PASSWORD + "\n");
      Files.writeString(
          folder.resolve("servers/a.ini"), "[db]\npassword = " + KnownCorpus.PASSWORD + "\n");
      programs.run("for f in a.*; do sops -e -i --age \"$(age-keygen -y key.txt)\" $f; done");
      importAll(programs.run("sops -d a.yaml"), "a.yaml", "yaml:a.yaml#db.password");
      expectAllButOne();
      importAll(programs.run("sops -d a.json"), "a.json", "json:a.json#password");
      importAll(programs.run("sops -d a.env"), "a.env", "dotenv:a.env#PASSWORD");
      importAll(programs.run("sops -d a.ini"), "a.ini", "ini:a.ini#db.password");
      work.input(programs.run("cat a.yaml"));
      assertThat(work.weir("known", "import")).isEqualTo(1);
      assertThat(work.err()).contains("still encrypted by sops");
    }
  }
}
