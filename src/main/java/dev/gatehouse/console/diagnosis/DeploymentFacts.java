package dev.gatehouse.console.diagnosis;

import java.util.Set;

/**
 * What is right at this place.
 *
 * @param mcpUrl the resource, as the metadata spells it
 * @param issuer whose tokens the resource accepts
 * @param foreign whether that is another authorization server than ours
 * @param scopes that are known here
 */
public record DeploymentFacts(String mcpUrl, String issuer, boolean foreign, Set<String> scopes) {
  public DeploymentFacts {
    scopes = Set.copyOf(scopes);
  }
}
