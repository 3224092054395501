package dev.gatehouse.settings.model;

/**
 * Client ID Metadata Documents.
 *
 * @param on whether they are taken, and the metadata says so
 * @param allowLoopback whether they, and the {@code jwks_uri} of any client, may be on this computer
 */
public record CimdSettings(boolean on, boolean allowLoopback) {}
