package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.neighbours.KnownCorpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownCommandTest {
  private static final String VAULT =
      "{\"lease_duration\":0,\"data\":{\"data\":{\"password\":\""
          + KnownCorpus.PASSWORD
          + "\",\"username\":\"dbadmin\"},\"metadata\":{\"version\":1}}}";
  private static final Pattern KNOWN =
      Pattern.compile("\"RuleID\": \"known-secret\".*?\"File\": \"([^\"]*)\"", Pattern.DOTALL);

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void home() throws Exception {
    Files.createDirectories(folder.resolve("repo"));
    work = new Workspace(folder.resolve("repo"));
    work.set("HOME", folder.resolve("home").toString());
    work.set("PATH", System.getenv("PATH"));
  }

  private void importPassword() {
    work.input(VAULT);
    int code = work.weir("known", "import", "--name", "secret/myapp/dbpassword");
    assertThat(code).as(work.err()).isZero();
    work.input("");
  }

  private Set<String> filesOfKnown() throws IOException {
    return KNOWN
        .matcher(Files.readString(folder.resolve("report.json")))
        .results()
        .map(match -> Path.of(match.group(1)).getFileName().toString())
        .collect(Collectors.toSet());
  }

  private String report() {
    return folder.resolve("report.json").toString();
  }

  @Test
  void twentyOneOfTwentyTwoFormsAreFoundInAFolder() throws Exception {
    KnownCorpus.write(work.path("."), KnownCorpus.PASSWORD);
    importPassword();
    assertThat(work.weir("dir", "--known", "-f", "json", "-r", report(), ".")).isEqualTo(1);
    assertThat(filesOfKnown()).hasSize(21).doesNotContain(KnownCorpus.SPLIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "staged", "unreachable", "verified"})
  void knownValuesAreFoundInGit(String what) throws Exception {
    KnownCorpus.write(work.path("."), KnownCorpus.PASSWORD);
    work.sh("git init -q; git commit -q --allow-empty -m start; git add -A");
    List<String> words = new ArrayList<>(List.of("git", "--known", "-f", "json", "-r", report()));
    if (what.equals("staged")) {
      words.add("--staged");
    } else {
      work.sh("git commit -qm add");
    }
    if (what.equals("unreachable")) {
      work.sh("git reset -q --hard HEAD~1; git reflog expire --expire=now --all");
      words.add("--unreachable");
    }
    if (what.equals("verified")) {
      words.add("--verify=offline");
    }
    importPassword();
    assertThat(work.weir(words.toArray(new String[0]))).as(work.err()).isEqualTo(1);
    assertThat(filesOfKnown()).hasSize(21).doesNotContain(KnownCorpus.SPLIT);
  }

  @Test
  void knownValuesAreFoundByHooksAndInInput() throws Exception {
    importPassword();
    work.input("the password: " + KnownCorpus.PASSWORD + "\n");
    assertThat(work.weir("stdin", "--known")).isEqualTo(1);
    work.input("");
    work.sh("git init -q; git commit -q --allow-empty -m 'use " + KnownCorpus.PASSWORD + "'");
    assertThat(work.weir("git", "--known", "-f", "json", "-r", report())).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("report.json")))
        .contains("known-secret")
        .doesNotContain(KnownCorpus.PASSWORD);
    Files.writeString(work.path("a.txt"), "x " + KnownCorpus.PASSWORD + " y\n");
    work.sh("git add a.txt");
    assertThat(work.weir("hook", "--known", "pre-commit")).isEqualTo(1);
    assertThat(work.out() + work.err())
        .contains("known-secret")
        .contains("vault:secret/myapp/dbpassword#password")
        .doesNotContain(KnownCorpus.PASSWORD);
    assertThat(work.weir("hook", "pre-commit")).as("contains only a known value").isZero();
  }

  @Test
  void allowlistsAndCommentsOfTheRepositoryHideNoKnownValue() throws Exception {
    Files.writeString(
        work.path(".gitleaks.toml"),
        "[extend]\nuseDefault = true\n[allowlist]\npaths = ['''fixtures/''']\n");
    Files.createDirectories(work.path("fixtures"));
    Files.writeString(work.path("fixtures/a.txt"), KnownCorpus.PASSWORD + " # gitleaks:allow\n");
    importPassword();
    assertThat(work.weir("dir", "--known", "-f", "json", "-r", report(), ".")).isEqualTo(1);
    assertThat(filesOfKnown()).containsExactly("a.txt");
    Files.writeString(work.path(".gitleaksignore"), "fixtures/a.txt:known-secret:1\n");
    assertThat(work.weir("dir", "--known", ".")).as("a fingerprint hides it").isZero();
  }

  /** Checks all files and output while values are imported, found, listed and removed. */
  @Test
  void noValueAndNoPlainHashOfOneIsInAnyFileLogOrError() throws Exception {
    KnownCorpus.write(work.path("."), KnownCorpus.PASSWORD);
    work.sh("git init -q; git add -A; git commit -qm 'password " + KnownCorpus.PASSWORD + "'");
    StringBuilder output = new StringBuilder();
    Path reports = Files.createDirectories(folder.resolve("reports"));
    importPassword();
    output.append(work.out()).append(work.err());
    for (String format : Workspace.REPORT_FORMATS) {
      String report = reports.resolve(format).toString();
      work.weir(
          "git", "--known", "-v", "-l", "trace", "--report-suppressed", "-f", format, "-r", report);
      output.append(work.out()).append(work.err());
      assertThat(Path.of(report)).isNotEmptyFile();
    }
    work.weir("dir", "--known", "-v", "-f", "json", "-r", reports.resolve("dir").toString(), ".");
    output.append(work.out()).append(work.err());
    work.weir("git", "--known", "--coverage-report", reports.resolve("coverage").toString());
    for (String broken : List.of("{\"a\":\"" + KnownCorpus.PASSWORD, "{" + KnownCorpus.PASSWORD)) {
      work.input(broken);
      for (String format : List.of("auto", "json", "yaml", "vault", "dotenv", "ini")) {
        work.weir("known", "import", "--format", format);
        output.append(work.out()).append(work.err());
      }
    }
    for (String command : List.of("list", "remove")) {
      work.weir("known", command, command.equals("list") ? "" : "vault:*");
      output.append(work.out()).append(work.err());
    }
    assertThat(output).contains("known-secret");
    Files.writeString(reports.resolve("output"), output);
    try (Stream<Path> all =
        Stream.concat(Files.walk(reports), Files.walk(folder.resolve("home")))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, ISO_8859_1);
        for (String trace : traces(KnownCorpus.PASSWORD)) {
          assertThat(text.contains(trace)).as("%s holds %s", file, trace).isFalse();
        }
      }
    }
  }

  /** Returns the value, its encoded forms, and its hashes that an attacker could compare. */
  private static List<String> traces(String value) throws Exception {
    byte[] bytes = value.getBytes(UTF_8);
    List<String> traces = new ArrayList<>(List.of(value, "Password123", "MySecure"));
    traces.add(Base64.getEncoder().encodeToString(bytes));
    traces.add(HexFormat.of().formatHex(bytes));
    traces.add("MySecurePassword123%21");
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      for (byte[] of : List.of(bytes, (value + "\n").getBytes(UTF_8))) {
        byte[] sum = MessageDigest.getInstance(algorithm).digest(of);
        traces.add(HexFormat.of().formatHex(sum));
        traces.add(HexFormat.of().withUpperCase().formatHex(sum));
        traces.add(Base64.getEncoder().encodeToString(sum));
        traces.add(new String(sum, ISO_8859_1));
        traces.add(new String(sum, 0, 12, ISO_8859_1));
      }
    }
    MessageDigest ours = MessageDigest.getInstance("SHA-256");
    ours.update("weir secret 1\0".getBytes(UTF_8));
    traces.add(HexFormat.of().formatHex(ours.digest(bytes)));
    return traces;
  }

  @Test
  void aScanWithoutKnownValuesFails() throws Exception {
    assertThat(work.weir("dir", "--known", ".")).isEqualTo(2);
    assertThat(work.err()).contains("weir known import");
    assertThat(work.weir("dir", "--known-from", "vaults:x", ".")).isEqualTo(2);
    assertThat(work.err()).contains("vault:PATH, aws-secretsmanager:ID or aws-ssm:PATH");
    assertThat(work.weir("dir", "--known-from", "vault:secret/x", ".")).isEqualTo(2);
    assertThat(work.err()).contains("weir-known-vault.jar").contains("WEIR_KNOWN_MODULES");
    work.set("HOME", "");
    assertThat(work.weir("dir", "--known", ".")).isEqualTo(2);
    assertThat(work.err()).contains("--known-file");
  }

  @Test
  void listsAndRemovesByName() {
    importPassword();
    work.input("API_KEY=kX9#mQ2$vL5pZr\nOTHER=Wn7!tB4^cD8sYq\n");
    assertThat(work.weir("known", "import", "--name", "prod")).isZero();
    assertThat(work.out()).contains("read as dotenv").contains("imported 2 values, 2 of them new");
    assertThat(work.weir("known", "list")).isZero();
    assertThat(work.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.endsWith("  vault:secret/myapp/dbpassword#password"));
    assertThat(work.weir("known", "remove", "nothing")).isEqualTo(1);
    assertThat(work.err()).contains("no known value comes from nothing");
    assertThat(work.weir("known", "remove", "dotenv:prod*")).isZero();
    assertThat(work.out()).contains("removed 2 values and kept 1");
    assertThat(work.weir("known", "remove", "--all")).isZero();
    assertThat(work.weir("known", "list")).isZero();
    assertThat(work.out()).isEmpty();
  }

  @Test
  void refusesRepositoriesAndInputWithoutValues() throws Exception {
    work.sh("git init -q");
    work.input(VAULT);
    assertThat(work.weir("known", "import", "--known-file", "known")).isEqualTo(1);
    assertThat(work.err()).contains("would be in the repository");
    assertThat(work.path("known")).doesNotExist();
    work.input("PORT=5432\nNAME=production\n");
    assertThat(work.weir("known", "import")).isEqualTo(1);
    assertThat(work.err()).contains("the input has no value").contains("dotenv#NAME");
    assertThat(work.weir("known", "import", "missing.json")).isEqualTo(1);
    assertThat(work.err())
        .contains("missing.json: cannot be read")
        .contains("nothing was imported");
    assertThat(work.weir("known", "import", "--format", "toml")).isEqualTo(126);
    assertThat(work.weir("known", "export")).isEqualTo(126);
  }

  @Test
  void hostileFilesAreRefused() throws Exception {
    importPassword();
    for (String format : List.of("json", "yaml", "auto")) {
      work.input("a: " + "[".repeat(100_000));
      assertThat(work.weir("known", "import", "--format", format)).isEqualTo(1);
      assertThat(work.err()).contains("nothing was imported").doesNotContain("at org.");
    }
    work.sh(
        "rm -f ../home/.local/share/weir/known.values; mkfifo ../home/.local/share/weir/known.values");
    work.sh("chmod 600 ../home/.local/share/weir/known.values");
    assertThat(work.weir("dir", "--known", ".")).isEqualTo(2);
    assertThat(work.err()).contains("cannot read the file of known values");
  }

  @Test
  void rulesFindTheSameWithAndWithoutKnownValues() throws Exception {
    KnownCorpus.write(work.path("."), KnownCorpus.PASSWORD);
    importPassword();
    work.weir("dir", "--redact", "-f", "json", "-r", report(), ".");
    String plain = Files.readString(folder.resolve("report.json"));
    work.weir(
        "dir", "--known", "--enable-rule", "generic-api-key", "-f", "json", "-r", report(), ".");
    long with = count(Files.readString(folder.resolve("report.json")), "generic-api-key");
    assertThat(with).isEqualTo(count(plain, "generic-api-key"));
  }

  private static long count(String report, String rule) {
    try (Stream<String> lines = report.lines()) {
      return lines.filter(line -> line.contains("\"RuleID\": \"" + rule)).count();
    } catch (UncheckedIOException e) {
      throw new AssertionError(e);
    }
  }
}
