package dev.gatehouse.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** HTTP/1.1 byte by byte, for what no client library lets a test send. */
public final class Wire {
  private static final int PATIENCE_MILLIS = 5000;

  private Wire() {}

  /** A GET of the target exactly as it is written. */
  public static Reply get(String server, String target, String... headerLines) {
    String lines =
        String.join("", List.of(headerLines).stream().map(line -> line + "\r\n").toList());
    String request = "GET " + target + " HTTP/1.1\r\nHost: "
        + URI.create(server).getAuthority() + "\r\n" + lines + "Connection: close\r\n\r\n";
    return replies(server, exchange(server, request)).get(0);
  }

  /** Sends the bytes ({@code HOST} stands for the server's authority); all that comes back until the server closes or falls silent. */
  public static String exchange(String server, String bytes) {
    URI uri = URI.create(server);
    var answer = new ByteArrayOutputStream();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write(bytes.replace("HOST", uri.getAuthority()).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      socket.getInputStream().transferTo(answer);
    } catch (SocketTimeoutException silence) {
      // what came so far is the answer
    } catch (IOException e) {
      if (answer.size() == 0
          && !String.valueOf(e.getMessage()).contains("reset")
          && !String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw new UncheckedIOException(e);
      }
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** The answers one after the other; their bodies are told apart by their status lines. */
  public static List<Reply> replies(String server, String bytes) {
    var replies = new ArrayList<Reply>();
    for (String one : bytes.split("(?=HTTP/1\\.1 \\d{3} )", -1)) {
      if (!one.isBlank()) {
        replies.add(reply(server, one));
      }
    }
    return replies;
  }

  private static Reply reply(String server, String text) {
    String[] parts = text.split("\r\n\r\n", 2);
    String[] lines = parts[0].split("\r\n", -1);
    var headers = new LinkedHashMap<String, List<String>>();
    for (int i = 1; i < lines.length; i++) {
      String[] field = lines[i].split(": ?", 2);
      headers.computeIfAbsent(field[0], name -> new ArrayList<>()).add(field[1]);
    }
    return new Reply(
        URI.create(server),
        Integer.parseInt(lines[0].split(" ", 3)[1]),
        HttpHeaders.of(headers, (name, value) -> true),
        parts.length > 1 ? parts[1] : "");
  }
}
