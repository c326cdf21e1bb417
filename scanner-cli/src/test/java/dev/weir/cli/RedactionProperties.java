package dev.weir.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

/**
 * With {@code --redact} no secret of a run is in anything that the run writes: not in reports, on
 * the console or in logs, wherever in the repository it was, plain or encoded.
 */
class RedactionProperties {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEMPLATE =
      "{{range .}}{{.Line}}|{{.Match}}|{{.Secret}}|{{.File}}|{{.Message}}|{{.Author}}|{{.Email}}|"
          + "{{.Tags}}|{{.Description}}|{{.Link}}|{{.Fingerprint}}|{{.SymlinkFile}}\n{{end}}";

  /** Reports that may show secrets, and those that never do. */
  private static final List<String> REPORTS =
      List.of("json", "csv", "junit", "sarif", "jsonl", "junit-strict", "html");

  private static final List<String> SAFE_REPORTS = List.of("sarif-rich", "gitlab", "github");

  @TempDir Path folder;

  private int number;

  /** A rule, and how a text that it matches is made of a random value. */
  private record Kind(
      String toml, String before, String start, String after, int length, String characters) {
    String value(Draw draw) {
      return start + draw.text(length, length, characters) + draw.number(0, 9);
    }

    String text(String value) {
      return before + value + after;
    }
  }

  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private static final List<Kind> KINDS =
      List.of(
          new Kind("regex='ka_[a-z0-9]{16}'", "", "ka_", "", 15, LOWER),
          new Kind("regex='''kb ?= ?\"([a-z0-9]{12})\"'''", "kb = \"", "", "\"", 11, LOWER),
          new Kind("regex='''(kc)_([A-Z0-9]{20})'''", "kc_", "", "", 19, UPPER),
          new Kind("regex='''(KD)[A-Z0-9]{18}'''", "", "KD", "", 17, UPPER),
          new Kind("regex='''ke:([a-z0-9]{14})'''\nsecretGroup=1", "ke:", "", "", 13, LOWER),
          new Kind(
              "regex='''(_kf)=\"[A-Za-z0-9/+]{24}\"'''", "x_kf=\"", "", "\"", 23, UPPER + "/+"),
          new Kind(
              "regex='''(kg)-([a-z0-9]{4})[a-z0-9]{12}'''\nsecretGroup=2",
              "kg-", "", "", 15, LOWER));

  /** What is made up for one repository. */
  private final class Material {
    private final Draw draw;
    private final List<String> values = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    Material(Draw draw) {
      this.draw = draw;
      for (int i = draw.number(2, 6); i > 0; i--) {
        Kind kind = draw.of(KINDS);
        String value = kind.value(draw);
        values.add(value);
        texts.add(kind.text(value));
      }
    }

    String rules() {
      StringBuilder toml = new StringBuilder("title='t'\n");
      for (int i = 0; i < KINDS.size(); i++) {
        String more = draw.oneIn(4) ? " as in " + draw.of(texts).replace("\"", "") : "";
        toml.append("[[rules]]\nid='r" + i + (draw.oneIn(8) ? draw.of(values) : "") + "'\n");
        toml.append("description='finds").append(more).append("'\n");
        toml.append("tags=['t").append(more).append("']\n");
        toml.append(KINDS.get(i).toml()).append('\n');
      }
      return toml.toString();
    }

    /** Returns some words, in which values stand as rules find them, alone, and encoded. */
    String line() {
      StringBuilder line = new StringBuilder();
      for (int i = draw.number(1, 4); i > 0; i--) {
        line.append(draw.of("see ", "x=1; ", "{\"a\": ", "// ", ""));
        line.append(
            switch (draw.number(0, 3)) {
              case 0 -> draw.of(values);
              case 1 -> encoded(draw.of(values), draw.number(0, 5));
              default -> draw.of(texts);
            });
        line.append(draw.of(" ", "; ", ", "));
      }
      return line.toString();
    }

    String name() {
      String extension = draw.of(".txt", ".env", "");
      return draw.oneIn(3)
          ? "f-" + draw.of(values).replace('/', '-') + extension
          : draw.of("a", "b", "c") + number++ + extension;
    }
  }

  private static String encoded(String value, int how) {
    byte[] bytes = value.getBytes(UTF_8);
    return switch (how) {
      case 0 -> Base64.getEncoder().encodeToString(bytes);
      case 1 -> Base64.getUrlEncoder().encodeToString(("user:" + value).getBytes(UTF_8));
      case 2 -> HexFormat.of().formatHex(bytes);
      case 3 -> HexFormat.of().withPrefix("%").formatHex(bytes);
      case 4 -> HexFormat.of().withPrefix("\\u00").formatHex(bytes);
      default -> {
        StringBuilder html = new StringBuilder();
        value.chars().forEach(c -> html.append("&#").append(c).append(';'));
        yield html.toString();
      }
    };
  }

  private Path repository(Material made) throws Exception {
    Path root = folder.resolve("r" + number++);
    Files.createDirectories(root);
    Workspace work = new Workspace(root);
    Files.writeString(folder.resolve("rules.toml"), made.rules());
    work.sh("git init -q -b main; git remote add origin https://github.com/o/r.git");
    for (int i = made.draw.number(1, 3); i > 0; i--) {
      content(root, made);
      Files.writeString(folder.resolve("message"), made.line() + "\n\n" + made.line() + "\n");
      Files.writeString(folder.resolve("who"), made.draw.oneIn(3) ? made.line() : "Ada");
      work.sh(
          "GIT_AUTHOR_NAME=\"$(tr -d '<>' < ../who)\"; GIT_AUTHOR_EMAIL=\"$(tr -d '<> \\n' <"
              + " ../who)\"; git add .; git commit -q --allow-empty -F ../message");
    }
    Files.writeString(folder.resolve("note"), made.line() + "\n");
    work.sh(
        "git notes add -F ../note; ln -s nowhere 'missing-"
            + made.values.get(0).replace('/', '-')
            + "'");
    content(root, made);
    work.sh("git add .");
    return root;
  }

  private void content(Path root, Material made) throws IOException {
    Path file = root.resolve(made.draw.oneIn(3) ? "d-" + made.name() : ".").resolve(made.name());
    Files.createDirectories(file.getParent());
    StringBuilder text = new StringBuilder();
    for (int i = made.draw.number(1, 4); i > 0; i--) {
      text.append(made.line()).append('\n');
    }
    Files.writeString(file, text);
    if (made.draw.oneIn(3)) {
      try (OutputStream out = Files.newOutputStream(root.resolve("z" + number++ + ".zip"));
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry(made.name()));
        zip.write(made.line().getBytes(UTF_8));
        zip.closeEntry();
      }
    }
  }

  @Property(tries = 4)
  void noSecretOfARunIsShown(Draw draw) throws Exception {
    Material made = new Material(draw);
    Path root = repository(made);
    Files.writeString(folder.resolve("t.tmpl"), TEMPLATE);
    String command =
        draw.of("git .", "dir .", "git --staged .", "hook pre-commit", "git . --platform github");
    String mask = draw.of("--redact", "--redact=100", "--redact -v", "--redact -v --no-color");
    Workspace work = new Workspace(root);
    work.set("NO_COLOR", "1");
    work.set("PATH", System.getenv("PATH"));
    work.weir(
        words(command, "--redact=0 -c ../rules.toml --max-archive-depth 2 -f json -r ../all"));
    Set<String> secrets = secrets(made);
    if (secrets.isEmpty()) {
      return;
    }
    Path out = Files.createDirectories(folder.resolve("out" + number++));
    StringBuilder options =
        new StringBuilder(mask + " -l trace -c ../rules.toml --max-archive-depth 2");
    Stream.concat(REPORTS.stream(), SAFE_REPORTS.stream())
        .forEach(
            format ->
                options
                    .append(" -f ")
                    .append(format)
                    .append(" -r ")
                    .append(out)
                    .append('/')
                    .append(format));
    options.append(" -f template -r " + out + "/template --report-template ../t.tmpl");
    options.append(" --report-suppressed --coverage-report " + out + "/coverage");
    work.weir(words(command, options.toString()));
    assertThat(work.err()).doesNotContain("failed to write").doesNotContain("internal error");
    assertHidden(secrets, "standard output", work.out());
    assertHidden(secrets, "standard error", work.err());
    assertHidden(secrets, out);

    Path safe = Files.createDirectories(folder.resolve("safe" + number++));
    StringBuilder plain = new StringBuilder("--redact=0 -c ../rules.toml --max-archive-depth 2");
    SAFE_REPORTS.forEach(format -> plain.append(" -f " + format + " -r " + safe + "/" + format));
    work.weir(words(command, plain.toString()));
    assertHidden(secrets, safe);
  }

  /** A secret that is found without its entities is hidden as it is written, too. */
  @Property(tries = 2)
  void noSecretInMarkupIsShown(Draw draw) throws Exception {
    String start = draw.text(9, 9, LOWER) + draw.number(0, 9);
    String end = draw.text(9, 9, UPPER) + draw.number(0, 9);
    Path root = Files.createDirectories(folder.resolve("m" + number++));
    String entity = draw.of("&amp;", "&#38;", "&#x26;");
    Files.writeString(
        root.resolve("a.xml"), "<x><db_password>" + start + entity + end + "</db_password></x>\n");
    Workspace work = new Workspace(root);
    work.set("NO_COLOR", "1");
    work.weir(words("dir .", "--redact=0 -f json -r ../all"));
    assertThat(Files.readString(folder.resolve("all"))).contains(start, end);
    Path out = Files.createDirectories(folder.resolve("out" + number++));
    StringBuilder options = new StringBuilder("--redact -v -l trace");
    Stream.concat(REPORTS.stream(), SAFE_REPORTS.stream())
        .forEach(format -> options.append(" -f " + format + " -r " + out + "/" + format));
    work.weir(words("dir .", options.toString()));
    assertThat(work.err()).doesNotContain("failed to write").doesNotContain("internal error");
    Set<String> secrets = Set.of(start, end);
    assertHidden(secrets, "standard output", work.out());
    assertHidden(secrets, "standard error", work.err());
    assertHidden(secrets, out);
  }

  private static String[] words(String command, String options) {
    return (command + " " + options).split(" ");
  }

  /** Returns the made-up values that the scan of everything reports, in a secret or a match. */
  private Set<String> secrets(Material made) throws IOException {
    Set<String> secrets = new TreeSet<>();
    for (JsonNode finding : JSON.readTree(Files.readString(folder.resolve("all")))) {
      for (String value : made.values) {
        boolean isShown =
            made.texts.stream().anyMatch(text -> text.contains(value) && holds(finding, text));
        if (isShown || finding.path("Match").asText().contains(value)) {
          secrets.add(value);
        }
      }
    }
    return secrets;
  }

  /** Returns true if a name around the finding holds a text that a rule finds. */
  private static boolean holds(JsonNode finding, String text) {
    return Stream.of("File", "Author", "Email", "Message")
        .anyMatch(field -> finding.path(field).asText().contains(text));
  }

  private static void assertHidden(Set<String> secrets, Path reports) throws IOException {
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.sorted().toList()) {
        assertHidden(secrets, file.getFileName().toString(), Files.readString(file, ISO_8859_1));
      }
    }
  }

  private static void assertHidden(Set<String> secrets, String where, String text) {
    for (String secret : secrets) {
      assertThat(text).as(where).doesNotContain(secret);
      for (int how = 0; how < 6; how++) {
        String copy = encoded(secret, how);
        // The end of a text in base64 also holds bits of what follows.
        String core = how < 2 ? copy.substring(how * 8, copy.length() - 4) : copy;
        assertThat(text).as(where).doesNotContain(core);
      }
    }
  }
}
