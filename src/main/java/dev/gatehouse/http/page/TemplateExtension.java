package dev.gatehouse.http.page;

import dev.gatehouse.handshake.ServerEndpoint;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What our templates can say besides plain Pebble: {@code asset('x.css')}, {@code path('login')}
 * for a {@link ServerEndpoint}, and the filters {@code theirs(60)} for text from outside and {@code
 * weblink} for addresses from outside.
 */
final class TemplateExtension extends AbstractExtension {
  private final Assets assets;

  TemplateExtension(Assets assets) {
    this.assets = assets;
  }

  @Override
  public Map<String, Filter> getFilters() {
    return Map.of("theirs", new Theirs(), "weblink", new Weblink());
  }

  @Override
  public Map<String, Function> getFunctions() {
    return Map.of(
        "asset", new TextFunction("name", assets::url),
        "path", new TextFunction("endpoint", TemplateExtension::path));
  }

  // An unknown name fails when the page is compiled and first rendered, at the start.
  private static String path(String endpoint) {
    return ServerEndpoint.valueOf(endpoint.toUpperCase(Locale.ROOT)).path();
  }

  /** A function of one argument, by its name. */
  private record TextFunction(String argument, UnaryOperator<String> text) implements Function {
    @Override
    public List<String> getArgumentNames() {
      return List.of(argument);
    }

    @Override
    public Object execute(
        Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
      return text.apply(String.valueOf(args.get(argument)));
    }
  }

  /** See {@link DisplayText}; what it returns is escaped like any other text. */
  private record Theirs() implements Filter {
    @Override
    public List<String> getArgumentNames() {
      return List.of("longest");
    }

    @Override
    public Object apply(
        @Nullable Object input,
        Map<String, Object> args,
        PebbleTemplate self,
        EvaluationContext context,
        int line) {
      int longest =
          args.get("longest") instanceof Number number ? number.intValue() : DisplayText.NAME;
      return input == null ? "" : DisplayText.of(input.toString(), longest);
    }
  }

  /** An address that is not of the web, {@code javascript:} for one, becomes empty. */
  private record Weblink() implements Filter {
    @Override
    public @Nullable List<String> getArgumentNames() {
      return null;
    }

    @Override
    public Object apply(
        @Nullable Object input,
        Map<String, Object> args,
        PebbleTemplate self,
        EvaluationContext context,
        int line) {
      String address = input == null ? "" : input.toString();
      boolean local = address.startsWith("/") && !address.startsWith("//");
      boolean web = address.startsWith("https://") || address.startsWith("http://");
      return local || web ? address : "";
    }
  }
}
