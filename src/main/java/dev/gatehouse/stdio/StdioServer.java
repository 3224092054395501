package dev.gatehouse.stdio;

import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.server.Batch;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.mcp.session.Cancellation;
import dev.gatehouse.mcp.session.Session;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stdio transport; MCP 2026-07-28 "stdio" and its elders: a message a line. All that one process says is one session. The end of the
 * input ends it, once all is answered that can be.
 */
public final class StdioServer {
  private static final Logger LOG = LoggerFactory.getLogger(StdioServer.class);

  /** As many lines may wait to be looked at; then reading waits. */
  private static final int MOST_WAITING = 64;

  private final LineReader in;
  private final OutputStream out;
  private final McpServer server;
  private final Function<Message, Principal> principals;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final Session session;
  private final Set<Future<?>> unanswered = ConcurrentHashMap.newKeySet();

  public StdioServer(
      InputStream in, OutputStream out, McpServer server, Function<Message, Principal> principals) {
    this.in = new LineReader(in);
    this.out = out;
    this.server = server;
    this.principals = principals;
    this.session = server.connect(new LineReader.Writer(this::write));
  }

  /** Serves until the input ends, on an event loop. Blocks: not for that loop. */
  public void run(Vertx vertx) throws IOException {
    Context loop = vertx.getOrCreateContext();
    for (Optional<Buffer> line = in.next(); line.isPresent(); line = in.next()) {
      Buffer read = line.get();
      if (!read.toString(StandardCharsets.UTF_8).isBlank()) {
        room.acquireUninterruptibly();
        loop.runOnContext(looked -> {
          room.release();
          serve(read);
        });
      }
    }
    Promise<Void> looked = Promise.promise();
    loop.runOnContext(last -> looked.complete());
    looked
        .future()
        .compose(all -> finished())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  // Nobody is left to answer a question, or to hear of a change.
  private Future<Void> finished() {
    session.endOfAnswers();
    server.stop();
    return Future.join(List.copyOf(unanswered)).transform(over -> Future.succeededFuture());
  }

  private void serve(Buffer line) {
    try {
      if (line.length() > LineReader.LONGEST) {
        throw RpcException.of(
            RequestId.NONE,
            ErrorCode.INVALID_REQUEST,
            "the message is longer than " + LineReader.LONGEST + " bytes");
      }
      if (MessageCodec.isBatch(line) && session.batches()) {
        batch(MessageCodec.decodeBatch(line));
      } else {
        serve(MessageCodec.decode(line));
      }
    } catch (RpcException refusal) {
      write(MessageCodec.failure(refusal.id(), refusal.error()));
    }
  }

  private void serve(Message message) {
    Future<Reply> reply = server.handle(message, exchange(message));
    if (message instanceof Message.Request request) { // JSON-RPC 2.0 §4.1
      awaited(reply.onSuccess(this::write).onFailure(failure -> mistake(request, failure)));
    }
  }

  private void batch(List<Message> messages) {
    awaited(new Batch(server, this::exchange, (message, reply) -> {})
        .handle(messages)
        .onSuccess(answers -> {
          if (!answers.isEmpty()) {
            write(answers);
          }
        })
        .onFailure(failure -> LOG.error("batch of {}", messages.size(), failure)));
  }

  private MessageContext exchange(Message message) {
    return new MessageContext(
        Headers.NO_LAYER,
        principals.apply(message),
        session,
        new LineReader.Writer(this::write),
        new Cancellation());
  }

  private void awaited(Future<?> written) {
    if (!written.isComplete()) {
      unanswered.add(written);
      written.onComplete(over -> unanswered.remove(written));
    }
  }

  private void write(Reply reply) {
    String text = reply.text();
    if (text != null) {
      write(text);
    }
  }

  private void mistake(Message.Request request, Throwable failure) {
    LOG.error("method={}", request.method(), failure);
    var error = RpcError.of(ErrorCode.INTERNAL_ERROR, "the server made a mistake; its log has it");
    write(MessageCodec.failure(request.id(), error));
  }

  private synchronized void write(String message) {
    try {
      out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      LOG.warn("nobody reads the answers any more");
    }
  }
}
