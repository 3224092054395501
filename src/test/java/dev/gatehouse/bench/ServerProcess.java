package dev.gatehouse.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a JVM of its own, watched from outside: when it first answers, what it holds, what it burns. */
final class ServerProcess implements AutoCloseable {
  private static final long CLOCK_TICKS_A_SECOND = 100; // USER_HZ of Linux

  private final Process process;
  private final Duration untilFirstAnswer;

  private ServerProcess(Process process, Duration untilFirstAnswer) {
    this.process = process;
    this.untilFirstAnswer = untilFirstAnswer;
  }

  /** Starts {@code java} with the arguments and waits until the URL answers 200. */
  static ServerProcess start(String healthUrl, String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    command.addAll(List.of(arguments));
    long begun = System.nanoTime();
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    while (!answers(healthUrl)) {
      if (!process.isAlive() || System.nanoTime() - begun > 60_000_000_000L) {
        process.destroy();
        throw new IOException(String.join(" ", command) + " does not answer at " + healthUrl);
      }
      Thread.sleep(5);
    }
    return new ServerProcess(process, Duration.ofNanos(System.nanoTime() - begun));
  }

  Duration untilFirstAnswer() {
    return untilFirstAnswer;
  }

  /** Resident memory, megabytes. */
  double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** What the heap holds after a full collection, megabytes. */
  double liveMegabytes() throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process histogram = new ProcessBuilder(
            jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
        .redirectErrorStream(true)
        .start();
    String all = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = Pattern.compile("Total\\s+[0-9]+\\s+([0-9]+)").matcher(all);
    if (!total.find()) {
      throw new IOException("no histogram: " + all);
    }
    return Long.parseLong(total.group(1)) / 1048576.0;
  }

  /** CPU time so far, user and system, seconds. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / CLOCK_TICKS_A_SECOND;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static boolean answers(String url) {
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(200);
      connection.setReadTimeout(2000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
