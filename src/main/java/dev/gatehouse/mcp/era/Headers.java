package dev.gatehouse.mcp.era;

import java.util.List;

/** What a transport carries beside the message: the fields of an HTTP request. On stdio there is no such layer. */
public interface Headers {
  /** No header layer at all: nothing can be asked of it. */
  Headers NO_LAYER = new Headers() {
    @Override
    public boolean exist() {
      return false;
    }

    @Override
    public List<String> all(String name) {
      return List.of();
    }
  };

  /** Whether the transport has a header layer, in which a required header may be missing. */
  default boolean exist() {
    return true;
  }

  /** Every value of a header, its name in any case. */
  List<String> all(String name);

  /** The header in which a client names the revision that it speaks. */
  String PROTOCOL_VERSION = "MCP-Protocol-Version";
}
