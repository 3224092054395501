package dev.gatehouse.client.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of a metadata document, RFC 8414 §2 and RFC 9728 §2, read by their type: one of another type is not there. */
public record MetadataMembers(Map<String, Object> members) {
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The member if it is a string that is not empty. */
  public Optional<String> text(String name) {
    return members.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The strings in the member; none where it is no array. */
  public List<String> texts(String name) {
    return members.get(name) instanceof List<?> array
        ? array.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList()
        : List.of();
  }

  /** Whether the member is {@code true}. */
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /** Whether the document is that of the issuer, compared by its characters; RFC 8414 §3.3. */
  public boolean isOf(String issuer) {
    return issuer.equals(members.get("issuer"));
  }
}
