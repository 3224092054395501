package dev.gatehouse.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** A key pair of each kind, made once by the witness. */
final class NimbusKeys {
  static final RSAKey RSA;
  static final ECKey EC;

  static {
    try {
      RSA = new RSAKeyGenerator(2048).keyID("r").generate();
      EC = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private NimbusKeys() {}
}
