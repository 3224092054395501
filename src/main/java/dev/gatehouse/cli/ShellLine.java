package dev.gatehouse.cli;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** This program with other arguments, as one line for a shell, PowerShell included. */
public final class ShellLine {
  private ShellLine() {}

  /** No argument has a quote or a control character. */
  public static String of(List<String> arguments) {
    String classPath = System.getProperty("java.class.path", "gatehouse.jar");
    boolean jar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
    Stream<String> program = jar
        ? Stream.of("java", "-jar", classPath)
        : Stream.of("java", "-cp", classPath, "dev.gatehouse.Main");
    return Stream.concat(program, arguments.stream())
        .map(ShellLine::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_=:./\\\\-]+") ? word : "'" + word + "'";
  }
}
