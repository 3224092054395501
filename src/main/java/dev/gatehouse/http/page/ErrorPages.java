package dev.gatehouse.http.page;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.settings.model.Settings;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives people a page where programs get JSON: whatever {@link JsonAnswer#error} says, a person ({@link Navigation}) reads it in a page with
 * a way on. Put on each router before all that may refuse.
 */
public final class ErrorPages implements Handler<RoutingContext> {
  private static final String KEY = "gatehouse.error_pages";

  private final Pages pages;
  private final String place;
  private final String console;

  private ErrorPages(Pages pages, String place, String console) {
    this.pages = pages;
    this.place = place;
    this.console = console;
  }

  /**
   * The pages link to the live view where it is shown, and where nobody beyond this computer reaches the servers.
   *
   * @param pages the templates
   * @param place which server this is, in words
   * @param settings of both servers
   */
  public static ErrorPages of(Pages pages, String place, Settings settings) {
    boolean linked = settings.server().console().shown() && settings.isPrivate();
    return new ErrorPages(
        pages,
        place,
        linked ? ServerEndpoint.CONSOLE.at(settings.resourceServer().origin()) : "");
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.put(KEY, this);
    ctx.next();
  }

  /** Where the live view shows the step that failed with this id; empty where it is not linked. */
  public static String inConsole(RoutingContext ctx, String id) {
    @Nullable ErrorPages own = ctx.get(KEY);
    return own == null || own.console.isEmpty() ? "" : own.console + "#error/" + id;
  }

  /** Answers a person with the page, and says whether it did: a program is left to the caller. */
  public static boolean answered(
      RoutingContext ctx, int status, String page, Map<String, Object> model) {
    @Nullable ErrorPages own = ctx.get(KEY);
    if (own == null || !Navigation.isOf(ctx.request())) {
      return false;
    }
    var all = new HashMap<String, Object>(model);
    all.put("place", own.place);
    all.put("home", ctx.request().path().equals("/") ? "" : "/");
    all.put("console", own.console);
    own.pages.answer(ctx, status, page, all);
    return true;
  }

  /** As above, with a page that says what a program would read. */
  public static boolean answered(RoutingContext ctx, int status, String detail) {
    if (status == 404) {
      return answered(ctx, 404, "notfound", Map.of("hint", hint(detail)));
    }
    String happened = status == 405
        ? "It is not opened in a browser but called, by " + detail.replaceFirst("^use ", "") + "."
        : sentence(detail);
    return answered(
        ctx,
        status,
        "error",
        Map.of("title", title(status), "happened", happened, "todo", todo(status)));
  }

  /** What a 404 says besides that nothing is there; may be empty. */
  public static String hint(String detail) {
    return sentence(detail.replaceFirst("^nothing is served at this path(?:; )?", ""));
  }

  private static String title(int status) {
    return switch (status) {
      case 401, 403 -> "This address is not open to you";
      case 405 -> "This address is for programs";
      case 500, 502, 503 -> "Something went wrong here";
      default -> "This request cannot continue";
    };
  }

  private static String todo(int status) {
    return status == 405
        ? "There is nothing to see here. Begin at the start page."
        : "Go back, or begin at the start page.";
  }

  private static String sentence(String detail) {
    if (detail.isEmpty()) {
      return "";
    }
    String end = detail.endsWith(".") ? "" : ".";
    return detail.substring(0, 1).toUpperCase(Locale.ROOT) + detail.substring(1) + end;
  }
}
