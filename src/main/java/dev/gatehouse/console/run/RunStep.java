package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Decision;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Outcome;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.Cause;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One step of a run: an exchange with its words and lanes.
 *
 * @param number counts from 1 in its run
 * @param kind what it is for
 * @param exchange what went over the wire
 * @param error the error code of the answer; empty where there is none
 * @param turn how it went
 */
public record RunStep(int number, Step kind, Exchange exchange, String error, Turn turn) {
  private static final Set<Step> DISCOVERY = EnumSet.of(
      Step.CHALLENGE,
      Step.PREFLIGHT,
      Step.RESOURCE_METADATA,
      Step.SERVER_METADATA,
      Step.WRONG_SERVER,
      Step.OTHER);
  private static final int FRAME = 1000;
  private static final int REFUSED = 400;

  /** The resource server's own client says so. */
  private static final String OWN_AGENT = "gatehouse-resource-server";

  /** The landing page of the resource server is a client, which says so. */
  static final String LANDING_PAGE = "gatehouse-landing";

  /** How it went. */
  public enum Turn {
    GRANTED,
    REFUSED,
    NOTED,
    /** A refusal that is part of the handshake: it says where to go next. */
    TURN;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  // Kind, error and turn once: the rules ask each step of a run for them.
  static RunStep of(Exchange exchange) {
    Step kind = StepClassifier.of(exchange);
    String error = error(exchange);
    return new RunStep(0, kind, exchange, error, turn(kind, exchange, error));
  }

  /** The same as a step of a run. */
  RunStep numbered(int place) {
    return new RunStep(place, kind, exchange, error, turn);
  }

  /** About how many characters of memory it holds. */
  int characters() {
    Exchange.Asked asked = exchange.request();
    Exchange.Answered answered = exchange.answer();
    return FRAME
        + asked.path().length()
        + characters(asked.query())
        + characters(asked.headers())
        + characters(asked.body())
        + characters(answered.headers())
        + characters(answered.body())
        + answered.events().first().stream().mapToInt(String::length).sum();
  }

  private static int characters(Exchange.Body body) {
    return body.json().length() + characters(body.form());
  }

  private static int characters(Map<String, String> values) {
    return values.entrySet().stream()
        .mapToInt(one -> one.getKey().length() + one.getValue().length())
        .sum();
  }

  public Lane from() {
    if (isVisit()) {
      return Lane.BROWSER;
    }
    return isOurs() ? Lane.RESOURCE_SERVER : description().from();
  }

  /** The one that was asked, which for a preflight or a stray request depends on where it came in. */
  public Lane to() {
    return switch (exchange.party()) {
      case AUTHORIZATION_SERVER -> Lane.AUTHORIZATION_SERVER;
      case RESOURCE_SERVER -> Lane.RESOURCE_SERVER;
    };
  }

  /** Whether a client does this before it knows who it is to the authorization server. */
  boolean isDiscovery() {
    return DISCOVERY.contains(kind);
  }

  /** Whether the client's own program sent it; a preflight is sent for a page that is the client. */
  boolean isOfTheProgram() {
    return from() == Lane.CLIENT || kind == Step.PREFLIGHT;
  }

  /** The User-Agent of the client's program, also where a browser uses it; empty where the step is not of the program. */
  String agent() {
    if (kind == Step.PAGE_LOGIN) {
      return LANDING_PAGE;
    }
    return isOfTheProgram() ? exchange.request().header("user-agent") : "";
  }

  /** Whether the resource server itself asks. */
  boolean isOurs() {
    return exchange.request().header("user-agent").startsWith(OWN_AGENT);
  }

  /**
   * Whether the page is about to open the stream of its session: that is heard of only when it ends, so that what follows a preflight for GET
   * is not missed in the meantime.
   */
  public boolean announcesStream() {
    return kind == Step.PREFLIGHT
        && exchange.request().header("access-control-request-method").equals("GET")
        && endpoint().filter(ServerEndpoint.MCP::equals).isPresent();
  }

  /** Whether a person opened the address of a client: the answer was a page, and nothing is to follow. */
  public boolean isVisit() {
    return kind == Step.CHALLENGE
        && exchange.answer().header("content-type").startsWith("text/html");
  }

  /** Whether someone begins to log in at the landing page. */
  boolean isLoginOfThePage() {
    return kind == Step.PAGE_LOGIN
        && endpoint().filter(ServerEndpoint.LANDING_LOGIN::equals).isPresent();
  }

  private static Turn turn(Step kind, Exchange exchange, String error) {
    int status = exchange.answer().status();
    if (kind == Step.CHALLENGE || kind == Step.STEP_UP || error.equals("use_dpop_nonce")) {
      return Turn.TURN;
    }
    if (kind == Step.WRONG_SERVER) {
      return Turn.NOTED; // clients try several addresses: a 404 is an answer
    }
    List<Decision> decisions = exchange.decisions();
    boolean refused = decisions.stream().anyMatch(event -> event.outcome() == Outcome.REFUSED);
    if (refused || status >= REFUSED) {
      return Turn.REFUSED;
    }
    boolean granted = decisions.stream().anyMatch(event -> event.outcome() == Outcome.GRANTED);
    return granted ? Turn.GRANTED : Turn.NOTED;
  }

  /** What the sender does: {@code calls the tool echo}. */
  public String words() {
    return switch (kind) {
      case TOOL_CALL -> "calls the tool " + JsonBodies.tool(exchange);
      case STEP_UP ->
        "calls " + JsonBodies.tool(exchange) + ", for which its token lacks the scope";
      case MCP_REQUEST -> mcpWords();
      case CONSENT -> consentWords();
      case ALLOWED -> allowedWords();
      case PAGE_LOGIN -> pageWords();
      case CHALLENGE ->
        isVisit()
            ? "opens the address of the MCP server in a browser"
            : description().words();
      case OTHER -> "asks for " + exchange.request().path();
      default -> description().words();
    };
  }

  private StepDescription description() {
    return StepDescription.of(kind);
  }

  private String consentWords() {
    String answer = exchange.request().parameter("decision").equals("deny") ? "denies" : "allows";
    String location = exchange.answer().header("location");
    String address = location.split("[?#]", 2)[0];
    return address.isEmpty() || address.startsWith("/")
        ? answer
        : answer + ", and is sent back to " + address;
  }

  private String allowedWords() {
    return exchange.request().method().equals("POST")
        ? "ends what was allowed"
        : description().words();
  }

  private String pageWords() {
    return endpoint()
        .map(endpoint -> switch (endpoint) {
          case LANDING_LOGIN -> "logs in at the landing page";
          case LANDING_CALLBACK -> "comes back to the landing page";
          case LANDING_CALL -> "has the landing page call a tool";
          case LANDING_LOGOUT -> "logs out of the landing page";
          default -> description().words();
        })
        .orElseGet(description()::words);
  }

  private Optional<ServerEndpoint> endpoint() {
    return ServerEndpoint.find(exchange.party(), exchange.request().path());
  }

  /** Whether a decision of this step was taken for one of these causes. */
  public boolean has(Cause... causes) {
    return exchange.decisions().stream().anyMatch(decision -> decision.is(causes));
  }

  /** A detail of a decision of this step; empty where none has it. */
  public String detail(String name) {
    return detail(exchange, name);
  }

  private static String detail(Exchange exchange, String name) {
    return exchange.decisions().stream()
        .map(event -> event.details().getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  // Only a refusal has one: the body of no other answer is parsed.
  private static String error(Exchange exchange) {
    String inDecision = detail(exchange, "error");
    return inDecision.isEmpty() && exchange.answer().status() >= REFUSED
        ? JsonBodies.string(JsonBodies.answer(exchange), "error")
        : inDecision;
  }

  private String wordlessWords() {
    if (turn() == Turn.REFUSED) {
      return "shows a token that does not pass";
    }
    return switch (exchange.request().method()) {
      case "GET" -> "listens for messages of the server";
      case "DELETE" -> "ends its session";
      default -> description().words();
    };
  }

  private String mcpWords() {
    String method = JsonBodies.method(exchange);
    return switch (method) {
      case "" -> wordlessWords();
      case "tools/list" -> "asks which tools there are";
      case "notifications/initialized" -> "says that it is ready";
      default -> "sends " + method;
    };
  }
}
