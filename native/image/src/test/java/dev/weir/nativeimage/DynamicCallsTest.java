package dev.weir.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What the program looks for at run time is in the metadata. The bytecode shows which calls there
 * are, and runs of the packed jar with an agent show what they are called with.
 */
class DynamicCallsTest {
  /** Tests of the program that call it as users do, by module. */
  private static final Map<String, List<String>> BLACK_BOX =
      Map.of(
          "scanner-cli",
          List.of(
              "dev.weir.cli.ConformanceTest",
              "dev.weir.cli.EveryCommandTest",
              "dev.weir.cli.VerifyFlagTest"),
          "scanner-core",
          List.of("dev.weir.core.source.FileFragmentsTest"),
          "documents",
          List.of("dev.weir.document.DocumentFilesTest"));

  @TempDir static Path folder;
  private static List<String> log;
  private static Set<String> files;

  @BeforeAll
  static void run() throws Exception {
    try (ZipFile zip = new ZipFile(PackedProgram.JAR.toFile())) {
      files = new HashSet<>(zip.stream().map(ZipEntry::getName).toList());
    }
    Path calls = Files.createFile(folder.resolve("calls.txt"));
    Path agent = PackedProgram.agent(folder.resolve("agent.jar"));
    for (Map.Entry<String, List<String>> module : BLACK_BOX.entrySet()) {
      List<String> words =
          new ArrayList<>(
              List.of("-javaagent:" + agent + "=" + calls, "-cp", PackedProgram.withTests()));
      words.add(BlackBoxTests.class.getName());
      words.addAll(module.getValue());
      Path here = PackedProgram.MODULE.resolveSibling(module.getKey());
      PackedProgram.Answer answer = PackedProgram.java(here, Map.of(), words);
      assertThat(answer.code()).as("%s", answer).isZero();
    }
    log = Files.readAllLines(calls);
  }

  private static LoggedCalls calls(String metadata) throws Exception {
    return new LoggedCalls(ListedCalls.read(), new Metadata(metadata), files);
  }

  @Test
  void theJarHasTheMetadataOfItsClasses() throws Exception {
    assertThat(PackedProgram.metadata()).isEqualTo(MetadataWriter.metadata(PackedProgram.JAR));
  }

  @Test
  void everyCallInTheBytecodeIsListed() throws Exception {
    Map<DynamicCalls.Site, Integer> found = DynamicCalls.of(PackedProgram.JAR);
    if (System.getProperty("golden.update") != null) {
      ListedCalls.update(found);
    }
    Map<DynamicCalls.Site, Integer> listed = new TreeMap<>();
    ListedCalls.read()
        .forEach(
            (site, line) -> {
              listed.put(site, line.count());
              assertThat(line.answer()).as("answer of " + site).isNotNull();
              assertThat(line.reason()).as("reason of " + site).isNotBlank();
            });
    Set<String> differences = new TreeSet<>();
    found.forEach((site, count) -> differ("new", site, count, listed.get(site), differences));
    listed.forEach((site, count) -> differ("gone", site, count, found.get(site), differences));
    assertThat(differences).as("run mvn verify -Dgolden.update").isEmpty();
  }

  private static void differ(
      String what, DynamicCalls.Site site, int count, Integer other, Set<String> differences) {
    if (other == null || other != count) {
      differences.add(what + ": " + count + " of " + site);
    }
  }

  @Test
  void whatARunLooksForIsInTheMetadata() throws Exception {
    assertThat(calls(PackedProgram.metadata()).problems(log)).isEmpty();
  }

  /** Every entry that a run uses is missed when it is taken out. */
  @Test
  void aMissingEntryIsNoticed() throws Exception {
    ObjectMapper json = new ObjectMapper();
    Set<String> missed = new TreeSet<>();
    for (String part : List.of("reflection", "resources")) {
      int size = json.readTree(PackedProgram.metadata()).get(part).size();
      for (int i = 0; i < size; i++) {
        ObjectNode root = (ObjectNode) json.readTree(PackedProgram.metadata());
        String entry = ((ArrayNode) root.get(part)).remove(i).elements().next().asText();
        if (!calls(root.toString()).problems(log).isEmpty()) {
          missed.add(entry);
        }
      }
    }
    assertThat(missed)
        .contains(
            "org.eclipse.jgit.lib.CoreConfig$TrustStat",
            "org.eclipse.jgit.internal.JGitText",
            "com.contrastsecurity.sarif.Result",
            "dev.weir.core.rule.Rule",
            "dev/weir/rules/default.rules");
  }

  @Test
  void aNewCallIsNoticed() throws Exception {
    Path jar = folder.resolve("more.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry("New.class"));
      out.write(classThatCallsForName());
      out.closeEntry();
    }
    DynamicCalls.Site site = new DynamicCalls.Site("New.find", "java/lang/Class.forName");
    assertThat(DynamicCalls.of(jar)).isEqualTo(Map.of(site, 1));
    assertThat(ListedCalls.read()).doesNotContainKey(site);
  }

  private static byte[] classThatCallsForName() {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "New", null, "java/lang/Object", null);
    MethodVisitor method =
        type.visitMethod(
            Opcodes.ACC_STATIC, "find", "(Ljava/lang/String;)Ljava/lang/Class;", null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/lang/Class",
        "forName",
        "(Ljava/lang/String;)Ljava/lang/Class;",
        false);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    return type.toByteArray();
  }

  @Test
  void theNamedClassesOfTheJdkExist() throws Exception {
    for (String type : new Metadata(PackedProgram.metadata()).types()) {
      if (type.startsWith("jdk.") || type.startsWith("sun.")) {
        Class.forName(type, false, ClassLoader.getPlatformClassLoader()).getDeclaredConstructor();
      }
    }
  }
}
