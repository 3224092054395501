package dev.gatehouse.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An exchange is the step of the endpoint that it asked, unless its method, body or answer say it closer. */
class StepClassifierTest {
  @ParameterizedTest
  @EnumSource
  void takes_the_step_of_the_endpoint(ServerEndpoint endpoint) {
    for (Party party : Party.values()) {
      if (endpoint.isOf(party)) {
        boolean get = endpoint == ServerEndpoint.LANDING_PAGE;
        boolean below = endpoint == ServerEndpoint.REGISTRATION_MANAGEMENT;
        String path = below ? endpoint.below("some-client") : endpoint.path();
        assertThat(StepClassifier.of(exchange(party, get ? "GET" : "POST", path, 200)))
            .isEqualTo(endpoint.step().orElse(Step.OTHER));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHORIZATION_SERVER, GET,     /login,       200, login_page",
    "AUTHORIZATION_SERVER, GET,     /consent,     200, consent_page",
    "AUTHORIZATION_SERVER, GET,     /nothing,     404, other",
    "AUTHORIZATION_SERVER, OPTIONS, /token,       204, preflight",
    "AUTHORIZATION_SERVER, GET, /.well-known/openid-configuration, 404, server_metadata",
    "RESOURCE_SERVER,      POST,    /mcp,         401, challenge",
    "RESOURCE_SERVER,      POST,    /,            401, challenge",
    "RESOURCE_SERVER,      GET,     /whoami,      401, challenge",
    "RESOURCE_SERVER,      GET, /.well-known/oauth-protected-resource/mcp, 200, resource_metadata",
    "RESOURCE_SERVER,      GET, /.well-known/oauth-authorization-server, 404, wrong_server",
    "RESOURCE_SERVER,      POST,    /token,       404, wrong_server",
    "RESOURCE_SERVER,      POST,    /par,         404, wrong_server",
    "RESOURCE_SERVER,      GET,     /consent,     404, other",
    "RESOURCE_SERVER,      GET,     /login/more,  404, other"
  })
  void looks_closer(Party party, String method, String path, int status, String step) {
    assertThat(StepClassifier.of(exchange(party, method, path, status)).wire()).isEqualTo(step);
  }

  @ParameterizedTest
  @EnumSource
  void can_be_described(ServerEndpoint endpoint) {
    StepDescription description = StepDescription.of(endpoint.step().orElse(Step.OTHER));
    assertThat(description.words()).isNotBlank();
    assertThat(description.spec().name()).isNotBlank();
  }

  @Test // exported files have them
  void keeps_the_names_of_the_view() {
    assertThat(StepDescription.of(Step.AUTHORIZATION_REQUEST).wire()).isEqualTo("authorize");
    assertThat(StepDescription.of(Step.MCP_REQUEST).wire()).isEqualTo("mcp");
    assertThat(StepDescription.of(Step.TOOL_CALL).wire()).isEqualTo("tool_call");
    assertThatIllegalStateException().isThrownBy(() -> StepDescription.of(Step.HOST_CHECK));
  }

  private static Exchange exchange(Party party, String method, String path, int status) {
    return new Exchange(
        Instant.EPOCH,
        1,
        party,
        "127.0.0.1:50000",
        new Asked(method, path, Map.of(), Map.of(), Body.NONE),
        new Answered(status, Map.of(), Body.NONE),
        List.of(),
        List.of(),
        Set.of(),
        Map.of());
  }
}
