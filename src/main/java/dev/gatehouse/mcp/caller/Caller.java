package dev.gatehouse.mcp.caller;

import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.client.Elicitation;
import dev.gatehouse.mcp.client.ElicitationResult;
import dev.gatehouse.mcp.client.LogLevel;
import dev.gatehouse.mcp.client.MissingCapabilityException;
import dev.gatehouse.mcp.client.NoClientAnswerException;
import dev.gatehouse.mcp.client.Root;
import dev.gatehouse.mcp.client.Sampling;
import dev.gatehouse.mcp.client.SamplingResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Who calls a tool, and on whose behalf: what the token says, and nothing that the arguments claim. And the way back: progress, log messages,
 * and questions, which work in every revision of the protocol without the tool knowing which one the client speaks.
 *
 * <p><b>Questions.</b> Each has a key, unique within the call. Where the protocol has sessions the client is asked while the tool waits. In
 * 2026-07-28 nothing waits: the first unanswered question ends the run, whatever was asked in the same breath goes along, and when the
 * client comes back with the answers <em>the tool is run again from its start</em>, with all answers so far given at once (MCP "Multi
 * Round-Trip Requests"). So: ask before you act, and ask the same keys in the same order each time.
 * The client can send the same answers once more, for a quarter of an hour: what may happen once only the tool must remember itself. The time a question takes does not
 * count against the tool's time limit.
 */
public interface Caller {
  /** The person: {@code sub}. */
  String subject();

  /** The program that the person uses: {@code client_id}. */
  String clientId();

  /** What the token carries, in its order. */
  Set<String> scopes();

  /** All claims of the token, verified. A copy for the tool to keep. */
  JsonObject claims();

  default boolean holds(String scope) {
    return scopes().contains(scope);
  }

  /**
   * For what needs more than the tool's own scope. Where it is missing the call ends as if the tool had asked for it from the start, and the
   * client learns which scope to get.
   */
  default void require(String scope) {
    if (!holds(scope)) {
      throw new ScopeRequiredException(scope);
    }
  }

  /** Whether the client said that it can do this. */
  boolean can(Capability capability);

  /**
   * Asks the person. Fails with {@link MissingCapabilityException} or {@link NoClientAnswerException}; either, left alone, tells the caller why
   * the tool could not do its work.
   */
  Future<ElicitationResult> elicit(String key, Elicitation question);

  /** Asks the client's model. Fails as {@link #elicit} does. */
  Future<SamplingResult> sample(String key, Sampling request);

  /** Asks for the directories that the client works in. Fails as {@link #elicit} does. */
  Future<List<Root>> roots(String key);

  /** Says something to the client's log, if it wants to hear messages that grave. Never a secret. */
  void log(LogLevel level, String text);

  /**
   * Tells how far the work is, if the client asked to be told. What does not go beyond the last report is not sent.
   *
   * @param total zero where it is not known
   * @param message for people; empty where there is none
   */
  void progress(double done, double total, String message);

  /** Whether the caller has given up: nobody will see the answer. */
  boolean isCancelled();

  /** Runs as soon as the caller gives up; at once where that has happened. On any thread. */
  void onCancel(Runnable action);

  /** Waits without blocking. Never completes once the caller has given up. */
  Future<Void> pause(Duration time);

  /** Lets go of the connection where the client can come back for the answer: for work that takes long; MCP 2025-11-25 "Sending Messages", polling. */
  void letGo();
}
