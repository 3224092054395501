package dev.gatehouse.wiring;

import dev.gatehouse.handshake.DecisionListeners;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.tls.Tls;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;

/**
 * What both servers are built from.
 *
 * @param vertx which they run in
 * @param settings of both
 * @param parts of the embedder
 * @param tls of their listeners and of their requests to others
 * @param secrets for random values
 * @param requests what requests hold that are under way
 * @param observers of requests and decisions
 */
record ServerContext(
    Vertx vertx,
    Settings settings,
    EmbedderParts parts,
    Tls tls,
    Secrets secrets,
    RequestRoom requests,
    Observers observers) {

  /**
   * Who hears of requests, and of what is decided.
   *
   * @param listeners to decisions
   * @param redaction of what is logged and shown
   * @param watching the console and the trace
   */
  record Observers(
      DecisionListeners listeners, RedactionPolicy redaction, ConsoleWiring watching) {}

  Clock clock() {
    return parts.clock();
  }

  Decisions decisions(Party party) {
    return new Decisions(party, observers.listeners(), clock(), observers.redaction());
  }

  /** What stands in front of all else in an instance of that server. */
  Endpoint before(Party party) {
    Endpoint recorder = observers.watching().recorder(party);
    return router -> {
      router.route().handler(requests);
      recorder.mount(router);
    };
  }

  /** Named threads, which end with the servers. */
  WorkerExecutor workers(String name, int threads) {
    return vertx.createSharedWorkerExecutor("gatehouse-" + name, threads);
  }

  DeploymentOptions instances() {
    return new DeploymentOptions().setInstances(settings.server().instances());
  }
}
