package dev.gatehouse.http;

import io.vertx.ext.web.Router;

/** A part of a server that mounts its own routes; the verticle only lists its endpoints. */
@FunctionalInterface
public interface Endpoint {
  void mount(Router router);
}
