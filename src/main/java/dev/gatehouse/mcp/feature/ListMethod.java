package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ScopeRefusal;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.registry.Registry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A method that lists what there is, page by page; MCP "Pagination". A cursor names the last entry of the page before. The first page is
 * written once where it is the same for every caller.
 */
final class ListMethod<T> {
  /** How an entry is found, guarded and written. */
  record Entry<T>(
      Function<T, String> name, Function<T, String> scope, Function<T, JsonObject> json) {}

  private final String member;
  private final Function<Registry, Collection<T>> entries;
  private final Entry<T> entry;
  private final Dialect dialect;
  private final ServerRules rules;
  private @Nullable Registry written; // null until the first page was asked for
  private String firstPage = "";

  ListMethod(
      String member,
      Function<Registry, Collection<T>> entries,
      Entry<T> entry,
      Dialect dialect,
      ServerRules rules) {
    this.member = member;
    this.entries = entries;
    this.entry = entry;
    this.dialect = dialect;
    this.rules = rules;
  }

  Reply answer(Request request, Registry registry, Principal principal) {
    boolean sameForAll = rules.refusal() != ScopeRefusal.HIDE;
    if (!sameForAll || request.params().containsKey("cursor")) {
      return new Reply.Success(
          request.id(), page(request, visible(registry, principal), sameForAll), false);
    }
    if (written != registry) {
      firstPage = page(request, visible(registry, principal), true);
      written = registry;
    }
    return new Reply.Success(request.id(), firstPage, false);
  }

  private List<T> visible(Registry registry, Principal principal) {
    var rule = new ScopeRule(rules.refusal());
    return entries.apply(registry).stream()
        .filter(one -> rule.shows(entry.scope().apply(one), principal))
        .toList();
  }

  private String page(Request request, List<T> all, boolean sameForAll) {
    int from = request.params().containsKey("cursor") ? after(request, all) : 0;
    int to = Math.min(all.size(), from + rules.pageSize());
    var list = new JsonArray();
    all.subList(from, to).stream().map(entry.json()).forEach(list::add);
    var result = new JsonObject().put(member, list);
    if (to < all.size()) {
      result.put("nextCursor", cursor(entry.name().apply(all.get(to - 1))));
    }
    return dialect.cacheable(dialect.result(result), sameForAll).encode();
  }

  private int after(Request request, List<T> all) {
    String cursor = RequestParams.string(request, "cursor", "a string");
    for (int i = 0; i < all.size(); i++) {
      if (cursor(entry.name().apply(all.get(i))).equals(cursor)) {
        return i + 1;
      }
    }
    throw RequestParams.invalid(request, "there is no such page: begin again without a cursor");
  }

  private static String cursor(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }
}
