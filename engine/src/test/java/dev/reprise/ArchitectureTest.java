package dev.reprise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house that a compiler does not see. */
@AnalyzeClasses(packages = "dev.reprise", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheBindingsCallForeignCode =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.reprise.linux..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.foreign..")
          .because("raw memory and the kernel's numbers live in one module");

  @ArchTest
  static final ArchRule theKernelKnowsNothingOfPtrace =
      noClasses()
          .that()
          .resideInAPackage("dev.reprise.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reprise.guest..", "dev.reprise.container..", "dev.reprise")
          .because("a handler cannot tell by which mechanism its call came");

  @ArchTest
  static final ArchRule theMechanismKnowsNothingOfDeterminism =
      noClasses()
          .that()
          .resideInAnyPackage("dev.reprise.guest..", "dev.reprise.container..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reprise.kernel..", "dev.reprise")
          .because("mechanism and policy are apart");

  @ArchTest
  static final ArchRule noStaticStateChanges =
      noFields()
          .that()
          .areStatic()
          .should()
          .notBeFinal()
          .because("a run is an object, and many live in one JVM");
}
