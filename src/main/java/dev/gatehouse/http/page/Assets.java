package dev.gatehouse.http.page;

import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves a folder of {@code webroot/} from memory: a path is a key of a map or it is not there, so that there is nothing
 * to traverse and nothing to list.
 */
public final class Assets implements Endpoint {
  private static final Map<String, String> TYPES = Map.of(
      "css", "text/css; charset=utf-8",
      "js", "text/javascript; charset=utf-8",
      "svg", "image/svg+xml");

  private final String prefix;
  private final Map<String, Asset> assets;

  private Assets(String prefix, Map<String, Asset> assets) {
    this.prefix = prefix;
    this.assets = Map.copyOf(assets);
  }

  /** Reads {@code webroot/assets/}, served under {@code /assets/}. Blocks; done once at start. */
  public static Assets load() {
    return load("assets/");
  }

  /** Reads that folder of {@code webroot/}, served under its own name. Blocks; done once at start. */
  public static Assets load(String folder) {
    String prefix = '/' + folder;
    var assets = new HashMap<String, Asset>();
    Webroot.files(folder).forEach((name, content) -> {
      @Nullable String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      if (type != null) {
        assets.put(prefix + name, Asset.of(content, type));
      }
    });
    return new Assets(prefix, assets);
  }

  @Override
  public void mount(Router router) {
    router.route(prefix + "*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
  }

  /** The address of an asset as pages link to it; its version makes it cacheable for good. */
  String url(String name) {
    @Nullable Asset asset = assets.get(prefix + name);
    if (asset == null) {
      throw new IllegalStateException("no asset '" + name + "'");
    }
    return prefix + name + "?v=" + asset.version;
  }

  // The path is looked up as it was sent: neither decoded nor normalized.
  private void serve(RoutingContext context) {
    @Nullable Asset asset = assets.get(context.request().path());
    if (asset == null) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    boolean exact = asset.version.equals(context.request().getParam("v"));
    response
        .putHeader("ETag", asset.etag())
        .putHeader("Cache-Control", exact ? "public, max-age=31536000, immutable" : "no-cache")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    @Nullable String known = context.request().getHeader("If-None-Match");
    if (known != null && known.contains(asset.etag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", asset.type);
    RequestRoom.sends(context, asset.content.length(), response.end(asset.content));
  }

  private record Asset(Buffer content, String type, String version) {
    static Asset of(byte[] content, String type) {
      String hash = Secrets.sha256(new String(content, StandardCharsets.UTF_8));
      return new Asset(Buffer.buffer(content), type, hash.substring(0, 12));
    }

    String etag() {
      return '"' + version + '"';
    }
  }
}
