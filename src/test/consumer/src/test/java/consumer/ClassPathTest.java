package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.Gatehouse;
import io.netty.util.Version;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What comes with the library, and what does not. */
class ClassPathTest {
  @Test
  void has_no_log_but_the_one_that_the_user_chooses() {
    assertThrows(ClassNotFoundException.class, () -> Class.forName("ch.qos.logback.classic.Logger"));
  }

  @Test
  void has_one_netty_without_known_holes() {
    var versions = Version.identify().values().stream()
        .map(Version::artifactVersion)
        .collect(Collectors.toSet());
    assertEquals(1, versions.size(), versions.toString());
    String only = versions.iterator().next().replace(".Final", "");
    assertTrue(
        ModuleDescriptor.Version.parse(only)
                .compareTo(ModuleDescriptor.Version.parse("4.2.18"))
            >= 0,
        only);
  }

  @Test
  void has_each_class_once() throws Exception {
    for (String name : List.of("io/netty/util/Version.class", "io/vertx/core/Vertx.class")) {
      assertEquals(
          1, ClassLoader.getSystemClassLoader().resources(name).count(), name);
    }
  }

  @Test
  void keeps_the_resources_of_the_library_out_of_the_way() {
    for (String name : List.of("webroot", "conf", "schema", "logback.xml")) {
      assertEquals(null, ClassLoader.getSystemResource(name), name);
    }
  }

  @Test
  void is_the_module_dev_gatehouse() throws URISyntaxException {
    var jar = Path.of(Gatehouse.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertTrue(ModuleFinder.of(jar).find("dev.gatehouse").isPresent(), jar.toString());
  }
}
