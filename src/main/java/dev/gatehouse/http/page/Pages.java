package dev.gatehouse.http.page;

import dev.gatehouse.http.limit.RequestRoom;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTML pages: templates in {@code webroot/pages/}, compiled once, in which every value is
 * escaped by the engine. A value of a model is never a template: {@code {{7*7}}} in a client's name
 * stays that.
 */
public final class Pages {
  private static final String SUFFIX = ".peb";
  // Without form-action: Chromium applies it to the redirect after a form POST as well, so that
  // the way back to a client would end on a dead button. Who may be redirected to is decided by
  // the registered redirect_uri.
  private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self';"
      + " img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Map<String, PebbleTemplate> pages = new HashMap<>();

  /**
   * Compiles them all and renders each once, so that the first visitor does not wait. Blocks; done
   * once at start.
   */
  public Pages(Assets assets) {
    var loader = new ClasspathLoader(Pages.class.getClassLoader());
    loader.setPrefix(Webroot.root());
    PebbleEngine engine = new PebbleEngine.Builder()
        .loader(loader)
        .autoEscaping(true)
        .defaultEscapingStrategy("html")
        .newLineTrimming(false) // commands to copy have lines
        .extension(new TemplateExtension(assets))
        .build();
    for (String file : Webroot.files("pages/").keySet()) {
      if (file.endsWith(SUFFIX) && !file.contains("/")) {
        String page = file.substring(0, file.length() - SUFFIX.length());
        pages.put(page, engine.getTemplate("pages/" + file));
        render(page, Map.of());
      }
    }
  }

  /** The page as HTML. What the model leaves out is empty. */
  String render(String page, Map<String, Object> model) {
    @Nullable PebbleTemplate template = pages.get(page);
    if (template == null) {
      throw new IllegalStateException("no page '" + page + "'");
    }
    var html = new StringWriter(4096);
    try {
      template.evaluate(html, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }

  /**
   * Answers with the page: not cached, not framed, nothing in it from elsewhere (RFC 9700 §4.16,
   * CSP level 3).
   */
  public void answer(RoutingContext context, int status, String page, Map<String, Object> model) {
    String html = render(page, model);
    head(context.response());
    RequestRoom.sends(
        context, html.length(), context.response().setStatusCode(status).end(html));
  }

  // No Cross-Origin-Opener-Policy: clients open the login in a popup and wait for a message to
  // window.opener, which that header would cut off for good.
  private static void head(HttpServerResponse response) {
    response
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }
}
