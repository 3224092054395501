package dev.gatehouse.console;

import dev.gatehouse.testing.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The console's event stream as it comes over the wire, byte for byte, read by a thread of its own. */
final class EventBytes implements AutoCloseable {
  private final Socket socket;
  private final List<String> parts = new CopyOnWriteArrayList<>();

  /** Asks for it with these header lines, each with its line end. */
  EventBytes(int port, String headers) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    ask(socket, port, headers);
    var reader = new Thread(this::read, "event-bytes");
    reader.setDaemon(true);
    reader.start();
  }

  static void ask(Socket socket, int port, String headers) throws IOException {
    String request =
        "GET /console/events HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private void read() {
    var bytes = new byte[8192];
    try (InputStream in = socket.getInputStream()) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        parts.add(new String(bytes, 0, count, StandardCharsets.UTF_8));
      }
    } catch (IOException closed) {
      // by the test
    }
  }

  /** All that came so far. */
  String text() {
    return String.join("", parts);
  }

  void awaits(String part) {
    Eventually.until(part, () -> text().contains(part));
  }

  String lastId() {
    String all = text();
    return all.substring(all.lastIndexOf("id: ") + 4).split("\\s", 2)[0];
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
