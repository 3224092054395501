package dev.gatehouse.doctor;

import dev.gatehouse.doctor.check.AuthorizationCheck;
import dev.gatehouse.doctor.check.BrowserClientCheck;
import dev.gatehouse.doctor.check.ChallengeCheck;
import dev.gatehouse.doctor.check.ConsistencyCheck;
import dev.gatehouse.doctor.check.EndpointVariants;
import dev.gatehouse.doctor.check.InvalidTokenCheck;
import dev.gatehouse.doctor.check.JwksCheck;
import dev.gatehouse.doctor.check.RegistrationCheck;
import dev.gatehouse.doctor.check.ResourceMetadataCheck;
import dev.gatehouse.doctor.check.ServerMetadataCheck;
import dev.gatehouse.doctor.check.TokenEndpointCheck;
import dev.gatehouse.doctor.check.ValidTokenCheck;
import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeContext;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.DoctorReport;
import dev.gatehouse.doctor.report.Findings;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Walks the handshake of one MCP server, step by step, as far as it leads without a person. */
final class Doctor {
  private final Findings findings = new Findings();
  private final ProbeContext outside;
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
      String origin, Predicate<URI> mayRegister, String token, ProbeContext outside, Clock clock) {
    this.outside = outside;
    this.origin = origin;
    this.mayRegister = mayRegister;
    this.token = token;
    this.clock = clock;
  }

  /** Never throws for what a server does. */
  public DoctorReport examine(URI mcp) {
    var probe = new Probe(outside, mcp, clock);
    new ChallengeCheck(probe, findings)
        .refusal(mcp)
        .ifPresent(refusal -> walk(probe, mcp, refusal));
    return new DoctorReport(mcp, findings.all());
  }

  private void walk(Probe probe, URI mcp, ProbeResponse refusal) {
    new EndpointVariants(probe, findings).examine(mcp);
    Optional<MetadataDocument> resource =
        new ResourceMetadataCheck(probe, findings).find(mcp, refusal.challenge());
    Optional<String> issuer =
        resource.flatMap(found -> found.texts("authorization_servers").stream().findFirst());
    Optional<MetadataDocument> server =
        issuer.flatMap(named -> new ServerMetadataCheck(probe, findings).find(named));
    var together = new ConsistencyCheck(findings);
    Stream.concat(Stream.of(mcp), server.stream().map(MetadataDocument::location))
        .map(URI::getRawAuthority)
        .distinct()
        .forEach(host -> probe.clockAhead(host).ifPresent(by -> together.examineClock(host, by)));
    server.ifPresent(found -> {
      together.examine(mcp, refusal.challenge(), resource.orElseThrow(), found);
      new JwksCheck(probe, findings).examine(found);
    });
    new BrowserClientCheck(probe, findings, origin).examine(mcp, resource, server);
    server.ifPresent(found -> new TokenEndpointCheck(probe, findings).examine(found));
    String named = issuer.orElse(mcp.toString());
    new InvalidTokenCheck(probe, findings, clock).examine(mcp, named);
    String own = resource.flatMap(found -> found.text("resource")).orElse(mcp.toString());
    String proper = server.flatMap(found -> found.text("issuer")).orElse(named);
    new ValidTokenCheck(probe, findings, clock)
        .examine(mcp, token, new ValidTokenCheck.Names(named, proper, own));
    server.ifPresent(found -> logIn(probe, found, own));
  }

  private void logIn(Probe probe, MetadataDocument server, String resource) {
    var registration = new RegistrationCheck(probe, findings, mayRegister);
    var authorization = new AuthorizationCheck(probe, findings);
    Optional<MetadataDocument> client = registration.register(server);
    authorization.examineUnknown(server);
    if (client.isEmpty()) {
      findings.skipped(
          CheckedStep.AUTHORIZATION, "more than strangers are sent away needs a client");
      return;
    }
    authorization.examine(server, client.get(), resource);
    registration.remove(client.get());
  }
}
