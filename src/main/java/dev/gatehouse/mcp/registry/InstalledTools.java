package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.Toolbox;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The tools and toolboxes that jars on the class path name in {@code META-INF/services}. Whatever is wrong with one of them ends the start:
 * a server that silently lacks a tool is harder to mend than one that says why it does not run.
 */
public final class InstalledTools {
  private static final String RULE =
      "; name public classes there that are on the class path and have a public constructor without parameters";

  private InstalledTools() {}

  /** Adds them, tools by name and then toolboxes by class. Throws {@link UnusableJarException}. */
  public static void addTo(Offer offer) {
    var tools = new TreeMap<String, List<Tool>>();
    for (Tool tool : found(Tool.class)) {
      guarded(
          tool,
          () -> tools.computeIfAbsent(name(tool), first -> new ArrayList<>(1)).add(tool));
    }
    tools.values().forEach(named -> named.forEach(tool -> guarded(tool, () -> offer.add(tool))));
    List<Toolbox> boxes = found(Toolbox.class);
    boxes.sort(Comparator.comparing(box -> box.getClass().getName()));
    boxes.forEach(box -> guarded(box, () -> box.open(offer)));
  }

  private static String name(Tool tool) {
    return Objects.requireNonNull(tool.descriptor(), "its descriptor is null").name();
  }

  private static <T> List<T> found(Class<T> service) {
    var found = new ArrayList<T>();
    try {
      ServiceLoader.load(service).forEach(found::add);
      return found;
    } catch (ServiceConfigurationError | LinkageError wrong) {
      String rule = wrong.getCause() == null ? RULE : "";
      throw new UnusableJarException(
          "META-INF/services/" + service.getName() + " in a jar on the class path: "
              + said(wrong).replace(service.getName() + ": ", "") + rule,
          wrong);
    }
  }

  // An Error too: a class that is missing in the jar shows only when it is needed.
  private static void guarded(Object offered, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error wrong) {
      Class<?> type = offered.getClass();
      throw new UnusableJarException(
          type.getName() + " from " + jar(type) + " cannot be offered: " + said(wrong), wrong);
    }
  }

  /** What was thrown, and what was behind it, with the line of the jar's own code. */
  private static String said(Throwable thrown) {
    Throwable cause = thrown.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean plain = thrown instanceof IllegalArgumentException || thrown instanceof Error;
    String said = plain && thrown.getMessage() != null ? thrown.getMessage() : thrown.toString();
    String where = cause == null ? place(thrown) : ": " + cause + place(cause);
    return (said + where).replaceAll("\\s+", " ");
  }

  private static String place(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .takeWhile(frame -> !frame.getClassName().equals(InstalledTools.class.getName()))
        .filter(frame -> !frame.getClassName().matches("(java|jdk|dev\\.gatehouse)\\..*"))
        .findFirst()
        .map(frame -> " at " + frame)
        .orElse("");
  }

  private static String jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? "the class path" : source.getLocation().getPath();
  }
}
