package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.resource.ResourceTemplate;
import dev.gatehouse.mcp.resource.TemplateDescriptor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A resource template with its address pattern compiled; RFC 6570 level 1, each variable one part without a slash. */
public final class RegisteredTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_]+)}");
  private static final int LONGEST_URI = 2_048;

  private final ResourceTemplate template;
  private final TemplateDescriptor descriptor;
  private final List<String> variables = new ArrayList<>();
  private final Pattern address;

  RegisteredTemplate(ResourceTemplate template) {
    this.template = template;
    this.descriptor = template.descriptor();
    this.address = compiled(descriptor.uriTemplate());
  }

  public ResourceTemplate template() {
    return template;
  }

  public TemplateDescriptor descriptor() {
    return descriptor;
  }

  public List<String> variables() {
    return List.copyOf(variables);
  }

  /** The variables of an address that this template builds; empty for any other. */
  public Optional<Map<String, String>> match(String uri) {
    if (uri.length() > LONGEST_URI) {
      return Optional.empty();
    }
    Matcher found = address.matcher(uri);
    if (!found.matches()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i), decoded(found.group(i + 1)));
    }
    return Optional.of(values);
  }

  private Pattern compiled(String uriTemplate) {
    var pattern = new StringBuilder();
    Matcher variable = VARIABLE.matcher(uriTemplate);
    int end = 0;
    while (variable.find()) {
      pattern.append(literal(uriTemplate.substring(end, variable.start()))).append("([^/?#]+)");
      variables.add(variable.group(1));
      end = variable.end();
    }
    return Pattern.compile(pattern.append(literal(uriTemplate.substring(end))).toString());
  }

  private String literal(String text) {
    if (text.contains("{") || text.contains("}")) {
      throw new IllegalArgumentException("the URI template '" + descriptor.uriTemplate()
          + "' has an expression that is not of the form {name}");
    }
    return Pattern.quote(text);
  }

  // A percent that encodes nothing stands for itself. A plus is no blank in a URI.
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return value;
    }
  }
}
