package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir image}, and what comes out of builds: states, manifests and logs. */
class ImageScanTest {
  private static final String TOKEN = "ghp_" + "FBZecwkMRu2vQuZ19cy0rNoJjSRbW38sVzAG";

  /** An image whose second layer deletes the file with the token. */
  private static final String IMAGE =
      """
      mkdir -p image/etc image/1 image/2; cd image
      printf 'token = "%s"\\n' TOKEN >etc/app.conf; tar cf 1/layer.tar etc
      rm etc/app.conf; : >etc/.wh.app.conf; tar cf 2/layer.tar etc
      id() { printf '"sha256:'; sha256sum <$1 | cut -c1-64 | tr -d '\\n'; printf '"'; }
      cat >c.json <<END
      {"config": {"Env": ["PATH=/bin"]},
       "rootfs": {"diff_ids": [$(id 1/layer.tar), $(id 2/layer.tar)]},
       "history": [{"created_by": "COPY etc /etc", "created": "2026-01-02T03:04:05Z"},
                   {"created_by": "RUN rm /etc/app.conf"}]}
      END
      echo '[{"Config": "c.json", "Layers": ["1/layer.tar", "2/layer.tar"]}]' >manifest.json
      tar cf ../image.tar manifest.json c.json 1 2
      """;

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeImage() throws Exception {
    work = new Workspace(folder);
    work.sh(IMAGE.replace("TOKEN", "'" + TOKEN + "'") + "cd ..; rm -r image");
  }

  private JsonNode report(int code, String... more) throws Exception {
    String[] words = {"image", "image.tar", "--no-banner", "-f", "json", "-r", "report.json"};
    String[] all = new String[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    assertThat(work.weir(all)).as(work.err()).isEqualTo(code);
    return new ObjectMapper().readTree(work.path("report.json").toFile());
  }

  @Test
  void aFindingNamesItsLayerAndWhatBecameOfTheFile() throws Exception {
    JsonNode found = report(ExitCode.FAILURE);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("File").asText())
        .matches("layer sha256:[0-9a-f]{12}!/etc/app\\.conf");
    assertThat(found.get(0).path("Message").asText())
        .isEqualTo("layer 1 of 2, deleted in layer 2; made by: COPY etc /etc");
    assertThat(found.get(0).path("Date").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(work.weir("image", "image.tar", "-v", "--redact")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out() + work.err())
        .contains("\nOrigin:      layer 1 of 2, deleted in layer 2; made by: COPY etc /etc\n")
        .doesNotContain(TOKEN);
  }

  @Test
  void findingsAreIgnoredFromTheCurrentFolder() throws Exception {
    String fingerprint = report(ExitCode.FAILURE).get(0).path("Fingerprint").asText();
    Files.writeString(work.path(".gitleaksignore"), fingerprint + "\n");
    assertThat(report(ExitCode.CLEAN)).isEmpty();
    Files.delete(work.path(".gitleaksignore"));
    report(ExitCode.FAILURE);
    work.weir("ignore", "--from", "report.json", "--reason", "a test");
    assertThat(work.path(".weirignore")).content().doesNotContain("layer");
    assertThat(report(ExitCode.CLEAN)).isEmpty();
  }

  @Test
  void everyReportIsWritten() {
    for (String format : Workspace.REPORT_FORMATS) {
      work.weir("image", "image.tar", "-f", format, "-r", "out." + format);
      assertThat(work.path("out." + format)).content().contains("etc/app.conf");
    }
  }

  @Test
  void whatIsNoImageIsNotGreen() throws Exception {
    Files.writeString(work.path("text"), "text");
    assertThat(work.weir("image", "text")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("docker save IMAGE -o FILE");
    assertThat(work.weir("image", "absent.tar")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.weir("image")).isEqualTo(ExitCode.USAGE);
    work.sh("head -c 3000 image.tar >cut.tar");
    assertThat(work.weir("image", "cut.tar")).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void sensitiveValuesOfAStateAreReportedWithTheirResource() throws Exception {
    Files.writeString(
        work.path("terraform.tfstate"),
        "{\"version\":4,\"terraform_version\":\"1.9.5\",\"resources\":[{\"mode\":\"managed\",\"type\":"
            + "\"made_up\",\"name\":\"db\",\"instances\":[{\"attributes\":{\"note\":\"poor1\"},"
            + "\"sensitive_attributes\":[[{\"type\":\"get_attr\",\"value\":\"note\"}]]}]}]}");
    assertThat(work.weir("dir", "terraform.tfstate", "-v")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out())
        .contains("RuleID:      terraform-sensitive-value\n")
        .contains("File:        terraform.tfstate!made_up.db\n");
  }

  @Test
  void logsOfBuildsAreReadThroughTheirColours() {
    String[] halves = {TOKEN.substring(0, 20), TOKEN.substring(20)};
    work.input(
        "2026-01-02T03:04:05.0000000Z ##[group]Run deploy\n"
            + "2026-01-02T03:04:05.1000000Z \u001b[36;1mdeploy --password *** --token=***\u001b[0m\n"
            + "2026-01-02T03:04:05.2000000Z GITHUB_TOKEN: ***\n");
    assertThat(work.weir("stdin")).as(work.out()).isEqualTo(ExitCode.CLEAN);
    work.input(
        "2026-01-02T03:04:05.0000000Z ##[debug]\u001b[31m"
            + halves[0]
            + "\u001b[0m\u001b[1;31m"
            + halves[1]
            + "\u001b[0m\n");
    assertThat(work.weir("stdin", "-v")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("Secret:      " + TOKEN);
  }
}
