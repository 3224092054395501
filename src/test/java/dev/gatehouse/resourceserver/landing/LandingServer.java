package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.handshake.DecisionListeners;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.http.page.Assets;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.http.server.ServerListener;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.resourceserver.landing.LandingFacts.ScopeRow;
import dev.gatehouse.resourceserver.landing.LandingFacts.UserRow;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A resource server with the landing page, and an MCP endpoint that lets {@code echo} through and nothing else. */
final class LandingServer {
  /** The {@code Authorization} headers that reached the MCP endpoint. */
  final List<String> bearers = new CopyOnWriteArrayList<>();

  private final int port = FreePort.next();
  private final String origin;

  LandingServer(Vertx vertx, String issuer, boolean own, Clock clock) {
    this(vertx, issuer, own, clock, "localhost");
  }

  LandingServer(Vertx vertx, String issuer, boolean own, Clock clock, String host) {
    origin = "http://" + host + ":" + port;
    var assets = Assets.load();
    var router = Router.router(vertx);
    assets.mount(router);
    new Landing(
            vertx,
            TlsTrust.OF_JDK,
            new Pages(assets),
            facts(issuer, own),
            origin(),
            port,
            new Secrets(new SecureRandom()),
            clock,
            new Decisions(Party.RESOURCE_SERVER, DecisionListeners.standard(), clock))
        .mount(router);
    router.post("/mcp").handler(BodyHandler.create(false)).handler(this::mcp);
    new ServerListener(vertx, Tls.PLAIN, 1)
        .listen(List.of("127.0.0.1"), port, router)
        .await();
  }

  String origin() {
    return origin;
  }

  int port() {
    return port;
  }

  private void mcp(RoutingContext context) {
    bearers.add(context.request().getHeader("Authorization"));
    if (context.request().getHeader("Mcp-Name").equals("echo")) {
      context.json(
          new JsonObject().put("jsonrpc", "2.0").put("id", 1).put("result", new JsonObject()));
      return;
    }
    context
        .response()
        .setStatusCode(403)
        .putHeader(
            "WWW-Authenticate",
            "Bearer error=\"insufficient_scope\", scope=\"mcp.read notes:write\"");
    context.json(new JsonObject().put("error", new JsonObject().put("code", -32602)));
  }

  private static LandingFacts facts(String issuer, boolean own) {
    var text = new JsonObject().put("type", "string").put("description", "what to say");
    var count = new JsonObject()
        .put("type", "integer")
        .put("minimum", 1)
        .put("maximum", 10)
        .put("default", 3);
    var echo = new JsonObject()
        .put("properties", new JsonObject().put("message", text).put("repeat_count", count))
        .put("required", List.of("message"));
    var note =
        new JsonObject().put("properties", new JsonObject().put("user_id", text).put("note", text));
    List<String> both = List.of("alice", "bob");
    return new LandingFacts(
        "0.1.0",
        issuer,
        own,
        true,
        List.of(
            ToolRow.of(
                "whoami", "Who am I", "Says who the token speaks for.", "", both, new JsonObject()),
            ToolRow.of("echo", "Echo", "Returns its input.", "mcp.read", both, echo),
            ToolRow.of(
                "add_note", "Add a note", "Adds a note in your name.", "notes:write", both, note),
            ToolRow.of(
                "admin_purge",
                "Purge",
                "Deletes all notes of a user.",
                "admin:notes",
                List.of("alice"),
                note)),
        List.of(
            new ScopeRow("mcp.read", "use the tools that only read", true),
            new ScopeRow("notes:read", "read your notes", true),
            new ScopeRow("notes:write", "add notes in your name", false),
            new ScopeRow("admin:notes", "read and delete the notes of everybody", false)),
        List.of(
            new UserRow("alice", "password123", "operator"),
            new UserRow("bob", "hunter2", "ft-member")));
  }
}
