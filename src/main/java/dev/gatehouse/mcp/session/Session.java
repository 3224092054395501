package dev.gatehouse.mcp.session;

import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.client.LogLevel;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.registry.OfferChange;
import dev.gatehouse.mcp.registry.OfferChange.Listing;
import dev.gatehouse.mcp.session.OpenQuestions.Question;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server remembers of one client between its messages; MCP 2025-11-25 "Lifecycle". A transport decides who may use it, and when it
 * ends.
 */
public final class Session implements Consumer<OfferChange> {
  private static final int MOST_SUBSCRIPTIONS = 100;
  private static final int MOST_IN_FLIGHT = 64;
  private static final int LONGEST_URI = 2048;
  private static final int BYTES_OF_SUBSCRIPTION = 128;

  /** A question on its way: what will be answered, and how to withdraw it, for a reason. */
  public record Asked(Future<JsonObject> answer, Consumer<String> withdraw) {}

  private final MessageSink unrelated;
  private final OpenQuestions questions = new OpenQuestions();
  private final Map<RequestId, Cancellation> inFlight = new HashMap<>(2);
  private final LongConsumer grown;
  private final Map<String, String> subscriptions = new HashMap<>(2); // to the scopes they need
  private ProtocolVersion version = ProtocolVersion.V2025_03_26;
  private Set<Capability> capabilities = Set.of();
  private LogLevel level = LogLevel.INFO;
  private boolean opened;
  private long elicitations;

  /** With an outlet for what belongs to no request. */
  public Session(MessageSink unrelated) {
    this(unrelated, bytes -> {});
  }

  /** As the other, with who hears that it holds so many bytes more of the heap, or less. */
  public Session(MessageSink unrelated, LongConsumer grown) {
    this.unrelated = unrelated;
    this.grown = grown;
  }

  /** After {@code initialize}. */
  public synchronized void open(ProtocolVersion agreed, Set<Capability> declared) {
    version = agreed;
    capabilities = declared;
    opened = true;
  }

  public synchronized ProtocolVersion version() {
    return version;
  }

  /** Whether several messages may come at once, as 2025-03-26 alone has it. */
  public synchronized boolean batches() {
    return opened && version == ProtocolVersion.V2025_03_26;
  }

  /** Whether the client declared it. */
  public synchronized boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  /** The least grave log message that the client wants to see. */
  public synchronized LogLevel level() {
    return level;
  }

  public synchronized void level(LogLevel least) {
    level = least;
  }

  /** Whether there was room for one more. Only who has the scope hears of the resource; everyone, where it is empty. */
  public boolean subscribe(String uri, String scope) {
    synchronized (this) {
      if (subscriptions.containsKey(uri)) {
        return true;
      }
      if (subscriptions.size() >= MOST_SUBSCRIPTIONS || uri.length() > LONGEST_URI) {
        return false;
      }
      subscriptions.put(uri, scope);
    }
    grown.accept(bytes(uri));
    return true;
  }

  public void unsubscribe(String uri) {
    boolean removed;
    synchronized (this) {
      removed = subscriptions.remove(uri) != null;
    }
    if (removed) {
      grown.accept(-bytes(uri));
    }
  }

  private static long bytes(String uri) {
    return BYTES_OF_SUBSCRIPTION + 2L * uri.length();
  }

  /** Whether the request may begin: its id is not in use, and there is room. */
  public synchronized boolean begin(RequestId id, Cancellation cancellation) {
    return inFlight.size() < MOST_IN_FLIGHT && inFlight.putIfAbsent(id, cancellation) == null;
  }

  public synchronized void end(RequestId id) {
    inFlight.remove(id);
  }

  /** The client gives up on a request; one that is not under way is ignored. */
  public void cancel(RequestId id) {
    Cancellation cancellation;
    synchronized (this) {
      cancellation = inFlight.get(id);
    }
    if (cancellation != null) {
      cancellation.cancel();
    }
  }

  /** Asks the client by way of the stream of the request that needs the answer. Only who has these scopes may answer. */
  public Asked ask(MessageSink outlet, Set<String> scopes, String method, JsonObject params) {
    Question question = questions.open(scopes);
    if (!question.result().isComplete()) {
      outlet.send(MessageCodec.request(question.id(), method, params));
    }
    return new Asked(question.result(), reason -> questions.withdraw(question.id(), reason));
  }

  /** A name for a page that a person is sent to; no other in this session has it. */
  public synchronized String nextElicitation() {
    return "elicitation-" + ++elicitations;
  }

  /** An answer to a question, from someone with these scopes; one that was not asked of them is ignored. */
  public void answered(Message.Response response, Set<String> scopes) {
    questions.answer(response, scopes);
  }

  @Override
  public void accept(OfferChange change) {
    if (change instanceof OfferChange.Content content) {
      @Nullable String scope;
      synchronized (this) {
        scope = subscriptions.get(content.uri());
      }
      if (scope != null) {
        unrelated.send(
            MessageCodec.notification(
                "notifications/resources/updated", new JsonObject().put("uri", content.uri())),
            scope);
      }
    } else if (change instanceof Listing listing && isOpen()) {
      String method = "notifications/" + listing.name().toLowerCase(Locale.ROOT) + "/list_changed";
      unrelated.send(MessageCodec.notification(method, new JsonObject()));
    }
  }

  /** The client can answer no more questions. */
  public void endOfAnswers() {
    questions.close();
  }

  /** Ends all that is under way in it. */
  public void close() {
    List<Cancellation> left;
    synchronized (this) {
      opened = false;
      subscriptions.clear();
      left = List.copyOf(inFlight.values());
      inFlight.clear();
    }
    left.forEach(Cancellation::cancel);
    questions.close();
  }

  private synchronized boolean isOpen() {
    return opened;
  }
}
