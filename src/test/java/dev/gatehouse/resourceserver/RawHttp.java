package dev.gatehouse.resourceserver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** HTTP/1.1 as it goes over the wire, byte by byte, so that a test can send what no client library lets it send. */
public final class RawHttp {
  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  /** What came back; header names are in lower case. */
  public record Reply(int status, Map<String, List<String>> headers, String body) {
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
          .findFirst();
    }

    public String challenge() {
      return header("WWW-Authenticate").orElse("");
    }
  }

  /** A request line such as {@code GET /mcp}, and header lines; {@code Host} is ours unless it is given. */
  public Reply send(String requestLine, String... headers) {
    return sendBody(requestLine, "", headers);
  }

  public Reply sendBody(String requestLine, String body, String... headers) {
    var text = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
    List<String> lines = new ArrayList<>(List.of(headers));
    if (lines.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))) {
      lines.add("Host: localhost:" + port);
    }
    if (!body.isEmpty()) {
      lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
    }
    lines.add("Connection: close");
    lines.forEach(line -> text.append(line).append("\r\n"));
    return exchange(text.append("\r\n").append(body).toString());
  }

  /** Sends the bytes, and reads until the server closes; status 0 where it closed without an answer. */
  public Reply exchange(String bytes) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      return exchange(socket, bytes.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply exchange(Socket socket, byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return parse(socket.getInputStream());
    } catch (SocketException closed) {
      return new Reply(0, Map.of(), "");
    }
  }

  private static Reply parse(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    in.transferTo(bytes);
    String[] parts = bytes.toString(StandardCharsets.UTF_8).split("\r\n\r\n", 2);
    String[] lines = parts[0].split("\r\n", -1);
    var headers = new java.util.LinkedHashMap<String, List<String>>();
    for (int i = 1; i < lines.length; i++) {
      String[] field = lines[i].split(": ?", 2);
      headers
          .computeIfAbsent(field[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field[1]);
    }
    return new Reply(
        Integer.parseInt(lines[0].split(" ", 3)[1]), headers, parts.length > 1 ? parts[1] : "");
  }
}
