package dev.weir.fleet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks which packages of the fleet may use what. The scanner's own packages are checked by {@code
 * ArchitectureTest} of scanner-cli.
 */
class FleetArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.weir");

  @Test
  void nothingElseKnowsTheFleet() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weir.fleet..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.weir.fleet..")
        .check(ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.spark, spark",
    "org.apache.hadoop, spark",
    "scala, spark",
    "java.sql, embedded|report",
    "org.duckdb, embedded",
    "org.kohsuke, host",
    "org.gitlab4j, host",
    "java.net.http, host"
  })
  void fewPackagesUseALibrary(String library, String owners) {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.fleet..")
        .and()
        .resideOutsideOfPackages(
            Stream.of(owners.split("\\|"))
                .map(owner -> "dev.weir.fleet." + owner + "..")
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .check(ALL);
  }

  @Test
  void onlyTheCommandAndTheClusterSeeTheEngines() {
    classes()
        .that()
        .resideInAnyPackage("dev.weir.fleet.embedded..", "dev.weir.fleet.spark..")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage("dev.weir.fleet", "dev.weir.fleet.embedded..", "dev.weir.fleet.spark..")
        .check(ALL);
  }

  @Test
  void theFleetStartsNoProcessByItself() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.fleet..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .check(ALL);
  }

  @Test
  void noPackageSeesItselfThroughOthers() {
    slices().matching("dev.weir.fleet.(*)..").should().beFreeOfCycles().check(ALL);
  }
}
