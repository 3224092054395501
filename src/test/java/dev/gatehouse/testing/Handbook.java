package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, as its source reads: {@code README.md}, or one of {@code src/docs}.
 *
 * @param path from the root of the project
 * @param text Markdown
 */
public record Handbook(Path path, String text) {
  private static final Pattern LISTING =
      Pattern.compile("^```[a-z]*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

  public static Handbook readme() {
    return page(Path.of("README.md"));
  }

  /** A page of {@code src/docs}, by its name without ending. */
  public static Handbook of(String name) {
    return page(Path.of("src/docs", name + ".md"));
  }

  /** The README and each page of {@code src/docs}. */
  public static List<Handbook> pages() {
    try (Stream<Path> files = Files.list(Path.of("src/docs"))) {
      return Stream.concat(
              Stream.of(readme()),
              files.filter(file -> file.toString().endsWith(".md")).sorted().map(Handbook::page))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Each code block, without its fences. */
  public List<String> listings() {
    return LISTING.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** What stands below the command in its listing, up to the next command. */
  public List<String> printedBy(String command) {
    return listings().stream()
        .filter(listing -> listing.lines().anyMatch(line -> line.equals(command)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " does not show " + command))
        .lines()
        .dropWhile(line -> !line.equals(command))
        .skip(1)
        .takeWhile(line -> !line.startsWith("$ "))
        .toList();
  }

  /** Rows of the table that begins with this cell, without its first two lines. */
  public List<String> table(String firstCell) {
    return text.lines()
        .dropWhile(line -> !line.startsWith("| " + firstCell + " |"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }

  /** The cells of a row. */
  public static List<String> cells(String row) {
    String[] cells = row.substring(1).split("\\|");
    return Arrays.stream(cells).map(String::strip).toList();
  }

  /** Where it leads to, inside of the project. */
  public List<String> links() {
    return LINK.matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }

  /** What a link may name behind its {@code #}. */
  public List<String> anchors() {
    return HEADING.matcher(text).results().map(Handbook::anchor).toList();
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }

  private static Handbook page(Path path) {
    try {
      return new Handbook(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
