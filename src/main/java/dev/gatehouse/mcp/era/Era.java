package dev.gatehouse.mcp.era;

import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import io.vertx.core.Future;

/** One generation of the protocol; MCP 2026-07-28 "Versioning", Terminology. */
public interface Era {
  /** Checks what each request of this generation must carry; throws {@link RpcException}. */
  void admit(Message.Request request, MessageContext exchange);

  /** Answers a request that was admitted. Throws {@link RpcException} for parameters that do not fit the method. */
  Future<Reply> answer(Message.Request request, MessageContext exchange);
}
