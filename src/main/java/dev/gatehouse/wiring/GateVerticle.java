package dev.gatehouse.wiring;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.pem.PemException;
import dev.gatehouse.resourceserver.gate.BearerGate;
import dev.gatehouse.resourceserver.gate.BearerGates;
import dev.gatehouse.resourceserver.gate.GateConfiguration;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.token.dpop.DpopNonces;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.verification.TrustedIssuer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gate alone, in front of routes of an embedder's own: asks the issuer for its keys, and for what it revoked. */
public final class GateVerticle extends VerticleBase {
  private static final Duration PROOF_WINDOW = Duration.ofSeconds(60);
  private static final int PROOF_THREADS = 2;

  private final GateConfiguration rules;
  private final String jwksEndpoint;
  private final @Nullable Path trustedCertificates;
  private final Clock clock;
  private final Secrets secrets;
  private final Decisions decisions;
  private volatile @Nullable TrustedIssuer issuer; // null until started, as the next
  private volatile @Nullable DpopProofCheck proofs;

  /** The JWKS endpoint is empty where the metadata of the issuer names it; the certificates are a PEM file. */
  public GateVerticle(
      GateConfiguration rules,
      String jwksEndpoint,
      @Nullable Path trustedCertificates,
      Clock clock,
      Secrets secrets,
      Decisions decisions) {
    this.rules = rules;
    this.jwksEndpoint = jwksEndpoint;
    this.trustedCertificates = trustedCertificates;
    this.clock = clock;
    this.secrets = secrets;
    this.decisions = decisions;
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(this::trust).compose(trust -> {
      var trusted = new TrustedIssuer(vertx, trust, clock, rules.issuer(), jwksEndpoint, decisions);
      issuer = trusted;
      proofs = new DpopProofCheck(
          PROOF_WINDOW,
          DpopNonces.off(clock),
          MemoryStores.proofIds(clock, secrets),
          vertx.createSharedWorkerExecutor("gatehouse-gate-proofs", PROOF_THREADS),
          clock);
      return trusted.start();
    });
  }

  @Override
  public Future<?> stop() {
    TrustedIssuer open = issuer;
    return open == null ? Future.succeededFuture() : open.close();
  }

  /** A gate for requests that need the scopes. */
  public BearerGate requiring(Scopes scopes) {
    return new BearerGates(
            vertx,
            rules,
            Objects.requireNonNull(issuer, "not started"),
            Objects.requireNonNull(proofs, "not started"),
            clock,
            decisions)
        .requiring(scopes);
  }

  private TlsTrust trust() throws PemException {
    return trustedCertificates == null ? TlsTrust.OF_JDK : TlsTrust.inFile(trustedCertificates);
  }
}
