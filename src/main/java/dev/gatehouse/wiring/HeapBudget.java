package dev.gatehouse.wiring;

import dev.gatehouse.authserver.document.ClientDocuments;
import dev.gatehouse.authserver.document.FetchedKeys;
import dev.gatehouse.console.Console;
import dev.gatehouse.console.guide.Guide;
import dev.gatehouse.console.run.Runs;
import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.http.server.ServerListener;
import dev.gatehouse.quota.RateLimiter;
import dev.gatehouse.resourceserver.landing.PageSessions;
import dev.gatehouse.resourceserver.transport.ReplayRoom;
import dev.gatehouse.resourceserver.transport.Sessions;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.token.verification.TrustedIssuer;
import dev.gatehouse.tools.Notes;
import java.util.List;

/**
 * The most heap that clients can make both servers hold, bound by bound. {@code HeapBudgetTest} compares it with the handbook: a bound that
 * is widened, or a new one, changes the number there.
 */
final class HeapBudget {
  /** Of programs, their libraries and compiled pages; measured after the start. */
  private static final long STARTED = mb(32);

  private static final int THROTTLES = 9;

  private HeapBudget() {}

  /**
   * One bound.
   *
   * @param what is held, as the handbook has it
   * @param bytes by all users together
   */
  record Row(String what, long bytes) {
    /** Rounded up. */
    long megabytes() {
      return (bytes + mb(1) - 1) / mb(1);
    }
  }

  /** All of them, for a heap of that size. */
  static List<Row> rows(long heap) {
    return List.of(
        new Row("the servers themselves", STARTED),
        new Row("what the stores remember, as above", MemoryStores.bytes()),
        new Row(
            "connections",
            (long) ServerListener.mostConnections(heap) * ServerListener.BYTES_OF_CONNECTION),
        new Row("requests under way, and answers that nobody reads", RequestRoom.OF_ALL.bytes()),
        new Row("MCP sessions, with their streams and subscriptions", Sessions.BYTES_OF_ALL),
        new Row("events kept for resumption", ReplayRoom.OF_ALL.bytes()),
        new Row("checked access tokens", TrustedIssuer.MOST_BYTES),
        new Row(
            "documents and keys of clients", ClientDocuments.MOST_BYTES + FetchedKeys.MOST_BYTES),
        new Row("tries of logins and fetches", THROTTLES * RateLimiter.MOST_BYTES),
        new Row(
            "visitors of the start page",
            PageSessions.LOGINS.bytes() + PageSessions.SESSIONS.bytes()),
        new Row("notes of the demo tools", Notes.MOST_BYTES),
        new Row(
            "the console and its guide",
            Runs.bytes(heap) + Guide.MOST_BYTES + Console.WAITING_BYTES));
  }

  /** The sum. */
  static long megabytes(long heap) {
    return rows(heap).stream().mapToLong(Row::megabytes).sum();
  }

  private static long mb(long count) {
    return count << 20;
  }
}
