package dev.gatehouse.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The files of {@code webroot/}, which the build puts on the class path below this package: an embedder may have a {@code webroot/} of its
 * own.
 */
public final class Webroot {
  private static final String ROOT = "dev/gatehouse/webroot/";

  private Webroot() {}

  /** The folder itself, without the slash at its end. */
  static String root() {
    return ROOT.substring(0, ROOT.length() - 1);
  }

  /** Every file below a folder such as {@code assets/}: path relative to the folder, and content. Blocks; done once at start. */
  public static Map<String, byte[]> files(String folder) {
    URL home = Objects.requireNonNull(
        Webroot.class.getClassLoader().getResource(ROOT + folder), ROOT + folder + " is missing");
    try {
      return Collections.unmodifiableMap(
          "jar".equals(home.getProtocol()) ? inJar(home) : below(Path.of(home.toURI())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, byte[]> inJar(URL home) throws IOException {
    var connection = (JarURLConnection) home.openConnection();
    connection.setUseCaches(false);
    var files = new TreeMap<String, byte[]>();
    String prefix = connection.getEntryName();
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
          files.put(entry.getName().substring(prefix.length()), content(jar, entry));
        }
      }
    }
    return files;
  }

  private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static Map<String, byte[]> below(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    URI base = folder.toUri();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(base.relativize(path.toUri()).getPath(), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
