package dev.weir.gotemplate;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Which package of the module uses which, and what none of them may touch. */
class ArchitectureTest {
  private static final String ROOT = "dev.weir.gotemplate";
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** All that a package uses besides the JDK and the null annotations. */
  private static final Map<String, Set<String>> USES =
      Map.of(
          "gotemplate", Set.of("execute", "parse", "value", "gostd"),
          "execute", Set.of("parse", "sprig", "format", "value", "gostd"),
          "parse", Set.of("value", "gostd"),
          "sprig", Set.of("format", "value", "gostd", "core.regex", "core.text"),
          "format", Set.of("value", "gostd"),
          "value", Set.of("gostd"),
          "gostd", Set.of());

  @Test
  void everyPackageUsesWhatTheTableSays() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass user : MODULE) {
      String from = shortName(user.getPackageName());
      Set<String> targets = uses.computeIfAbsent(from, name -> new TreeSet<>());
      for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
        String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (!isOfJava(to) && !shortName(to).equals(from)) {
          targets.add(shortName(to));
        }
      }
    }
    assertThat(uses).containsExactlyInAnyOrderEntriesOf(USES);
  }

  private static boolean isOfJava(String packageName) {
    return packageName.isEmpty()
        || packageName.startsWith("java.")
        || packageName.equals("javax.crypto")
        || packageName.equals("javax.crypto.spec")
        || packageName.equals("org.jspecify.annotations");
  }

  private static String shortName(String packageName) {
    return packageName.startsWith(ROOT + ".")
        ? packageName.substring(ROOT.length() + 1)
        : packageName.replaceFirst("^dev\\.weir\\.", "");
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MODULE);
  }

  @Test
  void nothingOfTheProcessIsTouched() {
    noClasses()
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(System.class)))
                .and(target(name("exit").or(name("getenv")).or(name("getProperty")))))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            ProcessBuilder.class,
            Runtime.class,
            Thread.class,
            Executors.class,
            ForkJoinPool.class,
            CompletableFuture.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.util.logging..")
        .check(MODULE);
  }
}
