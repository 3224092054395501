package dev.gatehouse.mcp.server;

import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several messages at once, which only a session of 2025-03-26 has; MCP 2025-03-26 "Batching". Each stands at the gate for itself: a missing
 * scope is an error among the answers.
 */
public final class Batch {
  private final McpServer server;
  private final Function<Message, MessageContext> exchanges;
  private final BiConsumer<Message, Reply> answered;

  /** With what the transport knows about each message, and who hears of each reply. */
  public Batch(
      McpServer server,
      Function<Message, MessageContext> exchanges,
      BiConsumer<Message, Reply> answered) {
    this.server = server;
    this.exchanges = exchanges;
    this.answered = answered;
  }

  /** The answers as one JSON array, once all are there; empty where nothing is to be said. Not always on the thread that asked. */
  public Future<String> handle(List<Message> messages) {
    List<Future<Reply>> replies = messages.stream().map(this::handle).toList();
    return Future.all(replies).map(all -> joined(replies));
  }

  private Future<Reply> handle(Message message) {
    if (message instanceof Message.Request request && request.method().equals("initialize")) {
      var error = RpcError.of(ErrorCode.INVALID_REQUEST, "initialize must not be part of a batch");
      return Future.succeededFuture(new Reply.Failure(request.id(), error, ErrorCategory.REQUEST));
    }
    return server
        .handle(message, exchanges.apply(message))
        .onSuccess(reply -> answered.accept(message, reply));
  }

  private static String joined(List<Future<Reply>> replies) {
    String answers = replies.stream()
        .map(Future::result)
        .map(Reply::text)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(","));
    return answers.isEmpty() ? "" : "[" + answers + "]";
  }
}
