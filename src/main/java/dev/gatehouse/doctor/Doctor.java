package dev.gatehouse.doctor;

import dev.gatehouse.oauth.Challenge;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** Walks the handshake of one MCP server, step by step, as far as it leads without a person. */
public final class Doctor {
  private final Probe probe = new Probe();
  private final Findings findings = new Findings();
  private final String origin;
  private final Predicate<URI> mayRegister;
  private final Clock clock;

  /**
   * For one examination.
   *
   * @param origin of the page that a browser client would be
   * @param mayRegister asked before a client is registered at the URL
   */
  public Doctor(String origin, Predicate<URI> mayRegister, Clock clock) {
    this.origin = origin;
    this.mayRegister = mayRegister;
    this.clock = clock;
  }

  /** Never throws for what a server does. */
  public Report examine(URI mcp) {
    new FirstRequest(probe, findings)
        .refusal(mcp)
        .ifPresent(refusal -> walk(mcp, Challenge.parse(refusal.all("WWW-Authenticate"))));
    return new Report(mcp, findings.all());
  }

  private void walk(URI mcp, Optional<Challenge> challenge) {
    Optional<Document> resource = new ResourceMetadata(probe, findings).find(mcp, challenge);
    Optional<String> issuer =
        resource.flatMap(found -> found.texts("authorization_servers").stream().findFirst());
    Optional<Document> server =
        issuer.flatMap(named -> new ServerMetadata(probe, findings).find(named));
    server.ifPresent(found -> new Keys(probe, findings).examine(found));
    new BrowserClients(probe, findings, origin).examine(mcp, resource, server);
    server.ifPresent(found -> new TokenEndpoint(probe, findings).examine(found));
    new BadTokens(probe, findings, clock).examine(mcp, issuer.orElse(mcp.toString()));
    server.ifPresent(found ->
        logIn(found, resource.flatMap(own -> own.text("resource")).orElse(mcp.toString())));
  }

  private void logIn(Document server, String resource) {
    var registration = new Registration(probe, findings, mayRegister);
    Optional<Document> client = registration.register(server);
    if (client.isEmpty()) {
      findings.skipped(Step.AUTHORIZATION, "needs a client");
      return;
    }
    new Authorization(probe, findings).examine(server, client.get(), resource);
    registration.remove(client.get());
  }
}
