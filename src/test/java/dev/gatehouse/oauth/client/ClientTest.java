package dev.gatehouse.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.crypto.Secrets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How clients are told apart, RFC 7591 §2 and RFC 7592. */
class ClientTest {
  @Test
  void has_a_secret_by_two_methods_of_four() {
    assertThat(ClientAuthMethod.names())
        .containsExactly("none", "client_secret_basic", "client_secret_post", "private_key_jwt");
    assertThat(ClientAuthMethod.confidentialNames())
        .containsExactly("client_secret_basic", "client_secret_post", "private_key_jwt");
    assertThat(ClientAuthMethod.CLIENT_SECRET_BASIC.hasSecret()).isTrue();
    assertThat(ClientAuthMethod.CLIENT_SECRET_POST.hasSecret()).isTrue();
    assertThat(ClientAuthMethod.NONE.hasSecret()).isFalse();
    assertThat(ClientAuthMethod.PRIVATE_KEY_JWT.hasSecret()).isFalse();
  }

  @Test
  void names_a_method_letter_by_letter() {
    assertThat(ClientAuthMethod.of("none")).contains(ClientAuthMethod.NONE);
    assertThat(ClientAuthMethod.of("private_key_jwt")).contains(ClientAuthMethod.PRIVATE_KEY_JWT);
    assertThat(ClientAuthMethod.of("None")).isEmpty();
    assertThat(ClientAuthMethod.of("")).isEmpty();
  }

  @Test
  void is_managed_with_its_token_alone_and_by_nobody_where_there_is_none() {
    var registration = new Registration(Secrets.sha256("right"), Map.of("logo_uri", "x"));
    assertThat(registration.isManagedWith("right")).isTrue();
    assertThat(registration.isManagedWith("wrong")).isFalse();
    assertThat(registration.isManagedWith("")).isFalse();
    assertThat(Registration.NONE.isManagedWith("")).isFalse();
    assertThat(registration.toString()).isEqualTo("Registration[[logo_uri]]");
  }
}
