package dev.weir.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Reports and hooks know nothing of the program around them, templates nothing of findings. */
class ArchitectureTest {
  @Test
  void reportsSeeTheCoreAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.cli.report")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weir.cli", "dev.weir.rules")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir.cli"));
  }

  @Test
  void hooksSeeTheCoreAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.cli.hook")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weir.cli", "dev.weir.cli.report", "dev.weir.rules")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir.cli"));
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
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir.cli"));
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
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir.cli"));
  }

  @Test
  void templatesSeePatternsAlone() {
    classes()
        .that()
        .resideInAPackage("dev.weir.cli.report.template")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify..",
            "dev.weir.core.regex",
            "dev.weir.core.text",
            "dev.weir.cli.report.template")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir.cli"));
  }
}
