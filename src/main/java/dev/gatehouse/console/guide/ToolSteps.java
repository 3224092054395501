package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideHttp.Answer;
import dev.gatehouse.console.guide.GuideSession.Stage;
import dev.gatehouse.oauth.challenge.Challenge;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Calls of tools, and what a client does where its token lacks a scope; MCP authorization, scope challenge handling. The server may be
 * anybody's: only what is marked as changing nothing, and takes no arguments, is called.
 */
final class ToolSteps {
  static final StepText FIRST = new StepText(
      "Call a tool",
      "The tool looks at the token alone: who it speaks for, and whether its scopes reach.",
      "RFC 9068 §4");
  static final StepText BEYOND = new StepText(
      "Call a tool that needs more",
      "A token that is good but lacks a scope gets 403, and the challenge names the scopes to ask for.",
      "RFC 6750 §3.1");
  static final StepText WIDEN = new StepText(
      "Ask for the scopes that are missing",
      "The client goes through the browser once more, with the scopes that it had and those of the 403 (step-up). The user decides again.",
      "MCP authorization, scope challenge handling");
  static final StepText AGAIN =
      new StepText("Call the tool again", "The same call with the wider token.", "RFC 6750 §2.1");

  private static final int MOST = 5;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,128}");
  private static final Stage[] STEP_UP = {Stage.BEYOND, Stage.WIDEN, Stage.EXCHANGE, Stage.AGAIN};

  private ToolSteps() {}

  /** Keeps the names of those that may be called, a few. */
  static void found(GuideSession walk, JsonArray tools, StepReport telling) {
    List<String> names = tools.stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(ToolSteps::isHarmless)
        .map(tool -> DiscoverySteps.text(tool, "name"))
        .filter(name -> NAME.matcher(name).matches())
        .distinct()
        .limit(MOST)
        .toList();
    walk.learn("tools", String.join(" ", names));
    if (names.isEmpty()) {
      telling.note(
          "The guide calls none of them: only what is marked as read-only (readOnlyHint) and needs no arguments.");
      walk.drop(Stage.TOOL);
    }
    if (names.size() < 2 || walk.get("access_token").isEmpty()) {
      walk.drop(STEP_UP);
    }
  }

  private static boolean isHarmless(JsonObject tool) {
    boolean asks = tool.getValue("inputSchema") instanceof JsonObject schema
        && schema.getValue("required") instanceof JsonArray required
        && !required.isEmpty();
    return !asks
        && tool.getValue("annotations") instanceof JsonObject hints
        && Boolean.TRUE.equals(hints.getValue("readOnlyHint"));
  }

  /** Calls one where there is one to call. */
  static Stage afterList(GuideSession walk) {
    return names(walk).isEmpty() ? Stage.REFRESH : Stage.TOOL;
  }

  static GuideRequest first(GuideSession walk) {
    return TokenUseSteps.toolCall(walk, names(walk).get(0));
  }

  static void called(GuideSession walk, Answer answer, StepReport telling) {
    String tool = names(walk).get(0);
    if (isRefused(walk, answer, tool, telling)) {
      return;
    }
    boolean good = isResult(answer);
    telling.check(good, good ? "200: " + tool + " answers." : wrong(answer));
    boolean more = names(walk).size() > 1 && !walk.get("access_token").isEmpty();
    telling.goesTo(good && !more ? Stage.REFRESH : good ? Stage.BEYOND : walk.stage());
  }

  static GuideRequest beyond(GuideSession walk) {
    return TokenUseSteps.toolCall(walk, names(walk).get(next(walk)));
  }

  static void triedBeyond(GuideSession walk, Answer answer, StepReport telling) {
    String tool = names(walk).get(next(walk));
    if (isRefused(walk, answer, tool, telling)) {
      return;
    }
    walk.learn("tried", String.valueOf(next(walk)));
    boolean last = next(walk) >= names(walk).size();
    telling.note(
        isResult(answer)
            ? "200: the token reaches " + tool + " too."
            : "No 403: the answer is " + answer.status() + TokenUseSteps.said(answer));
    if (last) {
      telling.note("There is no other tool to try: this token reaches them all.");
      walk.drop(Stage.WIDEN, Stage.EXCHANGE, Stage.AGAIN);
    }
    telling.goesTo(last ? Stage.REFRESH : Stage.BEYOND);
  }

  static GuideRequest again(GuideSession walk) {
    return TokenUseSteps.toolCall(walk, walk.get("beyond"));
  }

  static void calledAgain(GuideSession walk, Answer answer, StepReport telling) {
    boolean good = isResult(answer);
    telling.check(
        good,
        good
            ? "200: with the wider token " + walk.get("beyond") + " answers."
            : wrong(answer) + " Was the scope left out on the consent page?");
  }

  // The scopes of the challenge, and those that were had: it may name the missing ones alone.
  private static boolean isRefused(
      GuideSession walk, Answer answer, String tool, StepReport telling) {
    Optional<Challenge> challenge = answer.status() == 403
        ? Challenge.parse(answer.headers().getAll("WWW-Authenticate"))
        : Optional.empty();
    if (challenge
        .filter(found -> found.get("error").equals("insufficient_scope"))
        .isEmpty()) {
      return false;
    }
    String needed = challenge.get().get("scope");
    var wider = new LinkedHashSet<>(Arrays.asList(walk.get("scope").split(" ")));
    wider.addAll(Arrays.asList(needed.split(" ")));
    wider.remove("");
    telling.check(true, "403 insufficient_scope: " + tool + " is not for this token.");
    telling.note(
        needed.isEmpty()
            ? "The challenge names no scope: a client has to guess."
            : "scope = " + needed + ", to be asked for.");
    walk.learn("beyond", tool);
    walk.learn("scope", String.join(" ", wider));
    telling.goesTo(Stage.WIDEN);
    return true;
  }

  private static String wrong(Answer answer) {
    return "The answer is " + answer.status() + TokenUseSteps.said(answer);
  }

  private static boolean isResult(Answer answer) {
    return answer.status() == 200 && answer.json().containsKey("result");
  }

  private static List<String> names(GuideSession walk) {
    String names = walk.get("tools");
    return names.isEmpty() ? List.of() : List.of(names.split(" "));
  }

  private static int next(GuideSession walk) {
    String tried = walk.get("tried");
    return tried.isEmpty() ? 1 : Integer.parseInt(tried) + 1;
  }
}
