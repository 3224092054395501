package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.jose.JwkFault;
import dev.gatehouse.jose.JwkRules;
import dev.gatehouse.jose.JwkSet;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The published keys must be readable, and public; RFC 7517. */
public final class JwksCheck {
  private static final CheckedStep STEP = CheckedStep.KEYS;

  private final Probe probe;
  private final Findings findings;

  public JwksCheck(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  public void examine(MetadataDocument server) {
    if (server.url("jwks_uri").isEmpty()) {
      findings.skipped(STEP, "no jwks_uri: the tokens are opaque, or the keys are known otherwise");
      return;
    }
    URI place = server.url("jwks_uri").get();
    ProbeResponse answer = probe.get(place, "Accept", "application/json");
    if (answer.status() != 200) {
      findings.fault(
          STEP, place + " → " + answer.summary(), "publish the keys there", "RFC 8414 §2");
      return;
    }
    MetadataDocument.read(place, answer, STEP, findings).ifPresent(this::check);
  }

  private void check(MetadataDocument set) {
    Map<String, Object> jwks = set.members().getMap();
    List<JsonObject> keys = set.objects("keys");
    if (keys.isEmpty()) {
      findings.fault(STEP, "the set holds no key", "publish the keys that sign", "RFC 7517 §5");
    }
    if (JwkSet.tellsSecrets(jwks)) {
      findings.fault(
          STEP,
          "A PRIVATE KEY IS PUBLISHED: whoever reads it can mint tokens",
          "take it away, and rotate the key now",
          "RFC 7517 §9.3");
    }
    if (has(jwks, JwkFault.RSA_TOO_SHORT)) {
      findings.fault(
          STEP,
          "an RSA key has fewer than 2048 bits",
          "make a key of 2048 bits or more",
          "RFC 7518 §3.3");
    }
    List<Object> ids = keys.stream().map(key -> key.getValue("kid")).toList();
    if (ids.contains(null) || ids.stream().distinct().count() < ids.size()) {
      findings.warning(
          STEP, "some keys have no kid of their own", "give each key another kid", "RFC 7517 §4.5");
    }
    findings.okUnlessWorse(STEP, keys.size() + " public, each with its kid");
  }

  private static boolean has(Map<String, Object> jwks, JwkFault fault) {
    return JwkSet.read(jwks, JwkRules.ISSUER, Integer.MAX_VALUE).orElse(List.of()).stream()
        .anyMatch(key -> key.faults().contains(fault));
  }
}
