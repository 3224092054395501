package dev.gatehouse.doctor;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Walks the handshake of one MCP server, step by step, as far as it leads without a person. */
public final class Doctor {
  private final Findings findings = new Findings();
  private final Outside outside;
  private final String origin;
  private final Predicate<URI> mayRegister;
  private final String token;
  private final Clock clock;

  /**
   * For one examination.
   *
   * @param origin of the page that a browser client would be
   * @param mayRegister asked before a client is registered at the URL
   * @param token that should be good there; empty for none
   * @param outside how the servers are reached
   */
  public Doctor(
      String origin, Predicate<URI> mayRegister, String token, Outside outside, Clock clock) {
    this.outside = outside;
    this.origin = origin;
    this.mayRegister = mayRegister;
    this.token = token;
    this.clock = clock;
  }

  /** Never throws for what a server does. */
  public Report examine(URI mcp) {
    var probe = new Probe(outside, mcp, clock);
    new FirstRequest(probe, findings).refusal(mcp).ifPresent(refusal -> walk(probe, mcp, refusal));
    return new Report(mcp, findings.all());
  }

  private void walk(Probe probe, URI mcp, Answer refusal) {
    new OtherClients(probe, findings).examine(mcp);
    Optional<Document> resource =
        new ResourceMetadata(probe, findings).find(mcp, refusal.challenge());
    Optional<String> issuer =
        resource.flatMap(found -> found.texts("authorization_servers").stream().findFirst());
    Optional<Document> server =
        issuer.flatMap(named -> new ServerMetadata(probe, findings).find(named));
    var together = new Together(findings);
    Stream.concat(Stream.of(mcp), server.stream().map(Document::location))
        .map(URI::getRawAuthority)
        .distinct()
        .forEach(host -> probe.clockAhead(host).ifPresent(by -> together.examineClock(host, by)));
    server.ifPresent(found -> {
      together.examine(mcp, refusal.challenge(), resource.orElseThrow(), found);
      new Keys(probe, findings).examine(found);
    });
    new BrowserClients(probe, findings, origin).examine(mcp, resource, server);
    server.ifPresent(found -> new TokenEndpoint(probe, findings).examine(found));
    String named = issuer.orElse(mcp.toString());
    new BadTokens(probe, findings, clock).examine(mcp, named);
    String own = resource.flatMap(found -> found.text("resource")).orElse(mcp.toString());
    String proper = server.flatMap(found -> found.text("issuer")).orElse(named);
    new GoodToken(probe, findings, clock)
        .examine(mcp, token, new GoodToken.Names(named, proper, own));
    server.ifPresent(found -> logIn(probe, found, own));
  }

  private void logIn(Probe probe, Document server, String resource) {
    var registration = new Registration(probe, findings, mayRegister);
    var authorization = new Authorization(probe, findings);
    Optional<Document> client = registration.register(server);
    authorization.examineUnknown(server);
    if (client.isEmpty()) {
      findings.skipped(Step.AUTHORIZATION, "more than strangers are sent away needs a client");
      return;
    }
    authorization.examine(server, client.get(), resource);
    registration.remove(client.get());
  }
}
