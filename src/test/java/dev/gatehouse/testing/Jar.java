package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar as someone else builds it: compiled from source, with its services. */
public final class Jar {
  private Jar() {}

  /** Builds it from classes by name, such as {@code mine.Pizza}, and implementations by service. */
  public static Path of(Path directory, Map<String, String> sources, Map<String, String> services) {
    try {
      Path classes = Files.createTempDirectory(directory, "classes");
      compile(Files.createTempDirectory(directory, "sources"), classes, sources);
      for (var service : services.entrySet()) {
        Path file = classes.resolve("META-INF/services/" + service.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, service.getValue() + "\n");
      }
      return packed(classes, Files.createTempFile(directory, "mine", ".jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path from, Path to, Map<String, String> sources) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    var arguments = new ArrayList<>(List.of(
        "--release", "17", "-cp", System.getProperty("java.class.path"), "-d", to.toString()));
    for (var source : sources.entrySet()) {
      Path file = from.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    int code = ToolProvider.getSystemJavaCompiler()
        .run(null, System.out, System.err, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("the sources of the jar do not compile");
    }
  }

  private static Path packed(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
        out.closeEntry();
      }
    }
    return jar;
  }
}
