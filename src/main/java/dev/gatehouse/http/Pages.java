package dev.gatehouse.http;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTML pages: templates in {@code webroot/pages/}, compiled once, in which every value is escaped by the engine. A value of a model
 * is never a template: {@code {{7*7}}} in a client's name stays that.
 */
public final class Pages {
  private static final String SUFFIX = ".peb";

  private final Map<String, PebbleTemplate> pages = new HashMap<>();

  /** Compiles them all and renders each once, so that the first visitor does not wait. Blocks; done once at start. */
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
  public String render(String page, Map<String, Object> model) {
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

  /** Answers with the page and the {@link PageHeaders}. */
  public void answer(RoutingContext context, int status, String page, Map<String, Object> model) {
    String html = render(page, model);
    PageHeaders.put(context.response());
    RequestRoom.sends(
        context, html.length(), context.response().setStatusCode(status).end(html));
  }
}
