package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.load.ClasspathText;
import dev.gatehouse.settings.load.Option;
import dev.gatehouse.settings.load.OptionCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The catalogue, {@code conf/config.yaml} and the copy in the jar say the same. */
class SettingsCatalogueTest {
  private static final Path FILE = Path.of("conf/config.yaml");
  private static final Pattern SECTION = Pattern.compile("([a-z-]+):");
  private static final Pattern MEMBER = Pattern.compile("  ([a-z-]+):.*");
  private static final Pattern COMMENT = Pattern.compile("  # (.*)");

  private final OptionCatalogue catalogue = OptionCatalogue.load();

  @Test
  void the_file_has_each_option_in_order_with_its_description_as_comment() throws IOException {
    var described = new LinkedHashMap<String, String>();
    catalogue.options().forEach(option -> described.put(option.key(), option.description()));
    assertThat(List.copyOf(comments().entrySet())).isEqualTo(List.copyOf(described.entrySet()));
  }

  @Test
  void the_file_is_the_one_in_the_jar() throws IOException {
    assertThat(Files.readString(FILE))
        .isEqualTo(ClasspathText.text("dev/gatehouse/conf/config.yaml"));
  }

  @Test
  void every_option_has_names_of_its_own() {
    assertThat(catalogue.options()).extracting(Option::environment).doesNotHaveDuplicates();
    assertThat(catalogue.options())
        .extracting(Option::flag)
        .filteredOn(flag -> !flag.isEmpty())
        .doesNotHaveDuplicates()
        .allMatch(flag -> flag.matches("--[a-z-]+"));
  }

  @Test
  void an_option_that_the_seed_does_not_name_is_called_gatehouse_and_its_flag_in_the_environment() {
    var seed = List.of(
        "AUTH_SERVER_ISSUER",
        "AUTH_SERVER_RESOURCE",
        "AUTH_SERVER_KNOWN_RESOURCES",
        "AUTH_SERVER_SESSION_SECRET",
        "AUTH_SERVER_SIGNING_KEY",
        "AUTH_SERVER_ACCESS_TOKEN_TTL_SECONDS",
        "AUTH_SERVER_AUTH_CODE_TTL_SECONDS",
        "AUTHORIZATION_SERVER_URL",
        "RESOURCE_SERVER_URL",
        "JWKS_ENDPOINT",
        "REQUIRED_SCOPES");
    assertThat(catalogue.options()).extracting(Option::environment).containsAll(seed);
    assertThat(catalogue.options())
        .filteredOn(option -> !seed.contains(option.environment()))
        .allSatisfy(option -> assertThat(option.environment()).isEqualTo(systematic(option)));
  }

  @Test
  void secrets_and_tables_have_no_flag() {
    assertThat(catalogue.options())
        .filteredOn(option -> option.secret() || option.kind() == Option.Kind.TABLE)
        .isNotEmpty()
        .allMatch(option -> option.flag().isEmpty());
  }

  private static String systematic(Option option) {
    String name = option.flag().isEmpty() ? option.name() : option.flag().substring(2);
    return "GATEHOUSE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  // Key of each option in the file, to the comment in the line above it.
  private static Map<String, String> comments() throws IOException {
    var comments = new LinkedHashMap<String, String>();
    var lines = new ArrayList<>(Files.readAllLines(FILE));
    String section = "";
    for (int i = 1; i < lines.size(); i++) {
      Matcher header = SECTION.matcher(lines.get(i));
      Matcher member = MEMBER.matcher(lines.get(i));
      Matcher comment = COMMENT.matcher(lines.get(i - 1));
      if (header.matches()) {
        section = header.group(1);
      } else if (member.matches()) {
        comments.put(
            section + "." + member.group(1), comment.matches() ? comment.group(1) : "no comment");
      }
    }
    return comments;
  }
}
