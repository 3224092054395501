package dev.gatehouse.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Basic credentials of a client, RFC 6749 §2.3.1: read, written and read again they are the same, and nobody is read as somebody else. */
public final class ClientCredentialsFuzz {
  private ClientCredentialsFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    check(new String(data, StandardCharsets.ISO_8859_1));
    check("Basic " + Base64.getEncoder().encodeToString(data));
  }

  private static void check(String header) {
    try {
      ClientCredentials read = ClientCredentials.read(List.of(header), Params.NONE);
      assertThat(read.clientId()).isNotEmpty();
      assertThat(ClientCredentials.read(List.of(written(read)), Params.NONE)).isEqualTo(read);
      if (!read.secret().isEmpty()) {
        assertThat(read.toString()).isEqualTo("ClientCredentials[" + read.clientId() + "]");
      }
      requireOneName(header, read);
    } catch (OAuthException refused) {
      assertThat(refused.error().status()).isIn(400, 401);
      assertThat(refused.description()).matches("[\\x20-\\x7e]+");
    }
  }

  private static void requireOneName(String header, ClientCredentials read) {
    var other = new Params(Map.of("client_id", List.of(read.clientId() + "x")));
    try {
      ClientCredentials.read(List.of(header), other);
      throw new AssertionError("two names, one client");
    } catch (OAuthException refused) {
      assertThat(refused.error().code()).isEqualTo("invalid_request");
    }
  }

  private static String written(ClientCredentials read) {
    String pair = encoded(read.clientId()) + ":" + encoded(read.secret());
    return "basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
