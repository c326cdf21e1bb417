package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir remediate} for the values of secret stores, which no report contains. */
class KnownRemediationTest {
  private static final String NEW = "kX9#mQ2$vL5pZr8w";
  private static final String OLD = "Wn7!tB4^cD8sYq3e";

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void scan() throws Exception {
    work = new Workspace(folder);
    work.set("HOME", folder.resolve("home").toString());
    work.set("PATH", System.getenv("PATH"));
    importAs("secret/app/db", "{\"lease_duration\":0,\"data\":{\"password\":\"" + NEW + "\"}}");
    importAs(
        "",
        """
        {"Parameters": [
          {"Name": "/app/key", "Type": "SecureString", "Value": "%s", "Version": 1,
           "LastModifiedUser": "x"},
          {"Name": "/app/key", "Type": "SecureString", "Value": "8$another+oneQ5", "Version": 2,
           "LastModifiedUser": "x"}]}
        """
            .formatted(OLD));
    Files.createDirectory(folder.resolve("repo"));
    String base64 = Base64.getEncoder().encodeToString(("app:" + NEW).getBytes());
    Files.writeString(folder.resolve("repo/a.conf"), "auth = " + base64 + "\nold = " + OLD + "\n");
    work.sh("cd repo && git init -q -b main && git add . && git commit -qm one");
    int code = work.weir("git", "--known", "-f", "json", "-r", "report.json", "repo");
    assertThat(code).as(work.err()).isEqualTo(1);
  }

  private void importAs(String name, String text) {
    work.input(text);
    assertThat(work.weir("known", "import", "--name", name)).as(work.err()).isZero();
    work.input("");
  }

  private int remediate(String... flags) {
    String[] words = new String[flags.length + 6];
    String[] first = {"remediate", "--repo", "repo", "--output-dir", "out", "report.json"};
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(flags, 0, words, first.length, flags.length);
    return work.weir(words);
  }

  @Test
  void theCommandsNameTheStoredSecret() throws Exception {
    assertThat(remediate("--known")).as(work.err()).isZero();
    assertThat(work.out())
        .contains("vault kv patch secret/app/db password=-", "known-secret")
        .doesNotContain(NEW, OLD);
    assertThat(Files.readString(folder.resolve("out/incident.json"))).contains(NEW, OLD);
    assertThat(work.weir("verify-purge", "--repo", "repo", "out/incident.json")).isEqualTo(1);
  }

  @Test
  void anOldVersionIsNotCalledInUse() throws Exception {
    String report = Files.readString(folder.resolve("report.json"));
    assertThat(report)
        .contains("Holds an earlier value of aws-ssm:/app/key, version 1.")
        .contains(
            "Holds the value of vault:secret/app/db#password, which is a secret that is in use");
    remediate("--known");
    assertThat(work.out())
        .contains("It is version 1 of aws-ssm:/app/key, which has a newer value.")
        .doesNotContain("put-parameter");
  }

  @Test
  void withoutTheValuesNothingIsClaimed() {
    assertThat(remediate()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("use the --known or --known-from").doesNotContain("--redact");
    assertThat(work.out())
        .contains("vault kv patch secret/app/db password=-", "its value is neither in the report")
        .doesNotContain("nothing to purge");
  }
}
