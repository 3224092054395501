package dev.gatehouse.token.signing;

import io.vertx.core.WorkerExecutor;

/**
 * With what access tokens are signed.
 *
 * @param keys the key that signs, and those that did
 * @param rotation brings in another key
 * @param workers where signatures are made
 */
public record TokenSigning(SigningKeys keys, KeyRotation rotation, WorkerExecutor workers) {}
