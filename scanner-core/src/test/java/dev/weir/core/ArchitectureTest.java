package dev.weir.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may depend on whom. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.weir.core");

  private static final Set<String> PROPERTY_READERS =
      Set.of(
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean");

  private static void onlyIn(String owner, String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weir.core." + owner)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CORE);
  }

  private static void mayNotSee(String one, String... others) {
    for (String other : others) {
      noClasses()
          .that()
          .resideInAPackage("dev.weir.core." + one + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.weir.core." + other + "..")
          .check(CORE);
    }
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.weir.core.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void eachLibraryHasOneOwner() {
    onlyIn("regex..", "com.google.re2j..");
    onlyIn("config.toml", "org.tomlj..");
    onlyIn("archive", "org.apache.commons.compress..");
    onlyIn("archive", "org.tukaani..");
    onlyIn("archive", "io.airlift..");
  }

  @Test
  void dependenciesPointOneWay() {
    mayNotSee("text", "regex", "rule", "config", "source", "finding", "detect", "scan");
    mayNotSee("file", "text", "archive", "regex", "rule", "config", "source", "finding");
    mayNotSee("archive", "text", "regex", "rule", "config", "source", "finding", "detect");
    mayNotSee("regex", "rule", "config", "source", "finding", "detect", "scan", "decode");
    mayNotSee("rule", "config", "source", "finding", "detect", "scan", "decode");
    mayNotSee("source", "rule", "config", "finding", "detect", "scan");
    mayNotSee("finding", "rule", "config", "detect", "scan");
    mayNotSee("detect", "config", "scan");
    mayNotSee("config", "source", "finding", "detect", "scan");
    mayNotSee("scan", "config");
  }

  @Test
  void onlyScanMakesThreads() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weir.core.scan")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ExecutorService")
        .check(CORE);
  }

  private static DescribedPredicate<JavaMethodCall> readsAProperty() {
    return DescribedPredicate.describe(
        "it reads a property of the process",
        call ->
            PROPERTY_READERS.contains(call.getTargetOwner().getFullName() + "." + call.getName()));
  }

  @Test
  void coreTouchesNothingOfTheProcess() {
    noClasses().should().accessField(System.class, "out").check(CORE);
    noClasses().should().accessField(System.class, "err").check(CORE);
    noClasses().should().callMethod(System.class, "exit", int.class).check(CORE);
    noClasses().should().callMethod(System.class, "getenv").check(CORE);
    noClasses().should().callMethod(System.class, "getenv", String.class).check(CORE);
    noClasses().should().callMethodWhere(readsAProperty()).check(CORE);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .check(CORE);
  }
}
