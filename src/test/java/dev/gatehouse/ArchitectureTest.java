package dev.gatehouse;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The directions of the map in {@code package-info.java}. */
@AnalyzeClasses(packages = "dev.gatehouse", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule oauth_sees_the_jdk_only = classes()
      .that()
      .resideInAPackage("..gatehouse.oauth..")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "dev.gatehouse.oauth..");

  @ArchTest
  static final ArchRule jose_sees_only_oauth_and_json = classes()
      .that()
      .resideInAPackage("..gatehouse.jose..")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "java..",
          "org.jspecify..",
          "dev.gatehouse.jose..",
          "dev.gatehouse.oauth..",
          "dev.gatehouse.json..");

  @ArchTest
  static final ArchRule http_clients_are_bounded = noClasses()
      .that()
      .resideOutsideOfPackage("dev.gatehouse.http.client")
      .should()
      .callMethod(
          io.vertx.core.Vertx.class, "createHttpClient", io.vertx.core.http.HttpClientOptions.class)
      .orShould()
      .callMethod(
          io.vertx.core.Vertx.class,
          "createHttpClient",
          io.vertx.core.http.HttpClientOptions.class,
          io.vertx.core.http.PoolOptions.class)
      .orShould()
      .callMethod(io.vertx.core.Vertx.class, "createHttpClient")
      .orShould()
      .dependOnClassesThat()
      .haveFullyQualifiedName("java.net.http.HttpClient");

  @ArchTest
  static final ArchRule signatures_of_jwts_are_verified_in_one_place = noClasses()
      .that()
      .resideOutsideOfPackages("..gatehouse.jose..", "..gatehouse.tls..") // that of a certificate
      .should()
      .callMethod(java.security.Signature.class, "initVerify", java.security.PublicKey.class);

  @ArchTest
  static final ArchRule tools_see_only_mcp = classes()
      .that()
      .resideInAnyPackage("..gatehouse.tools..", "..gatehouse.everything..")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "java..",
          "org.jspecify..",
          "io.vertx.core..",
          "dev.gatehouse.mcp",
          "dev.gatehouse.mcp.caller",
          "dev.gatehouse.mcp.client",
          "dev.gatehouse.mcp.content",
          "dev.gatehouse.mcp.prompt",
          "dev.gatehouse.mcp.resource",
          "dev.gatehouse.mcp.schema",
          "dev.gatehouse.tools..",
          "dev.gatehouse.everything..");

  @ArchTest
  static final ArchRule mcp_knows_neither_http_nor_oauth = noClasses()
      .that()
      .resideInAPackage("..gatehouse.mcp..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "io.vertx.ext..",
          "io.vertx.core.http..",
          "dev.gatehouse.oauth..",
          "dev.gatehouse.token..",
          "dev.gatehouse.http..",
          "dev.gatehouse.authserver..",
          "dev.gatehouse.resourceserver..");

  @ArchTest
  static final ArchRule the_authorization_server_never_sees_the_resource_server = noClasses()
      .that()
      .resideInAPackage("..authserver..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "..resourceserver..",
          "..gatehouse.mcp..",
          "..gatehouse.tools..",
          "..token.verification..");

  @ArchTest
  static final ArchRule the_resource_server_reaches_neither_store_nor_private_key = noClasses()
      .that()
      .resideInAnyPackage(
          "..resourceserver..", "..token.verification..", "..gatehouse.tools..", "..stdio..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("..authserver..", "..gatehouse.store..", "..token.signing..");

  @ArchTest
  static final ArchRule the_servers_never_see_the_console = noClasses()
      .that()
      .resideInAnyPackage("..authserver..", "..resourceserver..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("..gatehouse.console..");

  @ArchTest
  static final ArchRule the_console_sees_neither_server_nor_what_they_keep = noClasses()
      .that()
      .resideInAPackage("..gatehouse.console..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "..authserver..",
          "..resourceserver..",
          "..gatehouse.store..",
          "..gatehouse.token..",
          "..gatehouse.mcp..");

  @ArchTest
  static final ArchRule what_talks_to_other_servers_assumes_none_of_our_paths = noClasses()
      .that()
      .resideInAnyPackage(
          "..gatehouse.doctor..",
          "..gatehouse.client..",
          "..gatehouse.headless..",
          "..http.client..",
          "..token.verification..")
      .should()
      .dependOnClassesThat()
      .haveSimpleName("ServerEndpoint");

  @ArchTest
  static final ArchRule only_the_composition_root_sees_a_store_s_implementation = noClasses()
      .that(resideInAPackage("dev.gatehouse..*")
          .and(com.tngtech.archunit.base.DescribedPredicate.not(
              resideInAPackage("dev.gatehouse.store.memory"))))
      .and()
      .resideOutsideOfPackages("dev.gatehouse", "dev.gatehouse.wiring")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("dev.gatehouse.store.memory");

  @ArchTest
  static final ArchRule listeners_hear_decisions_without_an_event_bus =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.vertx.core.eventbus..");

  @ArchTest
  static final ArchRule time_comes_from_a_clock = noClasses()
      .should()
      .callMethod(System.class, "currentTimeMillis")
      .orShould()
      .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule randomness_comes_from_secrets = noClasses()
      .that()
      .resideOutsideOfPackages("..gatehouse.oauth..")
      .should()
      .dependOnClassesThat()
      .haveFullyQualifiedName("java.util.Random")
      .orShould()
      .callMethod(Math.class, "random");

  // More of them at a call are confused: what belongs together becomes a record of its own.
  private static final int MOST_PARAMETERS = 8;

  private static final Set<String> LONG_BY_NATURE = Set.of(
      "AccessToken", // the claims of RFC 9068, one by one
      "Exchange", // what was sent and answered, read by name and made in one place
      "RunView", // a JSON object of the console, made in one place
      "AuthorizeEndpoint", // made in one place, each argument of a type of its own, as the next two
      "ResourceServerVerticle",
      "Landing");

  @ArchTest
  static final ArchRule constructors_have_few_parameters = codeUnits()
      .that(DescribedPredicate.describe(
          "construct",
          unit -> unit.isConstructor()
              && !LONG_BY_NATURE.contains(unit.getOwner().getSimpleName())
              && !unit.getOwner().isEnum()))
      .should()
      .haveRawParameterTypes(DescribedPredicate.describe(
          "of at most " + MOST_PARAMETERS, types -> types.size() <= MOST_PARAMETERS));

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("dev.gatehouse.(**)").should().beFreeOfCycles();
}
