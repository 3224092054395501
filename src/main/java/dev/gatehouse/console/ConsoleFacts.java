package dev.gatehouse.console;

import dev.gatehouse.console.diagnosis.DeploymentFacts;
import dev.gatehouse.tls.TlsTrust;

/**
 * What the console knows of this installation.
 *
 * @param place what is right here
 * @param map who may call what
 * @param password that opens it from elsewhere; empty where it answers this computer alone
 * @param trust whom the guide believes over TLS
 */
public record ConsoleFacts(DeploymentFacts place, AccessMap map, String password, TlsTrust trust) {
  /** Without the password. */
  @Override
  public String toString() {
    return "ConsoleFacts[place=" + place + "]";
  }
}
