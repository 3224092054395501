package dev.gatehouse.handshake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One HTTP request, its answer, and what was decided on the way. Holds no secret: {@link Redaction} has masked them all before this is made.
 *
 * @param at when the request came in
 * @param micros how long the answer took
 * @param party which server answered
 * @param peer address and port that the request came from
 * @param request what was asked
 * @param answer what was said
 * @param decisions in the order in which they were taken
 * @param tokens the JWTs that went over the wire, decoded and without signature
 * @param marks which secrets went over the wire, as {@code kind:hash}: the same one again has the same mark
 * @param facts what can be told of a secret without telling it, such as {@code pkce}: the challenge that the verifier amounts to
 */
public record Exchange(
    Instant at,
    long micros,
    Party party,
    String peer,
    Asked request,
    Answered answer,
    List<Decision> decisions,
    List<DecodedToken> tokens,
    Set<String> marks,
    Map<String, String> facts) {
  public Exchange {
    decisions = List.copyOf(decisions);
    tokens = List.copyOf(tokens);
    marks = Set.copyOf(marks);
    facts = Map.copyOf(facts);
  }

  /** When the answer was given. */
  public Instant ended() {
    return at.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * The request.
   *
   * @param method the HTTP method
   * @param path without the query
   * @param query each parameter with its value, masked where it is none of the harmless ones
   * @param headers by lower-case name
   * @param body empty where there is none
   */
  public record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      Body body) {
    public Asked {
      query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A parameter of the query or the form; empty where it was not sent. */
    public String parameter(String name) {
      String inQuery = query.getOrDefault(name, "");
      return inQuery.isEmpty() ? body.form().getOrDefault(name, "") : inQuery;
    }

    /** A header field; empty where it was not sent. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * The answer.
   *
   * @param status the HTTP status, 0 where the connection ended before it
   * @param headers by lower-case name
   * @param body empty where there is none, or where it is a page
   * @param events where it was a stream
   */
  public record Answered(int status, Map<String, String> headers, Body body, Events events) {
    public Answered {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** An answer that is no stream. */
    public Answered(int status, Map<String, String> headers, Body body) {
      this(status, headers, body, Events.NONE);
    }

    /** A header field; empty where it was not sent. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * What a stream carried, HTML Standard "Server-sent events".
   *
   * @param first the data of its first events, each a JSON value as text
   * @param more how many came after them
   */
  public record Events(List<String> first, int more) {
    /** No stream, or one that carried nothing. */
    public static final Events NONE = new Events(List.of(), 0);

    public Events {
      first = List.copyOf(first);
    }
  }

  /**
   * A body: one of the two, or neither.
   *
   * @param form the parameters of a form
   * @param json a JSON value as text; empty where there is none
   */
  public record Body(Map<String, String> form, String json) {
    /** There is none, or it is not shown. */
    public static final Body NONE = new Body(Map.of(), "");

    public Body {
      form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
    }
  }
}
