package dev.gatehouse.authserver.approval;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.store.BrowserSession;
import io.vertx.core.Future;

/** What follows when a user decides about a request: a code, and what is remembered of the decision. */
public final class Approval {
  private final CodeIssuer codes;
  private final ConsentMemory memory;
  private final EarlierConsents earlier;

  public Approval(CodeIssuer codes, ConsentMemory memory, EarlierConsents earlier) {
    this.codes = codes;
    this.memory = memory;
    this.earlier = earlier;
  }

  /** What the user allowed the client before. */
  public Future<EarlierConsent> earlier(String user, AuthorizationRequest request) {
    return earlier.of(user, request);
  }

  /** The code for what the user of the session granted, which is remembered. */
  public Future<String> grant(
      AuthorizationRequest request, BrowserSession session, Scopes granted) {
    return codes
        .issue(request, session, granted)
        .compose(code -> memory.remember(session.user(), request, granted).map(code));
  }

  /** The user denied the request: the next answer is the user's own again. */
  public Future<Void> deny(AuthorizationRequest request, String user) {
    return memory.forget(user, request);
  }
}
