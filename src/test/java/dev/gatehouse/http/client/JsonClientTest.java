package dev.gatehouse.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trusted server may answer, RFC 9110 §13.1.2 and §15: an endless, broken or borrowed document is none. */
class JsonClientTest {
  private static final int LONGEST = 65_536; // of the test; 16 MiB take a busy machine too long

  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private DocumentServer issuer;
  private JsonClient http;

  @BeforeEach
  void start() {
    issuer = DocumentServer.plain();
    http = new JsonClient(
        loop.vertx(),
        TlsTrust.OF_JDK,
        HttpBounds.of(Duration.ofSeconds(5), BodyBound.refusing(LONGEST)),
        "gatehouse-test");
  }

  @AfterEach
  void stop() {
    loop.await(http.close());
    issuer.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 404, 500})
  void refuses_every_answer_but_200(int status) {
    issuer.publish("/elsewhere", "{}");
    issuer.respond("/document", exchange -> {
      exchange.getResponseHeaders().set("Location", url("/elsewhere"));
      exchange.sendResponseHeaders(status, -1);
    });
    assertThatThrownBy(() -> loop.await(http.get(url("/document"))))
        .isInstanceOf(IOException.class)
        .hasMessage("answered " + status);
    assertThat(issuer.requestsFor("/elsewhere")).isZero();
  }

  @Test
  void refuses_what_is_not_strict_json() {
    issuer.publish("/document", "{\"issuer\":\"a\",\"issuer\":\"b\"}");
    assertThatThrownBy(() -> loop.await(http.get(url("/document"))))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test // CWE-770
  void reads_no_more_than_its_bound() {
    String longest = "{}" + " ".repeat(LONGEST - 2);
    issuer.publish("/document", longest);
    assertThat(loop.await(http.get(url("/document")))).isEmpty();
    issuer.publish("/document", longest + ' ');
    assertThatThrownBy(() -> loop.await(http.get(url("/document"))))
        .isInstanceOf(BodyTooLongException.class)
        .hasMessage("longer than 65536 bytes");
  }

  @Test
  void stops_reading_an_endless_answer() {
    issuer.respond("/document", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      while (true) {
        exchange.getResponseBody().write(new byte[LONGEST]);
      }
    });
    assertThatThrownBy(() -> loop.await(http.get(url("/document"))))
        .hasMessage("longer than 65536 bytes");
  }

  @Test // CWE-400
  void waits_no_longer_than_its_bound_however_slowly_it_drips() {
    var hasty = new JsonClient(
        loop.vertx(),
        TlsTrust.OF_JDK,
        HttpBounds.of(Duration.ofMillis(300), BodyBound.refusing(LONGEST)),
        "gatehouse-test");
    issuer.respond("/document", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      for (int i = 0; i < 100; i++) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      }
    });
    assertThatThrownBy(() -> loop.await(hasty.get(url("/document"))))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    loop.await(hasty.close());
  }

  @Test
  void cuts_a_body_where_the_first_part_is_enough() {
    var cutting = new BoundedClient(
        loop.vertx(), TlsTrust.OF_JDK, HttpBounds.of(Duration.ofSeconds(5), BodyBound.cutting(3)));
    issuer.publish("/document", "abcdef");
    var request = new io.vertx.core.http.RequestOptions().setAbsoluteURI(url("/document"));
    BoundedAnswer answer =
        loop.await(cutting.exchange(request, io.vertx.core.buffer.Buffer.buffer()));
    assertThat(answer.body()).hasToString("abc");
    assertThat(answer).hasToString("BoundedAnswer[200]");
    loop.await(cutting.close());
  }

  @Test
  void refuses_an_answer_that_is_cut_off() {
    issuer.respond("/document", exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      throw new IOException("cut off");
    });
    assertThatThrownBy(() -> loop.await(http.get(url("/document"))))
        .isInstanceOf(HttpClosedException.class);
  }

  @Test
  void refuses_304_where_it_did_not_ask_whether_something_changed() throws IOException {
    issuer.respond("/document", exchange -> exchange.sendResponseHeaders(304, -1));
    assertThatThrownBy(() -> loop.await(http.get(url("/document"))))
        .hasMessageContaining("although no entity tag was sent");
  }

  @Test // else the first bytes may be gone before anyone reads them
  void reads_every_answer_whole_whoever_asks() {
    issuer.publish("/document", "{}");
    for (int i = 0; i < 200; i++) {
      assertThat(loop.await(http.get(url("/document")))).isEmpty();
    }
  }

  @Test
  void says_who_asks_for_what() {
    issuer.publish("/document", "{\"a\":{\"b\":1}}");
    assertThat(loop.await(http.get(url("/document")))).isEqualTo(Map.of("a", Map.of("b", 1)));
    assertThat(issuer.headers().get(0).getFirst("Accept")).isEqualTo("application/json");
    assertThat(issuer.headers().get(0).getFirst("User-Agent")).startsWith("gatehouse");
    assertThat(issuer.headers().get(0).containsKey("If-None-Match")).isFalse();
  }

  @Test // RFC 9110 §13.1.2
  void asks_only_for_what_changed_where_it_has_an_entity_tag() {
    issuer.publish("/document", "{}", "ETag", "\"1\"");
    assertThat(loop.await(http.get(url("/document"), "", read -> read)))
        .isEqualTo(new JsonClient.Answer<>("\"1\"", Map.of()));
    issuer.respond("/document", exchange -> {
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      exchange.sendResponseHeaders(304, -1);
    });
    assertThat(loop.await(http.get(url("/document"), "\"1\"", read -> read)))
        .isEqualTo(new JsonClient.Answer<>("\"1\"", null));
    assertThat(issuer.headers().get(1).getFirst("If-None-Match")).isEqualTo("\"1\"");
  }

  @Test
  void takes_a_document_without_an_entity_tag() {
    issuer.publish("/document", "{}");
    assertThat(loop.await(http.get(url("/document"), "", read -> read)).etag()).isEmpty();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + issuer.port() + path;
  }
}
