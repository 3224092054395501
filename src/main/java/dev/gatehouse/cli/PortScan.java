package dev.gatehouse.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds a port that can be listened on at this moment, at all the addresses that the servers bind. */
final class PortScan {
  private static final int FIRST = 9000;
  private static final int LAST = 9099;

  private final List<String> hosts;

  PortScan(List<String> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  /** The first free port from 9000 on that is none of these; empty if there is none up to 9099. */
  Optional<Integer> firstExcept(List<Integer> others) {
    return IntStream.rangeClosed(FIRST, LAST)
        .filter(port -> !others.contains(port) && isFree(port))
        .boxed()
        .findFirst();
  }

  /** Whether every address that this machine has could be bound. */
  boolean isFree(int port) {
    return hosts.stream().allMatch(host -> canBind(host, port));
  }

  private static boolean canBind(String host, int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return socket.isBound();
    } catch (BindException e) {
      // An address that this machine does not have is left out by the servers, too.
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      return !message.contains("in use") && !message.contains("permission");
    } catch (IOException e) {
      return true;
    }
  }
}
