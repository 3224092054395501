package dev.gatehouse.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which configuration the log has: {@code conf/logback.xml} of the working directory, or the copy in the jar. */
public final class Logging {
  private static final String PROPERTY = "logback.configurationFile";
  private static final String FILE = "conf/logback.xml";
  private static final String BUILT_IN = "dev/gatehouse/" + FILE;

  private Logging() {}

  /** To be called before the first logger is made. What the user chose by {@code -Dlogback.configurationFile} stays. */
  public static void configure(Path directory) {
    if (System.getProperty(PROPERTY) == null) {
      Path file = directory.resolve(FILE).toAbsolutePath();
      // By its absolute path: Logback takes a relative name for one on the class path.
      System.setProperty(PROPERTY, Files.isReadable(file) ? file.toString() : BUILT_IN);
    }
  }
}
