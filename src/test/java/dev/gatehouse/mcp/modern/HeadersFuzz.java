package dev.gatehouse.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Headers that repeat the body: a call gets through only under the name that the header says. The input: name, then a line for each {@code Mcp-Name}. */
public final class HeadersFuzz {
  private HeadersFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String[] lines = new String(data, StandardCharsets.UTF_8).split("\n", -1);
    roundTrip(lines[0]);
    List<String> names = Arrays.asList(lines).subList(1, lines.length);
    try {
      MirroredHeaders.check(call(lines[0]), headers(names));
      assertThat(names).hasSize(1);
      String header = names.get(0);
      assertThat(header).matches("[\\t\\x20-\\x7e]*");
      assertThat(header.equals(lines[0]) || plain(header).equals(lines[0])).isTrue();
    } catch (RpcException refused) {
      assertThat(refused.error().code()).isEqualTo(ErrorCode.HEADER_MISMATCH);
    }
  }

  private static void roundTrip(String name) {
    String encoded = "=?base64?"
        + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)) + "?=";
    boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(name);
    assertThat(EncodedHeader.decoded(encoded).filter(name::equals).isPresent()).isEqualTo(whole);
  }

  private static String plain(String header) {
    String base64 = header.replaceFirst("^=\\?base64\\?", "").replaceFirst("\\?=$", "");
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static Message.Request call(String name) {
    JsonObject body = new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", 1)
        .put("method", "tools/call")
        .put("params", new JsonObject().put("name", name));
    return (Message.Request) MessageCodec.decode(Buffer.buffer(body.encode()));
  }

  /** The headers of a call whose {@code Mcp-Method} is right. */
  private static Headers headers(List<String> names) {
    return new Headers() {
      @Override
      public List<String> all(String header) {
        return header.equals("Mcp-Method") ? List.of("tools/call") : names;
      }
    };
  }
}
