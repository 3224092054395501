package dev.gatehouse.mcp.jsonrpc;

/** A message was refused, with the error that its sender shall see. */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RequestId id;
  private final transient RpcError error;

  public RpcException(RequestId id, RpcError error) {
    super(error.message(), null, false, false);
    this.id = id;
    this.error = error;
  }

  public static RpcException of(RequestId id, ErrorCode code, String message) {
    return new RpcException(id, RpcError.of(code, message));
  }

  /** The id of the refused message, as far as it could be read. */
  public RequestId id() {
    return id;
  }

  public RpcError error() {
    return error;
  }
}
