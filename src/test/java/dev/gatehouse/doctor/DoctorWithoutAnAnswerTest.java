package dev.gatehouse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code doctor} where no answer comes: the name, the port, the certificate, http for https; each in words of its own. */
class DoctorWithoutAnAnswerTest {
  @RegisterExtension
  static final App app = App.started();

  @Test
  void says_that_nothing_listens() {
    assertThat(only("http://localhost:1/mcp"))
        .isEqualTo(
            "no answer (nothing listens at localhost:1) to a request without a token | start the server, or correct the URL");
  }

  @Test
  void says_that_the_name_does_not_resolve() {
    assertThat(only("https://nowhere.invalid/mcp"))
        .contains("the host name nowhere.invalid does not resolve");
  }

  @Test
  void says_that_plain_http_is_spoken() {
    assertThat(only(app.mcpUrl().replace("http:", "https:")))
        .contains("plain http is spoken there", "say http://");
  }

  @Test
  void says_that_TLS_is_spoken() {
    try (DocumentServer server = secured(loopback())) {
      assertThat(only("http://127.0.0.1:" + server.port() + "/mcp")).contains("say https://");
    }
  }

  @Test
  void says_that_the_certificate_is_not_trusted() {
    try (DocumentServer server = secured(loopback())) {
      assertThat(only("https://127.0.0.1:" + server.port() + "/mcp"))
          .contains("signed by nobody who is trusted here", "--trusted-certificates FILE");
    }
  }

  @Test
  void takes_a_certificate_that_it_was_told_of() {
    TlsIdentity identity = loopback();
    try (DocumentServer server = secured(identity)) {
      assertThat(only("https://127.0.0.1:" + server.port() + "/mcp", trusting(identity)))
          .startsWith("404 to a request without a token");
    }
  }

  @Test
  void says_that_the_certificate_is_for_another_name() {
    TlsIdentity identity = Certificates.selfSigned(Clock.systemUTC(), List.of("other.example"));
    try (DocumentServer server = secured(identity)) {
      assertThat(only("https://127.0.0.1:" + server.port() + "/mcp", trusting(identity)))
          .contains("its certificate is for another name");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-OpenSSH_9.2,does not speak HTTP",
    "'',the connection was closed without an answer",
  })
  void says_that_something_else_answers(String greeting, String words) throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var greeter = new Thread(() -> greet(server, greeting));
      greeter.setDaemon(true);
      greeter.start();
      assertThat(only("http://127.0.0.1:" + server.getLocalPort() + "/mcp")).contains(words);
    }
  }

  @Test
  void gives_up_on_a_server_that_trickles() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try {
        while (true) {
          exchange.getResponseBody().write(' ');
          exchange.getResponseBody().flush();
          Thread.sleep(200);
        }
      } catch (IOException | InterruptedException e) {
        exchange.close();
      }
    });
    server.start();
    try {
      assertThat(only("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp"))
          .contains("nothing whole within 10 seconds");
    } finally {
      server.stop(0);
    }
  }

  private static void greet(ServerSocket server, String greeting) {
    while (true) {
      try (Socket guest = server.accept()) {
        guest.getInputStream().read(new byte[4096]);
        guest
            .getOutputStream()
            .write(
                (greeting.isEmpty() ? "" : greeting + "\r\n").getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static TlsIdentity loopback() {
    return Certificates.selfSignedForLoopback(Clock.systemUTC());
  }

  private static DocumentServer secured(TlsIdentity identity) {
    return DocumentServer.secure(identity, "127.0.0.1", 0);
  }

  private static TlsTrust trusting(TlsIdentity identity) {
    return TlsTrust.OF_JDK.and(identity.certificate());
  }

  private static String only(String url) {
    return only(url, TlsTrust.OF_JDK);
  }

  private static String only(String url, TlsTrust trust) {
    return Examined.by(URI.create(url), "", trust, Clock.systemUTC()).only();
  }
}
