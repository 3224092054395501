package dev.gatehouse.mcp.legacy;

import dev.gatehouse.mcp.call.ClientQuestion;
import dev.gatehouse.mcp.call.InvocationTimers;
import dev.gatehouse.mcp.call.QuestionChannel;
import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.client.NoClientAnswerException;
import dev.gatehouse.mcp.session.MessageSink;
import dev.gatehouse.mcp.session.Session;
import dev.gatehouse.mcp.session.Session.Asked;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Requests of the server to the client of a session, on the stream of the request that needs the answer; MCP 2025-11-25 "Sending Messages to the Server". */
final class SessionQuestions implements QuestionChannel {
  private final Session session;
  private final MessageSink outlet;
  private final Set<String> scopes;
  private final List<Asked> open = new CopyOnWriteArrayList<>();

  SessionQuestions(Session session, MessageSink outlet, Set<String> scopes) {
    this.session = session;
    this.outlet = outlet;
    this.scopes = scopes;
  }

  @Override
  public boolean can(Capability capability) {
    return session.can(capability) && outlet.isOpen();
  }

  @Override
  public Future<JsonObject> ask(String key, ClientQuestion query, InvocationTimers clockwork) {
    JsonObject params = query.params();
    if (query.capability() == Capability.ELICITATION_URL) {
      params.put("elicitationId", session.nextElicitation());
    }
    clockwork.standStill();
    Asked asked = session.ask(outlet, scopes, query.method(), params);
    open.add(asked);
    Runnable answered =
        clockwork.whenPatienceEnds(() -> asked.withdraw().accept("there was no answer in time"));
    return asked
        .answer()
        .onComplete(over -> {
          answered.run();
          open.remove(asked);
          clockwork.goOn();
        })
        .compose(result -> query.fits().test(result)
            ? Future.succeededFuture(result)
            : Future.failedFuture(
                new NoClientAnswerException("the client's answer does not match the question")));
  }

  @Override
  public void close() {
    open.forEach(asked -> asked.withdraw().accept("the call is over"));
  }
}
