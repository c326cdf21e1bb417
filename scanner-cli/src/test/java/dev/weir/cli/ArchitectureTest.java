package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Checks the code against the table {@code architecture/packages.tsv}, which lists for each package
 * the packages it may see, the libraries it may use, and its powers over the process. A package
 * must use exactly what the table grants. The table of packages in ARCHITECTURE.md and the last
 * paragraph of each {@code package-info} are generated from it; {@code -Dgolden.update} rewrites
 * them.
 */
class ArchitectureTest {
  private static final boolean UPDATE = System.getProperty("golden.update") != null;
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TABLE = Path.of("src/test/resources/architecture/packages.tsv");
  private static final String BASE = "dev.weir.";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/testing/"))
          .importPackages("dev.weir");

  /** The library of a class, by the start of the class's name. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.eclipse.jgit.", "JGit"),
          Map.entry("org.tomlj.", "tomlj"),
          Map.entry("org.antlr.", "tomlj"),
          Map.entry("org.snakeyaml.", "snakeyaml-engine"),
          Map.entry("org.apache.commons.compress.", "commons-compress"),
          Map.entry("org.tukaani.xz.", "xz"),
          Map.entry("io.airlift.compress.", "aircompressor"),
          Map.entry("org.brotli.", "brotli"),
          Map.entry("com.fasterxml.jackson.core.", "jackson-core"),
          Map.entry("com.fasterxml.jackson.annotation.", "jackson-databind"),
          Map.entry("com.fasterxml.jackson.databind.", "jackson-databind"),
          Map.entry("com.contrastsecurity.sarif.", "java-sarif"),
          Map.entry("org.objectweb.asm.", "asm"),
          Map.entry("org.apache.pdfbox.", "pdfbox"),
          Map.entry("org.apache.fontbox.", "pdfbox"),
          Map.entry("org.jline.", "jline"),
          Map.entry("picocli.", "picocli"));

  /** Libraries that every package may use. */
  private static final List<String> EVERYWHERE =
      List.of("java.", "javax.crypto.", "javax.security.", "javax.xml.stream.", "org.jspecify.");

  /** Types that start threads. For {@code Thread} only constructor calls count. */
  private static final Set<String> THREAD_MAKERS =
      Set.of(
          "java.util.Timer",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ScheduledExecutorService",
          "java.util.concurrent.ThreadPoolExecutor");

  private static final Set<String> THREAD_CALLS =
      Set.of("parallel", "parallelStream", "startVirtualThread", "ofVirtual", "ofPlatform");

  private static final Set<String> NETWORK =
      Set.of(
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.URLConnection",
          "java.net.HttpURLConnection",
          "java.nio.channels.SocketChannel");

  private static final Set<String> STREAMS = Set.of("in", "out", "err");

  private static final Set<String> SYSTEM_CALLS =
      Set.of("exit", "getenv", "getProperty", "getProperties", "setProperty", "console");

  private static final Set<String> PROPERTY_READERS =
      Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Boolean");

  /**
   * The permissions of a package: a row of the table.
   *
   * @param sees packages of weir, without {@code dev.weir.}
   * @param libraries libraries by name
   * @param powers {@code threads}, {@code processes} (starts them), {@code environment} (standard
   *     streams, exit, variables, properties), {@code network}
   */
  private record Row(Set<String> sees, Set<String> libraries, Set<String> powers) {
    Row() {
      this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    String line(String name) {
      return name + "\t" + cell(sees) + "\t" + cell(libraries) + "\t" + cell(powers);
    }

    private static String cell(Set<String> names) {
      return names.isEmpty() ? "-" : String.join(" ", names);
    }
  }

  @Test
  void packagesUseExactlyWhatTheTableGrants() throws IOException {
    List<String> found = new ArrayList<>();
    found.add("# package\tmay see\tlibraries\tpowers");
    inUse().forEach((name, row) -> found.add(row.line(name)));
    if (UPDATE) {
      Files.write(TABLE, found, UTF_8);
    }
    assertThat(Files.readAllLines(TABLE, UTF_8))
        .as("left: %s, what is allowed; right: what the code does", TABLE)
        .containsExactlyElementsOf(found);
  }

  @Test
  void noPackageSeesItselfThroughOthers() throws IOException {
    Map<String, Row> rows = table();
    for (String start : rows.keySet()) {
      assertThat(reachable(start, rows)).as("packages seen from %s", start).doesNotContain(start);
    }
  }

  @Test
  void noPowerIsTooWide() throws IOException {
    Map<String, Row> rows = table();
    rows.forEach(
        (name, row) -> {
          boolean isProgram = name.equals("cli") || name.startsWith("cli.");
          if (!isProgram) {
            assertThat(row.powers()).as("powers of %s", name).doesNotContain("environment");
            assertThat(row.sees()).as("what %s sees", name).noneMatch(s -> s.startsWith("cli"));
          }
          if (name.startsWith("core")) {
            assertThat(row.powers()).as("powers of %s", name).isSubsetOf("threads");
            assertThat(row.sees()).as(name).allMatch(s -> s.startsWith("core"));
          }
        });
    // git-secrets runs the commands that the user configured as providers, as its model does;
    // cli.process asks a shell for terminals where there is no /proc.
    assertThat(having("processes", rows))
        .containsExactly("cli.process", "git.program", "gitsecrets");
    assertThat(having("network", rows)).containsExactly("verify");
  }

  @Test
  void theListOfPackagesIsInTheArchitecturePage() throws IOException {
    StringBuilder rows =
        new StringBuilder("| package | what it is for | sees | libraries |\n|---|---|---|---|\n");
    for (Map.Entry<String, Row> entry : table().entrySet()) {
      Row row = entry.getValue();
      rows.append("| `").append(entry.getKey()).append("` | ");
      rows.append(PackageInfo.of(ROOT, BASE + entry.getKey()).firstSentence()).append(" | ");
      rows.append(quoted(row.sees(), "`")).append(" | ");
      rows.append(quoted(row.libraries(), "")).append(" |\n");
    }
    Path page = ROOT.resolve("ARCHITECTURE.md");
    String text = Files.readString(page);
    int start = text.indexOf("<!-- packages -->\n") + "<!-- packages -->\n".length();
    int end = text.indexOf("<!-- end of packages -->");
    if (UPDATE) {
      Files.writeString(page, text.substring(0, start) + rows + text.substring(end));
    }
    String written = Files.readString(page);
    assertThat(written.substring(start, written.indexOf("<!-- end of packages -->")))
        .isEqualTo(rows.toString());
  }

  @Test
  void packageInfosListWhatThePackageSees() throws IOException {
    for (Map.Entry<String, Row> entry : table().entrySet()) {
      PackageInfo info = PackageInfo.of(ROOT, BASE + entry.getKey());
      String paragraph = PackageInfo.paragraph(entry.getValue().sees());
      if (UPDATE) {
        info.withLastParagraph(paragraph);
      }
      assertThat(PackageInfo.of(ROOT, BASE + entry.getKey()).lastParagraph())
          .as("package-info of %s", entry.getKey())
          .isEqualTo(paragraph);
    }
  }

  private static String quoted(Set<String> names, String quote) {
    return String.join(", ", names.stream().map(name -> quote + name + quote).toList());
  }

  private static List<String> having(String power, Map<String, Row> rows) {
    return rows.keySet().stream().filter(name -> rows.get(name).powers().contains(power)).toList();
  }

  private static Set<String> reachable(String start, Map<String, Row> rows) {
    Set<String> seen = new TreeSet<>();
    List<String> open = new ArrayList<>(rows.get(start).sees());
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (seen.add(next)) {
        open.addAll(rows.get(next).sees());
      }
    }
    return seen;
  }

  private static Map<String, Row> table() throws IOException {
    if (UPDATE) {
      return inUse();
    }
    Map<String, Row> rows = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE, UTF_8)) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        rows.put(cells[0], new Row(cell(cells[1]), cell(cells[2]), cell(cells[3])));
      }
    }
    return rows;
  }

  private static Set<String> cell(String text) {
    return text.equals("-") ? new TreeSet<>() : new TreeSet<>(List.of(text.split(" ")));
  }

  /** Returns what each package of the program uses, read from its classes. */
  private static Map<String, Row> inUse() {
    Map<String, Row> rows = new TreeMap<>();
    for (JavaClass one : PROGRAM) {
      Row row = rows.computeIfAbsent(relative(one), name -> new Row());
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        add(row, one, dependency.getTargetClass().getBaseComponentType());
      }
      for (JavaAccess<?> access : one.getAccessesFromSelf()) {
        addPowers(row, access);
      }
      if (one.isAssignableTo(Thread.class)) {
        row.powers().add("threads");
      }
    }
    return rows;
  }

  private static void add(Row row, JavaClass from, JavaClass to) {
    String name = to.getName();
    if (name.startsWith(BASE)) {
      if (!to.getPackageName().equals(from.getPackageName())) {
        row.sees().add(relative(to));
      }
    } else if (!to.isPrimitive() && EVERYWHERE.stream().noneMatch(name::startsWith)) {
      row.libraries().add(library(name));
    }
    if (THREAD_MAKERS.contains(name)) {
      row.powers().add("threads");
    }
    if (NETWORK.contains(name) || name.startsWith("java.net.http.")) {
      row.powers().add("network");
    }
    if (name.equals("java.lang.ProcessBuilder")) {
      row.powers().add("processes");
    }
  }

  private static void addPowers(Row row, JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    if ((owner.equals("java.lang.Thread") && name.equals("<init>"))
        || (owner.startsWith("java.") && THREAD_CALLS.contains(name))) {
      row.powers().add("threads");
    }
    if (owner.equals("java.lang.Runtime") && name.equals("exec")) {
      row.powers().add("processes");
    }
    boolean isSystem = owner.equals("java.lang.System");
    if ((isSystem && (SYSTEM_CALLS.contains(name) || STREAMS.contains(name)))
        || (owner.equals("java.lang.Runtime") && (name.equals("exit") || name.equals("halt")))
        || (PROPERTY_READERS.contains(owner)
            && name.startsWith("get")
            && !name.equals("getClass"))) {
      row.powers().add("environment");
    }
  }

  private static String library(String name) {
    for (Map.Entry<String, String> entry : LIBRARIES.entrySet()) {
      if (name.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return name;
  }

  private static String relative(JavaClass type) {
    return type.getPackageName().substring(BASE.length());
  }
}
