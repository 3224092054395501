package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideHttp.Answer;
import dev.gatehouse.console.guide.GuideSession.Stage;
import dev.gatehouse.handshake.Redaction;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Plays the client: what each press of Next sends, and what is looked at in the answer. */
final class GuideClient {
  private static final StepText STUCK = new StepText(
      "This step cannot be made",
      "Each request is made of what the server has answered before.",
      "RFC 9110 §5.5");

  private final GuideHttp http;
  private final GuideUrls urls;
  private final RedactionPolicy policy;
  private final Secrets secrets;

  GuideClient(GuideHttp http, GuideUrls urls, RedactionPolicy policy, Secrets secrets) {
    this.http = http;
    this.urls = urls;
    this.policy = policy;
    this.secrets = secrets;
  }

  /** Makes the next step; the session holds what came of it. Never fails, whatever the server has answered. */
  Future<Void> next(GuideSession walk) {
    return Future.succeededFuture()
        .compose(begun -> step(walk))
        .timeout(2L * GuideHttp.SECONDS, TimeUnit.SECONDS)
        .recover(failure -> stuck(walk, failure));
  }

  private Future<Void> stuck(GuideSession walk, Throwable failure) {
    walk.tell(STUCK.telling().check(false, GuideHttp.reason(failure)).json(policy), walk.stage());
    return Future.succeededFuture();
  }

  private Future<Void> step(GuideSession walk) {
    return switch (walk.stage()) {
      case ASK ->
        send(
            walk,
            DiscoverySteps.ask(walk),
            DiscoverySteps.ASK,
            Stage.RESOURCE,
            DiscoverySteps::asked);
      case RESOURCE ->
        send(
            walk,
            DiscoverySteps.resource(walk),
            DiscoverySteps.RESOURCE,
            Stage.SERVER,
            DiscoverySteps::resourceRead);
      case SERVER ->
        send(
            walk,
            DiscoverySteps.server(walk),
            DiscoverySteps.SERVER,
            Stage.REGISTER,
            DiscoverySteps::serverRead);
      case REGISTER ->
        send(
            walk,
            RegistrationSteps.call(walk),
            RegistrationSteps.REGISTER,
            Stage.AUTHORIZE,
            RegistrationSteps::registered);
      case AUTHORIZE -> authorize(walk, AuthorizationSteps.AUTHORIZE, Stage.TOKEN);
      case TOKEN ->
        walk.get("code").isEmpty()
            ? Future.succeededFuture()
            : send(
                walk,
                AuthorizationSteps.token(walk),
                AuthorizationSteps.TOKEN,
                Stage.OPEN,
                AuthorizationSteps::redeemed);
      case OPEN ->
        send(
            walk,
            TokenUseSteps.open(walk),
            TokenUseSteps.OPEN,
            TokenUseSteps.afterOpening(walk),
            TokenUseSteps::opened);
      case READY ->
        send(
            walk,
            TokenUseSteps.ready(walk),
            TokenUseSteps.READY,
            Stage.LIST,
            TokenUseSteps::readied);
      case LIST -> list(walk);
      case TOOL ->
        send(walk, ToolSteps.first(walk), ToolSteps.FIRST, Stage.BEYOND, ToolSteps::called);
      case BEYOND ->
        send(walk, ToolSteps.beyond(walk), ToolSteps.BEYOND, Stage.REFRESH, ToolSteps::triedBeyond);
      case WIDEN -> authorize(walk, ToolSteps.WIDEN, Stage.EXCHANGE);
      case EXCHANGE ->
        walk.get("code").isEmpty()
            ? Future.succeededFuture()
            : send(
                walk,
                AuthorizationSteps.token(walk),
                AuthorizationSteps.EXCHANGE,
                Stage.AGAIN,
                AuthorizationSteps::redeemed);
      case AGAIN ->
        send(walk, ToolSteps.again(walk), ToolSteps.AGAIN, Stage.REFRESH, ToolSteps::calledAgain);
      case REFRESH ->
        walk.get("refresh_token").isEmpty()
            ? skip(walk, TokenUseSteps.REFRESH, "There is no refresh token.", Stage.REVOKE)
            : send(
                walk,
                TokenUseSteps.refresh(walk),
                TokenUseSteps.REFRESH,
                Stage.REVOKE,
                AuthorizationSteps::tokenCame);
      case REVOKE ->
        walk.get("revocation_endpoint").isEmpty() || walk.get("access_token").isEmpty()
            ? skip(
                walk,
                TokenUseSteps.REVOKE,
                "There is nothing to revoke, or no revocation_endpoint.",
                Stage.DONE)
            : send(
                walk,
                TokenUseSteps.revoke(walk),
                TokenUseSteps.REVOKE,
                Stage.DONE,
                TokenUseSteps::revoked);
      case DONE -> Future.succeededFuture();
    };
  }

  /** Goes on with the client_id, and perhaps the client_secret, that a person has brought. */
  Future<Void> takeClient(GuideSession walk, String id, String secret) {
    walk.learn("client_id", id);
    walk.learn("client_secret", secret);
    policy.known().learn(id);
    walk.tell(RegistrationSteps.byHand(walk).json(policy), Stage.AUTHORIZE);
    return Future.succeededFuture();
  }

  /** Looks at an answer: learns from it, and says what is right and what is not. */
  interface Reading {
    void read(GuideSession walk, Answer answer, StepReport telling);
  }

  private Future<Void> send(
      GuideSession walk, GuideRequest call, StepText words, Stage next, Reading reading) {
    StepReport telling = words.telling();
    if (!urls.mayCall(call.url())) {
      walk.tell(telling.failure(policy, call, unreachable(call)).json(policy), walk.stage());
      return Future.succeededFuture();
    }
    return Future.succeededFuture()
        .compose(begun -> http.send(walk, call))
        .<Void>map(answer -> {
          telling.exchange(policy, call, answer);
          reading.read(walk, answer, telling);
          walk.tell(telling.json(policy), telling.next(walk.stage(), next));
          return null;
        })
        .recover(failure -> {
          StepReport told = words.telling().failure(policy, call, GuideHttp.reason(failure));
          walk.tell(told.json(policy), walk.stage());
          return Future.succeededFuture();
        });
  }

  private static String unreachable(GuideRequest call) {
    return call.url().isEmpty()
        ? "No address is known for this: the metadata does not name one."
        : "This leads to " + call.url() + ": the guide calls this computer only.";
  }

  private Future<Void> list(GuideSession walk) {
    Reading reading = (walked, answer, telling) -> {
      TokenUseSteps.listed(walked, answer, telling);
      if (telling.isGood()) {
        telling.goesTo(ToolSteps.afterList(walked));
      }
    };
    return send(walk, TokenUseSteps.list(walk), TokenUseSteps.LIST, Stage.REFRESH, reading);
  }

  private Future<Void> authorize(GuideSession walk, StepText words, Stage next) {
    StepReport telling = words.telling();
    AuthorizationSteps.prepare(walk, secrets, new Redaction(policy), telling);
    policy.known().learn(Secrets.sha256(walk.get("verifier"))); // everybody sees the challenge
    boolean good = urls.mayCall(walk.get("authorization_endpoint"));
    telling.check(
        good,
        good
            ? "The address is ready. A browser has to open it."
            : "authorization_endpoint is not on this computer.");
    walk.tell(telling.json(policy), good ? next : walk.stage());
    return Future.succeededFuture();
  }

  private Future<Void> skip(GuideSession walk, StepText words, String why, Stage next) {
    walk.tell(words.telling().note(why).json(policy), next);
    return Future.succeededFuture();
  }
}
