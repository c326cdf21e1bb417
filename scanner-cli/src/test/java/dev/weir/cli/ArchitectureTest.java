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
        .resideInAnyPackage("dev.weir.cli.hook", "dev.weir.cli.known")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weir.cli", "dev.weir.cli.report", "dev.weir.rules")
        .check(PROGRAM);
  }

  @Test
  void remediesSeeTheCoreAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.cli.remedy")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.cli", "dev.weir.cli.report", "dev.weir.cli.hook", "dev.weir.rules")
        .check(PROGRAM);
  }

  @Test
  void gitSecretsSeesTheCoreAndHooksAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.cli.gitsecrets")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weir.cli", "dev.weir.cli.report..", "dev.weir.rules")
        .check(PROGRAM);
  }

  @Test
  void theDoctorSeesCoreAndRulesAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.cli.doctor")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.cli", "dev.weir.cli.report", "dev.weir.cli.hook", "dev.weir.cli.remedy")
        .check(PROGRAM);
  }

  @Test
  void verificationSeesTheCoreAloneAndAloneTheNetwork() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.cli.verify")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.cli",
            "dev.weir.cli.report",
            "dev.weir.cli.hook",
            "dev.weir.cli.remedy",
            "dev.weir.cli.trufflehog",
            "dev.weir.rules")
        .check(PROGRAM);
    noClasses()
        .that()
        .resideInAPackage("dev.weir.cli.trufflehog")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.cli",
            "dev.weir.cli.report",
            "dev.weir.cli.hook",
            "dev.weir.cli.remedy",
            "dev.weir.rules")
        .check(PROGRAM);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weir.cli.verify")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http")
        .check(PROGRAM);
  }
}
