package dev.gatehouse.interop;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testing.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a client's script presses: {@code POST /} starts the jar anew, with {@code ?key=new} under another signing key. */
final class RestartButton implements BeforeAllCallback, AfterAllCallback {
  private final RunningJar gatehouse;
  private final Path signingKey;
  private @Nullable HttpServer server;

  /** For a jar that was given this file as its {@code --signing-key}. */
  RestartButton(RunningJar gatehouse, Path signingKey) {
    this.gatehouse = gatehouse;
    this.signingKey = signingKey;
  }

  String url() {
    return "http://127.0.0.1:" + requireNonNull(server).getAddress().getPort() + "/";
  }

  /** Clients, grants and sessions are gone; tokens are good as before. */
  void restart() throws IOException, InterruptedException {
    gatehouse.restart();
  }

  /** Nothing of before is good. */
  void restartForgettingTheKey() throws IOException, InterruptedException {
    writeKey(signingKey);
    gatehouse.restart();
  }

  /** A file with a new key, beside the logs. */
  static Path newKey(String name) {
    try {
      Path file = Script.logs().resolve(name);
      writeKey(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeKey(Path file) throws IOException {
    PemFiles.write(file, PemFiles.pkcs8(PemFiles.curve("secp256r1")));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pressed);
    server.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    requireNonNull(server).stop(0);
  }

  private void pressed(HttpExchange exchange) throws IOException {
    try (exchange) {
      if ("key=new".equals(exchange.getRequestURI().getQuery())) {
        restartForgettingTheKey();
      } else {
        restart();
      }
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
