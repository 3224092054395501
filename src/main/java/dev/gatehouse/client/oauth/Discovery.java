package dev.gatehouse.client.oauth;

import dev.gatehouse.oauth.uri.WellKnown;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/** Finds the metadata of an authorization server, RFC 8414 §3 and OpenID Connect Discovery §4. */
public final class Discovery {
  private Discovery() {}

  /**
   * What is made of the first good document in the places where it may be.
   *
   * @param get asks for a document
   * @param reader of the metadata; what it throws sends the search to the next place
   */
  public static <T> Future<T> first(
      String issuer,
      Function<String, Future<Map<String, Object>>> get,
      Function<ServerMetadata, T> reader) {
    Future<T> found = Future.failedFuture(new IOException("no place to look at"));
    for (String place : WellKnown.ofIssuer(issuer)) {
      found = found.recover(missing -> get.apply(place)
          .map(document -> reader.apply(ServerMetadata.of(document, issuer, place))));
    }
    return found;
  }
}
