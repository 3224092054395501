package dev.gatehouse.authserver.registration;

import dev.gatehouse.oauth.Scopes;

/**
 * What client metadata is measured by.
 *
 * @param knownScopes the scopes that exist
 * @param loopbackDocuments whether a {@code jwks_uri} may be on this computer
 */
public record MetadataRules(Scopes knownScopes, boolean loopbackDocuments) {}
