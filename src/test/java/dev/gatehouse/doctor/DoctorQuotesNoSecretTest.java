package dev.gatehouse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.doctor.SickServer.Reply;
import dev.gatehouse.doctor.report.DoctorReport;
import dev.gatehouse.doctor.report.JsonReport;
import dev.gatehouse.doctor.report.TextReport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server says is quoted in a report that people paste into an issue: without what may be a secret in it. CWE-532 */
class DoctorQuotesNoSecretTest {
  private static final String SECRET = "q7Xp2LmV9tRkZ4wBn8sYd1Hc";
  private static final String URL =
      "https://user:" + SECRET + "@a.example/" + SECRET + "?token=" + SECRET + "#" + SECRET;
  private static final String PRM = "/.well-known/oauth-protected-resource/mcp";
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  @RegisterExtension
  final SickServer patient = new SickServer();

  static Stream<Consumer<SickServer>> answers() {
    return Stream.of(
        patient -> patient.answer("/mcp", new Reply(307, Map.of("Location", URL), "")),
        patient -> patient.answer("/mcp", new Reply(200, Map.of(), "not JSON: " + SECRET)),
        patient -> patient.changeChallenge(challenge -> "Basic realm=\"" + SECRET + '"'),
        patient -> patient.changeChallenge(challenge -> challenge + ", scope=\"" + SECRET + '"'),
        patient -> patient.changeChallenge(challenge -> "Bearer resource_metadata=\"" + URL + '"'),
        patient -> patient.changeJson(PRM, json -> json.put("resource", URL)),
        patient ->
            patient.changeJson(PRM, json -> json.put("authorization_servers", JsonArray.of(URL))),
        patient -> patient.answer(PRM, new Reply(500, Map.of("Content-Type", SECRET), SECRET)),
        patient -> patient.changeJson(METADATA, json -> json.put("issuer", URL)),
        patient -> patient.changeJson(METADATA, json -> json.put("token_endpoint", URL)),
        patient -> patient.changeJson(METADATA, json -> json.put("jwks_uri", URL)),
        patient ->
            patient.answer("/register", Reply.json(400, new JsonObject().put("error", SECRET))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void of_what_a_server_answers(Consumer<SickServer> sick) {
    sick.accept(patient);
    DoctorReport report = Examined.by(patient.mcp(), "").report();
    assertThat(TextReport.of(report)).contains("Gatehouse doctor: ").doesNotContain(SECRET);
    assertThat(JsonReport.of(report)).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void of_the_address_that_was_asked_for(Consumer<SickServer> sick) {
    sick.accept(patient);
    URI asked = URI.create(patient.mcp() + "?key=" + SECRET);
    DoctorReport report = Examined.by(asked, "").report();
    assertThat(TextReport.of(report)).contains("Gatehouse doctor: http://").doesNotContain(SECRET);
    assertThat(JsonReport.of(report)).doesNotContain(SECRET);
  }
}
