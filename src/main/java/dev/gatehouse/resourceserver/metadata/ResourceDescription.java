package dev.gatehouse.resourceserver.metadata;

import dev.gatehouse.oauth.Scopes;

/**
 * What the metadata of a resource says beside its URL, RFC 9728 §2.
 *
 * @param issuer whose tokens are accepted
 * @param scopes that it needs somewhere
 * @param name for people
 * @param documented whether its start page is about it
 * @param dpopRequired whether only tokens that are bound to a key are accepted
 */
public record ResourceDescription(
    String issuer, Scopes scopes, String name, boolean documented, boolean dpopRequired) {}
