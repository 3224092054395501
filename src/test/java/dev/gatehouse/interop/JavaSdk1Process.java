package dev.gatehouse.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code java-sdk-1/CommandLoop.java} in a JVM of its own, which is told what to do a line each. */
final class JavaSdk1Process implements AutoCloseable {
  private static final Path JARS = Path.of("target", "java-sdk-1").toAbsolutePath();

  private final Path log;
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private String token = "";

  JavaSdk1Process(RunningJar gatehouse) throws IOException {
    assertThat(JARS).as("copied by the build before the integration tests").isNotEmptyDirectory();
    log = Script.logs().resolve("java-sdk-1.log");
    process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            JARS.resolve("*").toString(),
            Machine.SCRIPTS.resolve("java-sdk-1").resolve("CommandLoop.java").toString(),
            gatehouse.origin())
        .redirectError(log.toFile())
        .start();
    commands = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
  }

  /** Sent with each request from now on; none if empty. */
  void use(String bearerToken) {
    token = bearerToken;
  }

  /** What it answers. */
  String does(String command) throws IOException {
    return answerTo(new JsonObject().put("do", command));
  }

  String call(String tool, JsonObject arguments) throws IOException {
    return answerTo(call(tool).put("arguments", arguments));
  }

  /** The words of the failure, and of what caused it. */
  String failureOf(String command) throws IOException {
    return failureOf(new JsonObject().put("do", command));
  }

  String failureOfCall(String tool, JsonObject arguments) throws IOException {
    return failureOf(call(tool).put("arguments", arguments));
  }

  /** What the SDK logged. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
  }

  private String answerTo(JsonObject command) throws IOException {
    JsonObject said = said(command);
    assertThat(said.getString("answer")).as("%s: %s", command, said).isNotNull();
    return said.getString("answer");
  }

  private String failureOf(JsonObject command) throws IOException {
    JsonObject said = said(command);
    assertThat(said.getString("failure")).as("%s: %s", command, said).isNotNull();
    return said.getString("failure");
  }

  private JsonObject said(JsonObject command) throws IOException {
    commands.write(command.copy().put("token", token).encode());
    commands.newLine();
    commands.flush();
    String line = answers.readLine();
    assertThat(line).as("an answer to %s; its log says: %s", command, log()).isNotNull();
    return new JsonObject(line);
  }

  private static JsonObject call(String tool) {
    return new JsonObject().put("do", "call").put("tool", tool);
  }
}
