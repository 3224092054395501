package dev.gatehouse.fuzz;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The targets, each by the class that has {@code fuzzerTestOneInput(byte[])}. */
public enum FuzzTarget {
  FORMS("http.answer.FormsFuzz"),
  STRICT_JSON("json.StrictJsonFuzz"),
  JWT("token.verification.JwtFuzz"),
  BEARER("resourceserver.gate.CredentialsFuzz"),
  BASIC("authserver.client.ClientCredentialsFuzz"),
  JSON_RPC("mcp.jsonrpc.MessageCodecFuzz"),
  MCP_HEADERS("mcp.modern.HeadersFuzz");

  private static final Path SEEDS = Path.of("src/test/resources/fuzz");

  private final String className;

  FuzzTarget(String className) {
    this.className = "dev.gatehouse." + className;
  }

  String className() {
    return className;
  }

  Path seeds() {
    return SEEDS.resolve(className.substring(className.lastIndexOf('.') + 1));
  }

  List<Path> seedFiles() throws IOException {
    try (Stream<Path> files = Files.list(seeds())) {
      return files.sorted().toList();
    }
  }

  /** Runs one input in this JVM, without Jazzer. */
  void run(byte[] input) throws Throwable {
    try {
      Class.forName(className).getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object)
          input);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
