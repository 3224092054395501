package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where the metadata of a server may stand, RFC 8414 §3.1 and §5, OpenID Connect Discovery §4, RFC 9728 §3.1. */
class WellKnownTest {
  @Test
  void is_one_of_two_places_where_the_issuer_has_no_path() {
    for (String issuer : new String[] {"https://as.example:8443", "https://as.example:8443/"}) {
      assertThat(WellKnown.ofIssuer(issuer))
          .containsExactly(
              "https://as.example:8443/.well-known/oauth-authorization-server",
              "https://as.example:8443/.well-known/openid-configuration");
    }
  }

  @Test
  void is_one_of_three_places_where_it_has_one() {
    assertThat(WellKnown.ofIssuer("https://as.example/realms/a%20b/"))
        .containsExactly(
            "https://as.example/.well-known/oauth-authorization-server/realms/a%20b",
            "https://as.example/.well-known/openid-configuration/realms/a%20b",
            "https://as.example/realms/a%20b/.well-known/openid-configuration");
  }

  @Test
  void of_a_resource_has_its_path_behind_the_name_first() {
    String root = "https://rs.example/.well-known/oauth-protected-resource";
    assertThat(WellKnown.ofResource("https://rs.example/mcp")).containsExactly(root + "/mcp", root);
    assertThat(WellKnown.ofResource("https://rs.example/")).containsExactly(root);
    assertThat(WellKnown.ofResource("https://rs.example")).containsExactly(root);
  }
}
