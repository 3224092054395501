package dev.gatehouse.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** A form over real HTTP: what is read from it is what the rules of {@code application/x-www-form-urlencoded} say, or the answer is 400. */
public final class FormsFuzz {
  // Visible characters and whole escapes: what is written otherwise has no one meaning.
  private static final Pattern SPEAKABLE =
      Pattern.compile("(?:[\\x21-\\x24\\x26-\\x7e]|%[0-9a-fA-F]{2})*");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final URI SERVER = started();

  private FormsFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    HttpResponse<String> answer = CLIENT.send(
        HttpRequest.newBuilder(SERVER)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofByteArray(data))
            .build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isIn(200, 400, 413);
    String text = new String(data, StandardCharsets.UTF_8);
    if (answer.statusCode() == 200 && SPEAKABLE.matcher(text).matches()) {
      assertThat(new JsonObject(answer.body()).getMap()).isEqualTo(expected(text));
    }
  }

  // Netty trims names; two spellings of one name are one name given twice, which is refused.
  private static Map<String, Object> expected(String form) {
    var all = new LinkedHashMap<String, List<String>>();
    for (String pair : form.split("&", -1)) {
      String[] both = pair.split("=", 2);
      if (!pair.isEmpty()) {
        all.computeIfAbsent(trimmed(decoded(both[0])), name -> new ArrayList<>())
            .add(both.length == 1 ? "" : decoded(both[1]));
      }
    }
    return new LinkedHashMap<>(new Params(all).values());
  }

  private static String trimmed(String name) {
    return name.replaceAll("[\\r\\t]", " ").replaceAll("^\\s+|\\s+$|\\n", "");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static URI started() {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.post("/").handler(Forms.body()).handler(ctx -> {
      var read = new JsonObject();
      Forms.form(ctx).values().forEach(read::put);
      ctx.end(read.encode());
    });
    router.errorHandler(
        500, ctx -> ctx.response().setStatusCode(status(ctx.failure())).end());
    try {
      int port = vertx
          .createHttpServer()
          .requestHandler(router)
          .listen(0, "127.0.0.1")
          .toCompletionStage()
          .toCompletableFuture()
          .get()
          .actualPort();
      return URI.create("http://127.0.0.1:" + port + "/");
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int status(Throwable failure) {
    return failure instanceof OAuthException refused
        ? refused.error().status()
        : failure instanceof IOException ? 400 : 500;
  }
}
