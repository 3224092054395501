package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource indicators, RFC 8707 §2: which known resource an indicator means. */
class ResourceIndicatorsTest {
  private static final String NOTES = "http://localhost:8990/mcp";
  private static final String OTHER = "https://mcp.example/mcp";
  private static final List<String> KNOWN = List.of(NOTES, OTHER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/mcp",
        "http://localhost:8991/mcp",
        "https://localhost:8990/mcp",
        "http://localhost:8990/mcp/evil",
        "http://localhost:8990/MCP",
        "http://localhost:8990/mcp?x=1",
        "http://localhost:8990//",
        "http://localhost:8990/mcp//",
        "http://user@localhost:8990/mcp",
        "http://localhost.evil:8990/mcp",
        "https://mcp.example:444/mcp",
        "https://mcp.example.evil/mcp",
        "http://localhost:8990/%6dcp"
      })
  void refuses_a_resource_that_is_not_known_and_lists_those_that_are(String indicator) {
    assertThatThrownBy(() -> ResourceIndicators.resolve(List.of(indicator), KNOWN))
        .isInstanceOfSatisfying(OAuthException.class, refusal -> {
          assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_TARGET);
          assertThat(refusal.description()).contains(NOTES).contains(OTHER);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/mcp",
        "mcp",
        "not a uri",
        "urn:x",
        "http:///mcp",
        "http://localhost:8990/mcp#x",
        "mailto:a@b",
        "http://[/mcp"
      })
  void refuses_what_is_no_absolute_uri_or_has_a_fragment(String indicator) {
    assertThatThrownBy(() -> ResourceIndicators.resolve(List.of(indicator), KNOWN))
        .isInstanceOfSatisfying(
            OAuthException.class,
            refusal -> assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_TARGET));
  }

  @Test
  void refuses_all_where_one_is_not_known() {
    assertThatThrownBy(
            () -> ResourceIndicators.resolve(List.of(NOTES, "https://evil.example"), KNOWN))
        .isInstanceOf(OAuthException.class);
  }

  @Test // section 2.2
  void refuses_to_add_to_what_was_granted() {
    assertThatThrownBy(() -> ResourceIndicators.requireSubset(List.of(OTHER), List.of(NOTES)))
        .isInstanceOf(OAuthException.class);
    assertThat(ResourceIndicators.requireSubset(List.of(), List.of(NOTES))).containsExactly(NOTES);
    assertThat(ResourceIndicators.requireSubset(List.of(NOTES + "/"), KNOWN))
        .containsExactly(NOTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NOTES,
        NOTES + "/",
        "http://localhost:8990",
        "http://localhost:8990/",
        "HTTP://LocalHost:8990/mcp",
        "http://127.0.0.1:8990/mcp",
        "http://[::1]:8990/mcp/"
      })
  void knows_a_resource_by_each_of_its_spellings(String indicator) {
    assertThat(ResourceIndicators.resolve(List.of(indicator, NOTES), KNOWN)).containsExactly(NOTES);
  }

  @Test
  void ignores_the_default_port() {
    assertThat(ResourceIndicators.resolve(List.of("https://mcp.example:443/mcp"), KNOWN))
        .containsExactly(OTHER);
  }

  @Test
  void means_the_first_where_none_is_named() {
    assertThat(ResourceIndicators.resolve(List.of(), KNOWN)).containsExactly(NOTES);
  }

  @Test // §3: either of two resources could replay it against the other
  void names_one_resource_for_a_token() {
    assertThat(ResourceIndicators.requireOne(List.of(OTHER, OTHER + "/"), KNOWN))
        .isEqualTo(OTHER);
    assertThat(ResourceIndicators.requireOne(List.of(), KNOWN)).isEqualTo(NOTES);
    assertThatThrownBy(() -> ResourceIndicators.requireOne(KNOWN, KNOWN))
        .isInstanceOfSatisfying(
            OAuthException.class,
            refusal -> assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_TARGET));
  }
}
