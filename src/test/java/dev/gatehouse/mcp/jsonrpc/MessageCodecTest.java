package dev.gatehouse.mcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON-RPC 2.0 §4 and §5 as MCP narrows them, and RFC 8259 where parsers differ. */
class MessageCodecTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "{", "{]", "nul", "{\"a\":01}", "{'a':1}", "{\"a\":NaN}"})
  void refuses_what_is_not_json(String text) {
    assertThat(refusal(text).error().code()).isEqualTo(ErrorCode.PARSE_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "\u2028", "\u2029"})
  void writes_no_character_that_a_reader_of_lines_takes_for_an_end(String separator) {
    var text = "a" + separator + "b";
    var json = new JsonObject().put("text", text);
    var id = RequestId.of(text);
    assertThat(List.of(
            MessageCodec.success(id, json.encode()),
            MessageCodec.failure(id, RpcError.of(ErrorCode.INVALID_PARAMS, text)),
            MessageCodec.request(id, "ping", json),
            MessageCodec.notification("notifications/message", json)))
        .allSatisfy(message -> {
          assertThat(message).doesNotContain(separator);
          assertThat(new JsonObject(message).encode()).contains(text);
        });
  }

  @Test
  void writes_half_a_surrogate_pair_as_the_replacement_character() {
    var json = new JsonObject().put("text", "\ud83d\ude00 \ud83d \ude00").encode();
    assertThat(new JsonObject(MessageCodec.success(RequestId.of(1), json))
            .getJsonObject("result")
            .getString("text"))
        .isEqualTo("\ud83d\ude00 \ufffd \ufffd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "\"x\"", "true", "[]", "[{}]"})
  void refuses_what_is_not_one_object(String text) {
    assertThat(refusal(text).error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void refuses_a_batch_and_says_when_it_went() {
    var error = refusal("[" + PING + "," + PING + "]").error();
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(error.message()).contains("batches were removed", "2025-06-18");
  }

  @Test
  void refuses_a_second_message_behind_the_first() {
    assertThat(refusal(PING + PING).error().message()).contains("follows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"method\":\"b\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"name\":\"x\",\"name\":\"y\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"name\":null,\"name\":null}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"\\u006dethod\":\"b\"}"
      })
  void refuses_a_name_that_stands_twice(String text) {
    assertThat(refusal(text).error().message()).contains("twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"method\":\"ping\"} | 'jsonrpc'",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | 'jsonrpc'",
        "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"} | 'jsonrpc'",
        "{\"jsonrpc\":\"2.0\",\"id\":1} | a method",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7} | 'method'",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null} | 'method'",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"result\":{}} | not two of them",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{}} | a method",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"Method\":\"ping\"} | a method"
      })
  void refuses_a_broken_envelope_with_its_id(String text, String said) {
    var refusal = refusal(text);
    assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refusal.error().message()).contains(said);
    assertThat(refusal.id().json()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "7", "[]", "null", "true"})
  void refuses_params_that_are_no_object(String params) {
    var refusal =
        refusal("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":" + params + "}");
    assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_PARAMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1.5", "1e-3", "1e19", "1e300", "true", "{}", "[]"})
  void refuses_an_id_that_is_neither_string_nor_integer(String id) {
    var refusal = refusal("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
    assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refusal.id().known()).isFalse();
  }

  @ParameterizedTest // RFC 8259 §6: JSON has one kind of number
  @CsvSource({
    "1.0, 1",
    "1E2, 100",
    "-0.0, 0",
    "0E2425678901234567891, 0",
    "1E-2425678901234567891, 0",
    "1.50e1, 15",
    "9007199254740993.0, 9007199254740993"
  })
  void takes_an_integer_however_it_is_spelled(String id, String echoed) {
    var message = MessageCodec.decode(
        Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}"));
    assertThat(message)
        .isEqualTo(new Message.Request(new RequestId(echoed), "ping", new JsonObject()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-7",
        "9007199254740993",
        "123456789012345678901234567890",
        "\"\"",
        "\"7\"",
        "\"jürgen 🎈\"",
        "\"a\\\"b\\\\c\\n\""
      })
  void echoes_an_id_exactly(String id) {
    var request =
        (Message.Request) decode("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
    assertThat(MessageCodec.success(request.id(), "{}"))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
  }

  @Test
  void refuses_invalid_utf8() {
    assertThat(refusal(bytes(0xff, 0xfe)).error().message()).contains("UTF-8");
    assertThat(refusal(bytes(0xc0, 0xaf)).error().message()).contains("UTF-8"); // overlong
    assertThat(refusal(bytes(0xed, 0xa0, 0x80)).error().message()).contains("UTF-8"); // half a pair
  }

  @Test
  void accepts_the_replacement_character_where_it_is_really_sent() {
    assertThat(decode("{\"jsonrpc\":\"2.0\",\"id\":\"\uFFFD\",\"method\":\"ping\"}"))
        .isInstanceOf(Message.Request.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800", "x\\ud83c"})
  void refuses_half_of_a_surrogate_pair(String escape) {
    assertThat(refusal("{\"jsonrpc\":\"2.0\",\"id\":\"" + escape + "\",\"method\":\"ping\"}")
            .error()
            .message())
        .contains("surrogate");
  }

  @Test
  void accepts_a_whole_surrogate_pair() {
    var request = (Message.Request)
        decode("{\"jsonrpc\":\"2.0\",\"id\":\"\\ud83c\\udf88\",\"method\":\"ping\"}");
    assertThat(request.id().json()).isEqualTo("\"🎈\"");
  }

  @Test
  void refuses_what_is_beyond_a_limit() {
    var deep = "[".repeat(100_000);
    assertThat(refusal(call("{\"a\":" + deep)).error().message()).contains("limit");
    assertThat(refusal(call("{\"a\":" + "9".repeat(100_000) + "}")).error().message())
        .contains("limit");
    assertThat(refusal(call("{\"" + "k".repeat(1_000_000) + "\":1}")).error().message())
        .contains("limit");
    var many = new StringBuilder("{\"a\":0");
    for (int i = 0; i < 100_000; i++) {
      many.append(",\"").append(i).append("\":0");
    }
    assertThat(refusal(call(many + "}")).error().message()).contains("limit");
    assertThat(refusal(call("{\"a\":1e400}")).error().message()).contains("larger");
  }

  @Test
  void tells_requests_notifications_and_responses_apart() {
    assertThat(decode(PING)).isInstanceOf(Message.Request.class);
    assertThat(decode("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
        .isEqualTo(new Message.Notification("notifications/initialized", new JsonObject()));
    assertThat(decode("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"))
        .isInstanceOf(Message.Response.class);
  }

  @Test
  void leaves_out_an_id_that_is_not_known() {
    assertThat(MessageCodec.failure(RequestId.NONE, RpcError.of(ErrorCode.PARSE_ERROR, "no")))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"no\"}}");
  }

  private static String call(String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":" + params + "}";
  }

  private static Buffer bytes(int... inId) {
    var body = Buffer.buffer("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":\"");
    for (int value : inId) {
      body.appendByte((byte) value);
    }
    return body.appendString("\"}");
  }

  private static Message decode(String text) {
    return MessageCodec.decode(Buffer.buffer(text));
  }

  private static RpcException refusal(String text) {
    return refusal(Buffer.buffer(text));
  }

  private static RpcException refusal(Buffer body) {
    return catchThrowableOfType(RpcException.class, () -> MessageCodec.decode(body));
  }
}
