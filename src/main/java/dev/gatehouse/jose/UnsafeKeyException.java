package dev.gatehouse.jose;

import java.security.InvalidKeyException;

/** The numbers of a key are readable, and make no key that is safe to use. */
final class UnsafeKeyException extends InvalidKeyException {
  private static final long serialVersionUID = 1L;

  private final JwkFault fault;

  UnsafeKeyException(JwkFault fault) {
    super(fault.words());
    this.fault = fault;
  }

  JwkFault fault() {
    return fault;
  }
}
