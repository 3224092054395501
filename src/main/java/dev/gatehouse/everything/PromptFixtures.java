package dev.gatehouse.everything;

import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.client.Elicitation;
import dev.gatehouse.mcp.content.Completion;
import dev.gatehouse.mcp.content.PromptMessage;
import dev.gatehouse.mcp.prompt.Prompt;
import dev.gatehouse.mcp.prompt.PromptArgument;
import dev.gatehouse.mcp.prompt.PromptDescriptor;
import dev.gatehouse.mcp.prompt.PromptResult;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Prompts with text, arguments, a picture, a resource, and a question to the person; MCP "Prompts". */
final class PromptFixtures {
  private static final List<String> WORDS = List.of("paris", "park", "party");

  private PromptFixtures() {}

  /** A prompt of the suite. */
  private record Fixed(
      PromptDescriptor descriptor,
      BiFunction<Map<String, String>, Caller, Future<PromptResult>> behaviour)
      implements Prompt {
    @Override
    public Future<PromptResult> fill(Map<String, String> arguments, Caller caller) {
      return behaviour.apply(arguments, caller);
    }

    @Override
    public Future<Completion> complete(
        String argument, String typed, Map<String, String> others, Caller caller) {
      return Future.succeededFuture(
          Completion.of(WORDS.stream().filter(word -> word.startsWith(typed)).toList()));
    }
  }

  static List<Prompt> prompts() {
    return List.of(
        saying("test_simple_prompt", "Takes no arguments.", "This is a simple prompt for testing."),
        new Fixed(
            described("test_prompt_with_arguments", "Takes two arguments.")
                .taking(
                    new PromptArgument("arg1", "First test argument", true),
                    new PromptArgument("arg2", "Second test argument", true)),
            (given, caller) -> said(PromptMessage.user("Prompt with arguments: arg1='"
                + given.get("arg1") + "', arg2='" + given.get("arg2") + "'"))),
        new Fixed(
            described("test_prompt_with_embedded_resource", "Embeds a resource.")
                .taking(new PromptArgument("resourceUri", "URI of the resource to embed", true)),
            (given, caller) -> said(
                PromptMessage.user(ContentFixtures.embedded(
                    given.getOrDefault("resourceUri", ""),
                    "text/plain",
                    "Embedded resource content for testing.")),
                PromptMessage.user("Please process the embedded resource above."))),
        new Fixed(
            described("test_prompt_with_image", "Shows a picture."),
            (given, caller) -> said(
                PromptMessage.user(SampleMedia.picture()),
                PromptMessage.user("Please analyze the image above."))),
        new Fixed(
            described("test_input_required_result_prompt", "Asks the person first."),
            (given, caller) -> asked(caller)));
  }

  static Prompt saying(String name, String description, String text) {
    return new Fixed(
        described(name, description), (given, caller) -> said(PromptMessage.user(text)));
  }

  private static Future<PromptResult> asked(Caller caller) {
    var fields = new ArgumentSchema()
        .required("context", ArgumentSchema.string("What the prompt is about", 1_000));
    return caller
        .elicit("user_context", Elicitation.form("What context should the prompt use?", fields))
        .map(elicited -> PromptResult.of(PromptMessage.user(
            "Prompt with context: " + elicited.content().getString("context", "none"))));
  }

  private static Future<PromptResult> said(PromptMessage... messages) {
    return Future.succeededFuture(PromptResult.of(messages));
  }

  private static PromptDescriptor described(String name, String description) {
    return PromptDescriptor.of(name, name, description).behind(ConformanceFixtures.READ);
  }
}
