package dev.gatehouse.http.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;

/** All addresses of a host name or literal. */
@FunctionalInterface
public interface HostResolver {
  /** At least one; fails where there is none. */
  Future<List<InetAddress>> resolve(String host);

  /** That of the operating system, which blocks, on threads of its own. */
  static HostResolver ofSystem(Vertx vertx) {
    WorkerExecutor threads = vertx.createSharedWorkerExecutor("gatehouse-names", 16);
    return host -> threads.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
  }
}
