package dev.gatehouse.mcp.jsonrpc;

/** The error codes of JSON-RPC 2.0 §5.1 and of MCP 2026-07-28 "Error Codes". */
public enum ErrorCode {
  PARSE_ERROR(-32700),
  INVALID_REQUEST(-32600),
  METHOD_NOT_FOUND(-32601),
  INVALID_PARAMS(-32602),
  INTERNAL_ERROR(-32603),
  /** Before 2026-07-28: there is no such resource. */
  RESOURCE_NOT_FOUND(-32002),
  HEADER_MISMATCH(-32020),
  MISSING_CLIENT_CAPABILITY(-32021),
  UNSUPPORTED_PROTOCOL_VERSION(-32022);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  /** The value of the {@code code} member. */
  public int number() {
    return number;
  }
}
