package dev.gatehouse.resourceserver.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who gets in by a token brought exactly one, in exactly one header. The input: the query, then a line for each header. */
public final class CredentialsFuzz {
  private CredentialsFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String[] lines = new String(data, StandardCharsets.ISO_8859_1).split("\n", -1);
    List<String> headers =
        Arrays.stream(lines).skip(1).map(CredentialsFuzz::clean).toList();
    try {
      Optional<TokenCredentials> sent = TokenCredentials.read(request(lines[0], headers));
      assertThat(headers).hasSizeLessThan(2);
      assertThat(lines[0].split("&")).noneMatch(pair -> pair.matches("access_token=.+"));
      if (sent.isPresent()) {
        String header = headers.get(0);
        String scheme = sent.get().dpop() ? "dpop " : "bearer ";
        String token = sent.get().token();
        assertThat(header.toLowerCase(Locale.ROOT)).startsWith(scheme);
        assertThat(header.substring(scheme.length()).strip()).isEqualTo(token);
        assertThat(token).matches("[A-Za-z0-9._~+/-]+=*"); // RFC 6750 §2.1, RFC 9449 §7.1
      } else {
        assertThat(headers)
            .noneMatch(header -> header.toLowerCase(Locale.ROOT).matches("(bearer|dpop) .*"));
      }
    } catch (OAuthException refused) {
      assertThat(refused.error().status()).isIn(400, 401);
    }
  }

  /** Of a request, the two things that are read. */
  private static HttpServerRequest request(String query, List<String> authorization) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    authorization.forEach(value -> headers.add(HttpHeaders.AUTHORIZATION, value));
    return (HttpServerRequest) Proxy.newProxyInstance(
        CredentialsFuzz.class.getClassLoader(),
        new Class<?>[] {HttpServerRequest.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "headers" -> headers;
          case "query" -> query.isEmpty() ? null : query;
          default -> throw new IllegalStateException(method.getName());
        });
  }

  // What the HTTP decoder never lets through.
  private static String clean(String value) {
    return value.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", "").strip();
  }
}
