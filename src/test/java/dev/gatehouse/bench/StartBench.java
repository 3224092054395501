package dev.gatehouse.bench;

import dev.gatehouse.testing.FreePort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Time from launch to the first 200 and idle resident memory, medians of five, beside the bare server in turn. */
public final class StartBench {
  private static final int ROUNDS = 5;
  private static final String JAR = "target/gatehouse.jar";

  private StartBench() {}

  public static void main(String[] arguments) throws Exception {
    var ours = new ArrayList<Sample>();
    var bare = new ArrayList<Sample>();
    for (int round = 0; round <= ROUNDS; round++) {
      Sample one = gatehouse();
      Sample other = bareVertx();
      if (round > 0) { // the first warms the file cache
        ours.add(one);
        bare.add(other);
      }
    }
    print(
        "start to first 200, ms",
        ours.stream().map(Sample::millis).toList(),
        bare.stream().map(Sample::millis).toList());
    print(
        "CPU of the start, ms",
        ours.stream().map(Sample::cpuMillis).toList(),
        bare.stream().map(Sample::cpuMillis).toList());
    print(
        "idle RSS, MB",
        ours.stream().map(Sample::megabytes).toList(),
        bare.stream().map(Sample::megabytes).toList());
  }

  private static Sample gatehouse() throws Exception {
    int issuer = FreePort.next();
    int resource = FreePort.next();
    return sample(ServerProcess.start(
        "http://localhost:" + resource + "/health",
        "-jar",
        JAR,
        "--issuer",
        "http://localhost:" + issuer,
        "--resource-url",
        "http://localhost:" + resource));
  }

  private static Sample bareVertx() throws Exception {
    int port = FreePort.next();
    return sample(ServerProcess.start(
        "http://127.0.0.1:" + port + "/health",
        "-cp",
        JAR + ":target/test-classes",
        BareVertx.class.getName(),
        Integer.toString(port)));
  }

  private static Sample sample(ServerProcess server) throws Exception {
    try (server) {
      double cpu = server.cpuSeconds() * 1000;
      Thread.sleep(2000);
      return new Sample(server.untilFirstAnswer().toMillis(), cpu, server.residentMegabytes());
    }
  }

  private static void print(String what, List<Double> ours, List<Double> bare) {
    System.out.printf(
        "%-24s gatehouse %7.0f   bare Vert.x %7.0f   ratio %.2f%n",
        what, median(ours), median(bare), median(ours) / median(bare));
  }

  private static double median(List<Double> values) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private record Sample(double millis, double cpuMillis, double megabytes) {}
}
