package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import java.util.Map;

/** About how much memory an exchange holds, in characters. */
final class ExchangeSize {
  private static final int FRAME = 1000;

  private ExchangeSize() {}

  static int of(Exchange exchange) {
    Exchange.Asked asked = exchange.request();
    Exchange.Answered answered = exchange.answer();
    return FRAME
        + asked.path().length()
        + of(asked.query())
        + of(asked.headers())
        + of(asked.body())
        + of(answered.headers())
        + of(answered.body())
        + answered.events().first().stream().mapToInt(String::length).sum();
  }

  private static int of(Exchange.Body body) {
    return body.json().length() + of(body.form());
  }

  private static int of(Map<String, String> values) {
    return values.entrySet().stream()
        .mapToInt(one -> one.getKey().length() + one.getValue().length())
        .sum();
  }
}
