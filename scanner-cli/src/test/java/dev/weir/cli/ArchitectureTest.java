package dev.weir.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Reports know nothing of the program around them. */
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
}
