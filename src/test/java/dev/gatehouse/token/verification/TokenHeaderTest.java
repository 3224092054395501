package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header of an access token, RFC 9068 §4 and RFC 8725 §3. */
class TokenHeaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'RS256','kid':'k','typ':null}",
        "{'alg':'RS256','kid':'k','typ':'jwt+at'}",
        "{'alg':'RS256','kid':null,'typ':'JWT'}",
        "{'alg':'RS256','kid':'','typ':'JWT'}",
        "{'alg':null,'kid':'k','typ':'JWT'}",
        "{'alg':'HS256','kid':'k','typ':'JWT'}",
        "{'alg':'none','kid':'k','typ':'JWT'}",
        "{'kid':'k','typ':'JWT'}",
        "{'alg':'RS256','typ':'JWT'}",
        "{'alg':'RS256','kid':'k','crit':null}",
        "{'alg':'RS256','kid':'k','jwk':null}",
        "{'alg':'RS256','kid':'k','jku':'x'}",
        "{'alg':'RS256','kid':'k','x5u':'x'}",
        "{'alg':'RS256','kid':'k','x5c':[]}"
      })
  void is_refused_where_a_member_is_there_and_wrong_even_if_null(String json) {
    assertThatThrownBy(() -> read(json, TokenProfile.PLAIN_JWT)).isInstanceOf(OAuthException.class);
  }

  @Test
  void may_have_no_type_where_plain_tokens_are_taken_and_nowhere_else() {
    String json = "{'alg':'ES256','kid':'k'}";
    assertThat(read(json, TokenProfile.PLAIN_JWT)).isEqualTo(new JwsHeader("ES256", "k"));
    assertThatThrownBy(() -> read(json, TokenProfile.RFC_9068)).isInstanceOf(OAuthException.class);
  }

  @Test
  void may_have_a_key_id_of_256_characters_and_no_more() {
    String longest = "k".repeat(256);
    String json = "{'alg':'RS256','typ':'AT+JWT','kid':'%s'}";
    assertThat(read(json.formatted(longest), TokenProfile.RFC_9068).keyId()).isEqualTo(longest);
    assertThatThrownBy(() -> read(json.formatted(longest + "k"), TokenProfile.RFC_9068))
        .isInstanceOf(OAuthException.class);
  }

  private static JwsHeader read(String json, TokenProfile profile) {
    return TokenForm.header(
        StrictJson.JWT.object(Buffer.buffer(json.replace('\'', '"'))).getMap(), profile);
  }
}
