package dev.gatehouse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.doctor.SickServer.Reply;
import dev.gatehouse.doctor.report.DoctorReport;
import dev.gatehouse.doctor.report.Finding;
import dev.gatehouse.doctor.report.JsonReport;
import dev.gatehouse.doctor.report.ResponsibleParty;
import dev.gatehouse.doctor.report.Severity;
import dev.gatehouse.doctor.report.TextReport;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code doctor} names who has to mend it: the one that sent the wrong string. */
class DoctorBlameTest {
  private static final String PRM = "/.well-known/oauth-protected-resource/mcp";
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  @RegisterExtension
  final SickServer patient = new SickServer();

  @Test
  void names_the_MCP_server_where_it_adds_a_slash_to_the_issuer() {
    patient.changeJson(
        PRM, json -> json.put("authorization_servers", new JsonArray().add(patient.base() + "/")));
    assertBlamed(ResponsibleParty.MCP_SERVER, "issuer is '" + patient.base() + "', but");
  }

  @Test
  void names_the_MCP_server_where_it_leaves_the_slash_out() {
    patient.changeJson(METADATA, json -> json.put("issuer", patient.base() + "/"));
    assertBlamed(ResponsibleParty.MCP_SERVER, "issuer is '" + patient.base() + "/', but");
  }

  @Test
  void names_the_MCP_server_where_it_names_the_issuer_by_another_of_its_names() {
    String other = patient.base().replace("localhost", "127.0.0.1");
    patient.changeJson(PRM, json -> json.put("authorization_servers", new JsonArray().add(other)));
    assertBlamed(ResponsibleParty.MCP_SERVER, "issuer is '" + patient.base() + "', but");
  }

  @Test
  void names_the_authorization_server_where_it_is_not_found_under_its_own_name() {
    patient.changeJson(METADATA, json -> json.put("issuer", "http://localhost:1"));
    assertBlamed(ResponsibleParty.AUTHORIZATION_SERVER, "issuer is 'http://localhost:1', but");
  }

  @Test
  void names_the_MCP_server_where_the_issuer_is_no_url() {
    patient.changeJson(PRM, json -> json.put("authorization_servers", new JsonArray().add("as")));
    assertBlamed(ResponsibleParty.MCP_SERVER, "the issuer as is no URL");
  }

  @Test
  void names_the_MCP_server_where_it_does_not_take_a_token() {
    assertThat(findings("e30.e30.x"))
        .filteredOn(finding -> finding.found().startsWith("the gate stays shut"))
        .extracting(Finding::party)
        .containsExactly(ResponsibleParty.MCP_SERVER);
  }

  @Test
  void names_the_server_that_a_page_may_not_read() {
    patient.forgetCors();
    assertThat(findings(""))
        .filteredOn(finding -> finding.found().contains("Access-Control-Allow-Origin"))
        .extracting(finding -> finding.found().split(" has ", 2)[0], Finding::party)
        .contains(
            org.assertj.core.groups.Tuple.tuple("the 401", ResponsibleParty.MCP_SERVER),
            org.assertj.core.groups.Tuple.tuple(
                "the resource metadata", ResponsibleParty.MCP_SERVER),
            org.assertj.core.groups.Tuple.tuple(
                "the key set", ResponsibleParty.AUTHORIZATION_SERVER));
  }

  @Test
  void says_it_in_both_reports() {
    patient.answer("/jwks", new Reply(500, Map.of(), ""));
    DoctorReport report = Examined.by(patient.mcp(), "").report();
    assertThat(TextReport.of(report)).contains("the authorization server should: publish the keys");
    assertThat(JsonReport.of(report)).contains("\"party\" : \"authorization server\"");
  }

  private void assertBlamed(ResponsibleParty party, String found) {
    assertThat(findings(""))
        .filteredOn(finding -> finding.verdict() == Severity.FAULT)
        .filteredOn(finding -> finding.found().startsWith(found))
        .extracting(Finding::party)
        .containsExactly(party);
  }

  private List<Finding> findings(String token) {
    return Examined.by(patient.mcp(), token).report().findings();
  }
}
