package dev.gatehouse.stdio;

import dev.gatehouse.mcp.Principal;
import dev.gatehouse.mcp.era.Exchange;
import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.server.McpServer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stdio transport; MCP 2026-07-28 "stdio" and its elders: a message a line, answers in the order of the requests. The end of the input
 * ends it, once all is answered.
 */
public final class StdioServer {
  private static final Logger LOG = LoggerFactory.getLogger(StdioServer.class);

  /** As many requests may be unanswered; then reading waits. */
  private static final int MOST_IN_FLIGHT = 64;

  private final Lines in;
  private final OutputStream out;
  private final McpServer server;
  private final Function<Message, Principal> principals;
  private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);

  public StdioServer(
      InputStream in, OutputStream out, McpServer server, Function<Message, Principal> principals) {
    this.in = new Lines(in);
    this.out = out;
    this.server = server;
    this.principals = principals;
  }

  /** Serves until the input ends. Blocks: not for an event loop. */
  public void run() throws IOException {
    Future<Void> answered = Future.succeededFuture();
    for (Optional<Buffer> line = in.next(); line.isPresent(); line = in.next()) {
      if (line.get().toString(StandardCharsets.UTF_8).isBlank()) {
        continue;
      }
      room.acquireUninterruptibly();
      Future<Optional<String>> answer = answer(line.get());
      answered = answered.compose(before -> answer).onSuccess(this::write).mapEmpty();
    }
    answered.toCompletionStage().toCompletableFuture().join();
  }

  // Never fails: what goes wrong is the answer.
  private Future<Optional<String>> answer(Buffer line) {
    try {
      if (line.length() > Lines.LONGEST) {
        throw RpcException.of(
            RequestId.NONE,
            ErrorCode.INVALID_REQUEST,
            "the message is longer than " + Lines.LONGEST + " bytes");
      }
      Message message = MessageCodec.decode(line);
      var exchange = new Exchange(Headers.NO_LAYER, principals.apply(message));
      Future<Reply> reply = server.handle(message, exchange);
      return message instanceof Message.Request request
          ? reply.map(StdioServer::text).otherwise(failure -> mistake(request, failure))
          : Future.succeededFuture(Optional.empty()); // JSON-RPC 2.0 §4.1
    } catch (RpcException refusal) {
      return Future.succeededFuture(
          Optional.of(MessageCodec.failure(refusal.id(), refusal.error())));
    }
  }

  private static Optional<String> text(Reply reply) {
    if (reply instanceof Reply.Success success) {
      return Optional.of(MessageCodec.success(success.id(), success.result()));
    }
    if (reply instanceof Reply.Failure failure) {
      return Optional.of(MessageCodec.failure(failure.id(), failure.error()));
    }
    if (reply instanceof Reply.ScopeMissing missing) {
      return Optional.of(MessageCodec.failure(missing.id(), missing.error()));
    }
    return Optional.empty();
  }

  private static Optional<String> mistake(Message.Request request, Throwable failure) {
    LOG.error("method={}", request.method(), failure);
    var error = RpcError.of(ErrorCode.INTERNAL_ERROR, "the server made a mistake; its log has it");
    return Optional.of(MessageCodec.failure(request.id(), error));
  }

  private void write(Optional<String> message) {
    try {
      if (message.isPresent()) {
        out.write((message.get() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      LOG.warn("nobody reads the answers any more");
    } finally {
      room.release();
    }
  }
}
