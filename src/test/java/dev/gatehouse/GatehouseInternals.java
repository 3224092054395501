package dev.gatehouse;

import dev.gatehouse.authserver.outbound.Outbound;
import dev.gatehouse.http.limit.RequestRoom;

/** For tests of other packages: what embedders cannot see. */
public final class GatehouseInternals {
  private GatehouseInternals() {}

  public static RequestRoom requests(Gatehouse gatehouse) {
    return gatehouse.requests();
  }

  /** With other ways to the servers of clients. */
  public static GatehouseBuilder reaching(GatehouseBuilder builder, Outbound others) {
    return builder.outbound(others);
  }
}
