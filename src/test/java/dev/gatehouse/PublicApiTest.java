package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What embedders may use, as {@code package-info.java} lists it: it names nothing that is internal. */
@AnalyzeClasses(packages = "dev.gatehouse", importOptions = DoNotIncludeTests.class)
class PublicApiTest {
  private static final String ROOT = "dev.gatehouse";
  private static final List<String> PACKAGES = List.of(
      "",
      ".mcp",
      ".mcp.caller",
      ".mcp.client",
      ".mcp.content",
      ".mcp.prompt",
      ".mcp.resource",
      ".mcp.schema",
      ".settings",
      ".settings.model",
      ".store");
  private static final Set<String> INTERNAL = Set.of("Main", "SettingsLoader");
  private static final Set<String> TYPES = Set.of(
      "AccessToken",
      "AuthenticatedUser",
      "Authenticator",
      "Cause",
      "Decision",
      "DecisionListener",
      "DpopProofIds",
      "ListenException",
      "Outcome",
      "Party",
      "Step",
      "TokenUnavailableException",
      "UserCredentials");

  @ArchTest
  static final ArchRule names_nothing_that_is_internal = classes()
      .that(new DescribedPredicate<JavaClass>("are for embedders") {
        @Override
        public boolean test(JavaClass type) {
          return isVisible(type) && isApi(type);
        }
      })
      .should(new ArchCondition<JavaClass>("name only what is for embedders in public members") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          type.getMembers().stream()
              .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
              .forEach(member -> named(member)
                  .flatMap(named -> named.getAllInvolvedRawTypes().stream())
                  .map(JavaClass::getBaseComponentType)
                  .filter(named -> named.getPackageName().startsWith(ROOT) && !isApi(named))
                  .forEach(internal -> events.add(SimpleConditionEvent.violated(
                      member, member.getFullName() + " names " + internal.getName()))));
        }
      });

  private static Stream<JavaType> named(JavaMember member) {
    if (member instanceof JavaCodeUnit code) {
      return Stream.concat(code.getParameterTypes().stream(), Stream.of(code.getReturnType()));
    }
    return Stream.of(((com.tngtech.archunit.core.domain.JavaField) member).getType());
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(PublicApiTest::isVisible).orElse(true);
  }

  private static boolean isApi(JavaClass type) {
    String name = type.getPackageName();
    JavaClass outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    if (INTERNAL.contains(outermost.getSimpleName())) {
      return false;
    }
    return PACKAGES.contains(name.substring(ROOT.length()))
        || name.startsWith(ROOT + ".oauth")
        || TYPES.contains(outermost.getSimpleName());
  }
}
