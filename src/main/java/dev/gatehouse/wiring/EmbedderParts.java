package dev.gatehouse.wiring;

import dev.gatehouse.authserver.identity.Authenticator;
import dev.gatehouse.authserver.outbound.Outbound;
import dev.gatehouse.handshake.DecisionListener;
import dev.gatehouse.mcp.Toolbox;
import dev.gatehouse.store.StoreProvider;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an embedder brings, besides settings.
 *
 * @param clock of both servers
 * @param stores where the authorization server keeps its records
 * @param authenticator who checks passwords; null for the users of the settings
 * @param withToolSets whether the tool sets of the settings are offered as well
 * @param toolboxes tools, besides those of jars on the class path
 * @param listeners to every decision, besides the log
 * @param outbound how servers of clients are found and believed; null for the system's resolver
 *     and the trusted certificates of the settings
 */
public record EmbedderParts(
    Clock clock,
    StoreProvider stores,
    @Nullable Authenticator authenticator,
    boolean withToolSets,
    List<Toolbox> toolboxes,
    List<DecisionListener> listeners,
    @Nullable Outbound outbound) {
  public EmbedderParts {
    toolboxes = List.copyOf(toolboxes);
    listeners = List.copyOf(listeners);
  }
}
