package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideHttp.Answer;
import dev.gatehouse.console.guide.GuideSession.Stage;
import dev.gatehouse.handshake.Redaction;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.oauth.Secrets;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Plays the client: what each press of Next sends, and what is looked at in the answer. */
final class Player {
  private static final Words STUCK = new Words(
      "This step cannot be made",
      "Each request is made of what the server has answered before.",
      "RFC 9110 §5.5");

  private final GuideHttp http;
  private final Urls urls;
  private final RedactionPolicy policy;
  private final Secrets secrets;

  Player(GuideHttp http, Urls urls, RedactionPolicy policy, Secrets secrets) {
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
      case ASK -> send(walk, Discovery.ask(walk), Discovery.ASK, Stage.RESOURCE, Discovery::asked);
      case RESOURCE ->
        send(
            walk,
            Discovery.resource(walk),
            Discovery.RESOURCE,
            Stage.SERVER,
            Discovery::resourceRead);
      case SERVER ->
        send(walk, Discovery.server(walk), Discovery.SERVER, Stage.REGISTER, Discovery::serverRead);
      case REGISTER ->
        send(
            walk,
            Registering.call(walk),
            Registering.REGISTER,
            Stage.AUTHORIZE,
            Registering::registered);
      case AUTHORIZE -> authorize(walk, Grant.AUTHORIZE, Stage.TOKEN);
      case TOKEN ->
        walk.get("code").isEmpty()
            ? Future.succeededFuture()
            : send(walk, Grant.token(walk), Grant.TOKEN, Stage.OPEN, Grant::redeemed);
      case OPEN -> send(walk, Use.open(walk), Use.OPEN, Use.afterOpening(walk), Use::opened);
      case READY -> send(walk, Use.ready(walk), Use.READY, Stage.LIST, Use::readied);
      case LIST -> list(walk);
      case TOOL -> send(walk, Tools.first(walk), Tools.FIRST, Stage.BEYOND, Tools::called);
      case BEYOND ->
        send(walk, Tools.beyond(walk), Tools.BEYOND, Stage.REFRESH, Tools::triedBeyond);
      case WIDEN -> authorize(walk, Tools.WIDEN, Stage.EXCHANGE);
      case EXCHANGE ->
        walk.get("code").isEmpty()
            ? Future.succeededFuture()
            : send(walk, Grant.token(walk), Grant.EXCHANGE, Stage.AGAIN, Grant::redeemed);
      case AGAIN -> send(walk, Tools.again(walk), Tools.AGAIN, Stage.REFRESH, Tools::calledAgain);
      case REFRESH ->
        walk.get("refresh_token").isEmpty()
            ? skip(walk, Use.REFRESH, "There is no refresh token.", Stage.REVOKE)
            : send(walk, Use.refresh(walk), Use.REFRESH, Stage.REVOKE, Grant::tokenCame);
      case REVOKE ->
        walk.get("revocation_endpoint").isEmpty() || walk.get("access_token").isEmpty()
            ? skip(
                walk,
                Use.REVOKE,
                "There is nothing to revoke, or no revocation_endpoint.",
                Stage.DONE)
            : send(walk, Use.revoke(walk), Use.REVOKE, Stage.DONE, Use::revoked);
      case DONE -> Future.succeededFuture();
    };
  }

  /** Goes on with the client_id, and perhaps the client_secret, that a person has brought. */
  Future<Void> takeClient(GuideSession walk, String id, String secret) {
    walk.learn("client_id", id);
    walk.learn("client_secret", secret);
    policy.known().learn(id);
    walk.tell(Registering.byHand(walk).json(policy), Stage.AUTHORIZE);
    return Future.succeededFuture();
  }

  /** Looks at an answer: learns from it, and says what is right and what is not. */
  interface Reading {
    void read(GuideSession walk, Answer answer, Telling telling);
  }

  private Future<Void> send(
      GuideSession walk, Call call, Words words, Stage next, Reading reading) {
    Telling telling = words.telling();
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
          Telling told = words.telling().failure(policy, call, GuideHttp.reason(failure));
          walk.tell(told.json(policy), walk.stage());
          return Future.succeededFuture();
        });
  }

  private static String unreachable(Call call) {
    return call.url().isEmpty()
        ? "No address is known for this: the metadata does not name one."
        : "This leads to " + call.url() + ": the guide calls this computer only.";
  }

  private Future<Void> list(GuideSession walk) {
    Reading reading = (walked, answer, telling) -> {
      Use.listed(walked, answer, telling);
      if (telling.isGood()) {
        telling.goesTo(Tools.afterList(walked));
      }
    };
    return send(walk, Use.list(walk), Use.LIST, Stage.REFRESH, reading);
  }

  private Future<Void> authorize(GuideSession walk, Words words, Stage next) {
    Telling telling = words.telling();
    Grant.prepare(walk, secrets, new Redaction(policy), telling);
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

  private Future<Void> skip(GuideSession walk, Words words, String why, Stage next) {
    walk.tell(words.telling().note(why).json(policy), next);
    return Future.succeededFuture();
  }
}
