import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The Java SDK 1.1 in a process of its own, since its packages are those of the newer one. Reads a command a line,
 * {@code {"do":"call","token":"…","tool":"echo","arguments":{}}}, and answers each with a line:
 * {@code {"answer":"…"}} or {@code {"failure":"…"}}. Started as {@code java -cp … CommandLoop.java ORIGIN}.
 */
final class CommandLoop {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Double> progress = new CopyOnWriteArrayList<>();
  private final McpSyncClient client;
  private volatile String token = "";

  private CommandLoop(String origin) {
    client = McpClient.sync(transport(origin))
        .requestTimeout(Duration.ofSeconds(10))
        .capabilities(ClientCapabilities.builder().elicitation().build())
        .elicitation(asked -> accepted(asked.message()))
        .progressConsumer(step -> progress.add(step.progress()))
        .build();
  }

  public static void main(String[] args) throws Exception {
    var loop = new CommandLoop(args[0]);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(JSON.writeValueAsString(loop.answered(JSON.readTree(line))));
    }
    loop.client.close();
  }

  private ObjectNode answered(JsonNode command) {
    token = command.path("token").asText();
    try {
      return JSON.createObjectNode().put("answer", answer(command));
    } catch (RuntimeException e) {
      return JSON.createObjectNode().put("failure", words(e));
    }
  }

  private String answer(JsonNode command) {
    return switch (command.path("do").asText()) {
      case "initialize" -> client.initialize().protocolVersion();
      case "list" -> client.listTools().tools().get(0).name();
      case "call" -> call(command);
      case "progress" -> progress.toString();
      default -> throw new IllegalArgumentException("unknown command: " + command);
    };
  }

  private String call(JsonNode command) {
    @SuppressWarnings("unchecked")
    Map<String, Object> arguments = JSON.convertValue(command.path("arguments"), Map.class);
    var request = CallToolRequest.builder()
        .name(command.path("tool").asText())
        .arguments(arguments)
        .progressToken("p")
        .build();
    return ((TextContent) client.callTool(request).content().get(0)).text();
  }

  private HttpClientStreamableHttpTransport transport(String origin) {
    return HttpClientStreamableHttpTransport.builder(origin)
        .endpoint("/mcp")
        .httpRequestCustomizer((request, method, uri, body, context) -> {
          if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
          }
        })
        .build();
  }

  /** What was asked comes back as the name, so that it passes both ways. */
  private static ElicitResult accepted(String asked) {
    Map<String, Object> person = Map.of("username", asked, "email", "alice@example.com");
    return new ElicitResult(ElicitResult.Action.ACCEPT, person);
  }

  private static String words(Throwable failure) {
    var words = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      words.append(cause).append('\n');
      if (cause instanceof McpHttpClientTransportAuthorizationException refusal) {
        var answer = refusal.getResponseInfo();
        words.append(answer.statusCode()).append(' ').append(answer.headers().allValues("WWW-Authenticate"));
      }
    }
    return words.toString();
  }
}
