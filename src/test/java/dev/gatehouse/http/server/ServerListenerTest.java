package dev.gatehouse.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.resourceserver.Gated;
import dev.gatehouse.resourceserver.RawHttp;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.tls.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a server listens, and how it stops. */
class ServerListenerTest {
  private final Vertx vertx = Vertx.vertx();
  private final ServerListener listener = new ServerListener(vertx, Tls.PLAIN, 1);
  private final int port = FreePort.next();

  @AfterEach
  void close() {
    Gated.await(vertx.close());
  }

  @Test
  void says_in_one_sentence_that_a_port_is_taken() {
    Gated.await(listen(listener, "127.0.0.1"));
    Vertx neighbour = Vertx.vertx();
    assertThatThrownBy(
            () -> Gated.await(listen(new ServerListener(neighbour, Tls.PLAIN, 1), "127.0.0.1")))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ListenException.class)
        .hasMessageContaining("port " + port + " on 127.0.0.1 is taken");
    Gated.await(neighbour.close());
  }

  @Test
  void refuses_to_start_where_no_address_is_on_this_machine() {
    assertThatThrownBy(() -> Gated.await(listen(listener, "192.0.2.1")))
        .hasCauseInstanceOf(ListenException.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void leaves_out_an_address_that_is_not_on_this_machine() {
    Gated.await(listen(listener, "192.0.2.1", "127.0.0.1"));
    assertThat(new RawHttp(port).send("GET /").status()).isEqualTo(200);
  }

  @Test
  void lets_requests_finish_that_are_under_way() throws InterruptedException {
    var arrived = new CountDownLatch(1);
    Gated.await(listener.listen(List.of("127.0.0.1"), port, request -> {
      arrived.countDown();
      vertx.setTimer(500, later -> request.response().end("done"));
    }));
    var reply = CompletableFuture.supplyAsync(() -> new RawHttp(port).send("GET /"));
    assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
    Gated.await(listener.close());
    assertThat(reply.join().body()).isEqualTo("done");
    assertThatThrownBy(() -> new RawHttp(port).send("GET /")).isInstanceOf(RuntimeException.class);
  }

  private Future<Void> listen(ServerListener one, String... hosts) {
    return one.listen(List.of(hosts), port, request -> request.response().end("ok"));
  }
}
