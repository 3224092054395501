package dev.gatehouse.authserver.page;

import dev.gatehouse.handshake.QuotedText;
import dev.gatehouse.oauth.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request of a browser cannot go on and nobody may be redirected to: what its page says. Until {@code client_id} and
 * {@code redirect_uri} are proven, RFC 6749 §4.1.2.1 asks for this.
 */
public final class PageFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Cause cause;
  private final int status;
  private final String title;
  private final String happened;
  private final String todo;
  private final String rule;
  private String reason;
  private final transient List<Map<String, Object>> sent = new ArrayList<>();
  private final transient List<Map<String, Object>> expected = new ArrayList<>();
  private final transient List<Map<String, Object>> remedies = new ArrayList<>();

  /**
   * @param cause why, for programs
   * @param status of the answer
   * @param title what it comes to
   * @param happened one sentence
   * @param todo what the person, or the developer of the client, can do
   * @param rule the section it follows
   */
  public PageFault(
      Cause cause, int status, String title, String happened, String todo, String rule) {
    super(happened, null, false, false);
    this.cause = cause;
    this.status = status;
    this.title = title;
    this.happened = happened;
    this.todo = todo;
    this.rule = rule;
    this.reason = happened;
  }

  /** Keeps the whole truth for log and console, where the page does not say all of it. */
  public PageFault because(String wholeReason) {
    reason = wholeReason;
    return this;
  }

  /** Shows what came, an identifier or a URL, without what may be a secret in it. */
  public PageFault sent(String label, String value) {
    sent.add(Map.of("label", label, "value", QuotedText.url(value)));
    return this;
  }

  /** Shows what would have been right. */
  public PageFault expected(String label, List<String> values) {
    expected.add(Map.of("label", label, "list", values));
    return this;
  }

  /** Adds a way to do what is to be done, by whom it is for: a command such as {@code codex mcp login NAME}, or a sentence. */
  public PageFault remedy(String label, String how, boolean command) {
    remedies.add(Map.of("label", label, "how", how, "command", command));
    return this;
  }

  Cause cause() {
    return cause;
  }

  public int status() {
    return status;
  }

  /** For log and console; what happened, in full. */
  String reason() {
    return reason;
  }

  String rule() {
    return rule;
  }

  /** What would have been right, in one line; empty where nothing was said of it. */
  String registered() {
    return expected.stream()
        .flatMap(item -> ((List<?>) item.getOrDefault("list", List.of())).stream())
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  Map<String, Object> model(String id, String console) {
    return Map.of(
        "title", title,
        "happened", happened,
        "sent", sent,
        "expected", expected,
        "todo", todo,
        "remedies", remedies,
        "id", id,
        "inConsole", console,
        "details", rule.isEmpty() ? List.of() : List.of(Map.of("label", "Rule", "value", rule)));
  }
}
