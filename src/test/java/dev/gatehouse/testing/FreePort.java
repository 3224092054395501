package dev.gatehouse.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port that stays free until the test listens on it. Systems give ports above 32,768 (Linux) or 49,152 to outgoing connections and to
 * who asks for port 0, so these may be taken between asking and listening; ours lie below, and none is handed out twice, nor to two of
 * the JVMs in which Maven runs tests side by side.
 */
public final class FreePort {
  private static final int FIRST = 10_240;
  private static final int COUNT = 9_000;
  private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};
  private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final int SHARE = COUNT / 6;
  private static final AtomicInteger NEXT =
      new AtomicInteger(Integer.getInteger("surefire.forkNumber", 0) * SHARE
          + ThreadLocalRandom.current().nextInt(SHARE / 2));

  private FreePort() {}

  public static int next() {
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(IPV4_LOOPBACK, port) && isFree(IPV6_LOOPBACK, port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " on");
  }

  private static boolean isFree(byte[] loopback, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(loopback), port));
      return true;
    } catch (BindException e) {
      return !String.valueOf(e.getMessage()).contains("in use"); // else there is no IPv6 here
    } catch (IOException noSuchFamily) {
      return true;
    }
  }
}
