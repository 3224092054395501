package dev.gatehouse.everything;

import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.content.ResourceContent;
import dev.gatehouse.mcp.content.ResourceDescriptor;
import dev.gatehouse.mcp.resource.Resource;
import dev.gatehouse.mcp.resource.ResourceTemplate;
import dev.gatehouse.mcp.resource.TemplateDescriptor;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Resources to read, to watch, and to build an address for; MCP "Resources". */
final class ResourceFixtures {
  static final String TEXT = "test://static-text";
  static final String WATCHED = "test://watched-resource";
  private static final String BINARY = "test://static-binary";

  private ResourceFixtures() {}

  /** A resource that always holds the same. */
  private record Fixed(ResourceDescriptor descriptor, ResourceContent content) implements Resource {
    @Override
    public Future<List<ResourceContent>> read(Caller caller) {
      return Future.succeededFuture(List.of(content));
    }
  }

  static void add(Offer offer) {
    offer.add(text(
        TEXT,
        "static-text",
        "A text to read.",
        "This is the content of the static text resource."));
    offer.add(new Fixed(
        ResourceDescriptor.of(BINARY, "static-binary", "A picture to read.", "image/png")
            .behind(ConformanceFixtures.READ),
        new ResourceContent.Blob(BINARY, "image/png", SampleMedia.PIXEL)));
    offer.add(
        text(WATCHED, "watched-resource", "A text to subscribe to.", "Watched resource content"));
    offer.add(new DataTemplate());
  }

  private static Resource text(String uri, String name, String description, String text) {
    return new Fixed(
        ResourceDescriptor.of(uri, name, description, "text/plain")
            .behind(ConformanceFixtures.READ),
        new ResourceContent.Text(uri, "text/plain", text));
  }

  /** A resource for each id. */
  private static final class DataTemplate implements ResourceTemplate {
    @Override
    public TemplateDescriptor descriptor() {
      return TemplateDescriptor.of(
              "test://template/{id}/data", "template", "Data for an id.", "application/json")
          .behind(ConformanceFixtures.READ);
    }

    @Override
    public Future<List<ResourceContent>> read(
        String uri, Map<String, String> variables, Caller caller) {
      String id = variables.getOrDefault("id", "");
      var data = new JsonObject()
          .put("id", id)
          .put("templateTest", true)
          .put("data", "Data for ID: " + id);
      return Future.succeededFuture(
          List.of(new ResourceContent.Text(uri, "application/json", data.encode())));
    }
  }
}
