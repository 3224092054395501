package dev.gatehouse.handshake;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of one request while it is under way: the decisions, and the answer's body. It belongs to the Vert.x context of the request,
 * so that {@link Decisions} finds it and no endpoint has to know of it.
 */
public final class Recording {
  private static final ContextLocal<Recording> CURRENT =
      ContextLocal.registerLocal(Recording.class);
  private static final int MOST_EVENTS = 40;
  private static final int MOST_CHARACTERS = 64 << 10;

  private final List<Decision> decisions = new ArrayList<>(4);
  private final List<String> events = new ArrayList<>();
  private @Nullable String answer;
  private int eventCharacters;
  private int moreEvents;
  private long number;

  /** Begins one on the context of the request, which must be the current one. */
  public static Recording begin() {
    var recording = new Recording();
    CURRENT.put(Vertx.currentContext(), recording);
    return recording;
  }

  /** Makes sure that the slot exists before the first Vert.x is made: to load this class is enough. */
  static void register() {}

  /** Keeps the decision for the request that is under way here, if that is recorded. */
  static void keep(Decision decision) {
    @Nullable Context context = Vertx.currentContext();
    @Nullable Recording recording = context == null ? null : CURRENT.get(context);
    if (recording != null) {
      recording.decisions.add(decision);
    }
  }

  /** The JSON that goes out. */
  public void answered(String json) {
    this.answer = json;
  }

  /** An event of a stream that goes out, its JSON. The first ones are kept, and the others counted. */
  public void streamed(String json) {
    if (events.size() < MOST_EVENTS && eventCharacters + json.length() <= MOST_CHARACTERS) {
      events.add(json);
      eventCharacters += json.length();
    } else {
      moreEvents++;
    }
  }

  /** The first events of the stream that went out. */
  public List<String> events() {
    return events;
  }

  /** How many events followed those that are kept. */
  public int moreEvents() {
    return moreEvents;
  }

  /** The place of the answer among all answers: the given one the first time, and the same ever after. */
  public long number(LongSupplier given) {
    if (number == 0) {
      number = given.getAsLong();
    }
    return number;
  }

  public List<Decision> decisions() {
    return decisions;
  }

  /** The JSON that went out; null where it was something else. */
  public @Nullable String answer() {
    return answer;
  }
}
