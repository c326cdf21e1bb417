package dev.weir.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.process.Persona;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encoding of a file is a guess, so no mode depends on it: its bytes are searched as well. */
class GuessedEncodingTest {
  // Half a token at a time, so that this file does not hold one.
  private static final String TOKEN = "ghp_" + "FBZecwkMRu2vQuZ19cy0rNoJjSRbW38sVzAG";
  private static final String LINE = "token = " + TOKEN + "\n";
  private static final String HEADING = "a heading of some length\n";

  @TempDir Path folder;

  private final Map<String, byte[]> files = new TreeMap<>();

  private static byte[] bytes(Object... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < parts.length; i += 2) {
      all.writeBytes(((String) parts[i]).getBytes(Charset.forName((String) parts[i + 1])));
    }
    return all.toByteArray();
  }

  @BeforeEach
  void makeFiles() throws Exception {
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      files.put("all-" + charset, bytes("\uFEFF" + LINE, charset));
      files.put("mark-" + charset, bytes("\uFEFF", charset, LINE, "US-ASCII"));
      files.put("before-" + charset, bytes(HEADING, charset, LINE, "US-ASCII"));
      files.put("marked-" + charset, bytes("\uFEFF" + HEADING, charset, LINE, "US-ASCII"));
      files.put("after-" + charset, bytes(HEADING, "US-ASCII", LINE, charset));
      files.put("odd-" + charset, bytes("x" + HEADING, "US-ASCII", LINE, charset));
      files.put("far-" + charset, bytes(HEADING.repeat(500), "US-ASCII", LINE, charset));
    }
    Files.createDirectories(folder.resolve("w"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve("w").resolve(file.getKey()), file.getValue());
    }
  }

  private List<String> found(String... args) throws Exception {
    Workspace work = new Workspace(folder);
    List<String> words = new ArrayList<>(List.of(args));
    words.addAll(List.of("--no-banner", "-f", "json", "-r", "report.json"));
    assertThat(work.weir(words.toArray(String[]::new))).as(work.err()).isEqualTo(1);
    List<String> found = new ArrayList<>();
    for (JsonNode finding : new ObjectMapper().readTree(work.path("report.json").toFile())) {
      assertThat(finding.path("Secret").asText()).isEqualTo(TOKEN);
      found.add(finding.path("File").asText().replace("w/", ""));
    }
    return found;
  }

  private void git(String script) throws Exception {
    new Workspace(folder).sh("cd w && git init -q . && " + script);
  }

  @Test
  void inAFolder() throws Exception {
    assertThat(found("dir", "w")).containsExactlyElementsOf(files.keySet());
  }

  @Test
  void fromStandardInput() throws Exception {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      ProgramRun run =
          ProgramRun.of(Persona.WEIR, List.of("stdin"), Map.of(), folder, file.getValue());
      assertThat(run.exitCode()).as(file.getKey()).isEqualTo(1);
      assertThat(run.err()).as(file.getKey()).contains("leaks found: 1");
    }
  }

  @Test
  void inTheHistory() throws Exception {
    git("git add . && git commit -qm x");
    assertThat(found("git", "w")).containsExactlyElementsOf(files.keySet());
  }

  @Test
  void inWhatIsStaged() throws Exception {
    git("git add .");
    assertThat(found("git", "--staged", "w")).containsExactlyElementsOf(files.keySet());
  }

  @Test
  void inWhatIsNotStaged() throws Exception {
    git("git add -N .");
    assertThat(found("git", "--pre-commit", "w")).containsExactlyElementsOf(files.keySet());
  }

  @Test
  void inAMerge() throws Exception {
    git(
        "git commit -q --allow-empty -m a && git checkout -qb b && git commit -q --allow-empty -m b"
            + " && git checkout -q - && git commit -q --allow-empty -m c"
            + " && git merge -q --no-ff --no-commit b && git add . && git commit -qm merge");
    assertThat(found("git", "w", "--merges")).containsExactlyElementsOf(files.keySet());
  }

  @Test
  void bytesOfOtherEncodingsStayAsTheyAre() throws Exception {
    byte[] latin = (LINE + "caf\u00E9").getBytes(ISO_8859_1);
    Files.write(folder.resolve("latin"), latin);
    assertThat(found("dir", "latin")).containsExactly("latin");
  }
}
