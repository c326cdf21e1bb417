package dev.weir.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Reports and hooks know nothing of the program around them. */
class ArchitectureTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.weir");

  @Test
  void reportsSeeTheCoreAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.cli.report")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weir.cli", "dev.weir.rules")
        .check(PROGRAM);
  }

  @Test
  void hooksAndKnownValuesSeeTheCoreAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.weir.git.hook", "dev.weir.known")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weir.cli", "dev.weir.cli.report", "dev.weir.rules")
        .check(PROGRAM);
  }

  @Test
  void remediesSeeTheCoreAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.remedy")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.cli", "dev.weir.cli.report", "dev.weir.git.hook", "dev.weir.rules")
        .check(PROGRAM);
  }

  @Test
  void gitSecretsSeesTheCoreAndHooksAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.gitsecrets")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weir.cli", "dev.weir.cli.report..", "dev.weir.rules")
        .check(PROGRAM);
  }

  @Test
  void theDoctorSeesCoreAndRulesAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.doctor")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.cli", "dev.weir.cli.report", "dev.weir.git.hook", "dev.weir.remedy")
        .check(PROGRAM);
  }

  @Test
  void verificationSeesTheCoreAloneAndAloneTheNetwork() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.verify")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.cli",
            "dev.weir.cli.report",
            "dev.weir.git.hook",
            "dev.weir.remedy",
            "dev.weir.trufflehog",
            "dev.weir.rules")
        .check(PROGRAM);
    noClasses()
        .that()
        .resideInAPackage("dev.weir.trufflehog")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.cli",
            "dev.weir.cli.report",
            "dev.weir.git.hook",
            "dev.weir.remedy",
            "dev.weir.rules")
        .check(PROGRAM);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weir.verify")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http")
        .check(PROGRAM);
  }
}
