package dev.gatehouse.cli;

import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to type instead when a port is taken: the same command line, with a free port for each server that needs one. Where the environment
 * or a file names an old URL once more, the flag that moves it is added.
 */
public final class PortAdvice {
  private final Settings settings;
  private final List<String> arguments;
  private final Function<List<String>, Settings> loader;
  private final PortScan ports;

  /**
   * @param settings what could not be started
   * @param arguments as they were typed
   * @param loader the settings that other arguments would make; throws {@link SettingsException} where they are wrong
   */
  public PortAdvice(
      Settings settings, List<String> arguments, Function<List<String>, Settings> loader) {
    this.settings = settings;
    this.arguments = List.copyOf(arguments);
    this.loader = loader;
    this.ports = new PortScan(settings.server().hosts());
  }

  /** The arguments that would start both servers; empty where there are none. */
  public Optional<List<String>> arguments() {
    if (arguments.stream().anyMatch(argument -> argument.matches(".*['\\p{Cntrl}].*"))) {
      return Optional.empty(); // no line that can be pasted into any shell
    }
    AuthServerSettings own = settings.authServer();
    ResourceServerSettings resource = settings.resourceServer();
    List<Integer> avoided = List.of(own.port(), resource.port());
    return free(own.port(), avoided)
        .flatMap(first -> free(
                resource.port(),
                Stream.concat(avoided.stream(), Stream.of(first)).toList())
            .flatMap(second -> withPorts(first, second)));
  }

  private Optional<Integer> free(int wanted, List<Integer> avoided) {
    return ports.isFree(wanted) ? Optional.of(wanted) : ports.firstExcept(avoided);
  }

  // The fewest flags that do it.
  private Optional<List<String>> withPorts(int authPort, int resourcePort) {
    var needed = new LinkedHashMap<String, String>();
    String issuer = settings.authServer().issuer();
    String origin = settings.resourceServer().origin();
    String newIssuer = moved(issuer, settings.authServer().port(), authPort);
    String newOrigin = moved(origin, settings.resourceServer().port(), resourcePort);
    if (!newIssuer.equals(issuer)) {
      needed.put("--issuer", newIssuer);
    }
    if (!newOrigin.equals(origin)) {
      needed.put("--resource-url", newOrigin);
    }
    String newResource =
        newOrigin + settings.resourceServer().resource().substring(origin.length());
    List<Map.Entry<String, String>> more = List.of(
        Map.entry("--auth-server-port", String.valueOf(authPort)),
        Map.entry("--resource-server-port", String.valueOf(resourcePort)),
        Map.entry("--authorization-server", newIssuer),
        Map.entry("--resource", newResource),
        Map.entry("--known-resources", String.join(",", known(newResource))));
    return IntStream.range(0, 1 << more.size())
        .boxed()
        .sorted(Comparator.comparing(Integer::bitCount))
        .map(chosen -> with(needed, more, chosen))
        .filter(line -> works(line, authPort, resourcePort))
        .findFirst();
  }

  // Behind a proxy the URL has another port than the server, and stays.
  private static String moved(String url, int from, int to) {
    URI uri = URI.create(url);
    int standard = uri.getScheme().equals("https") ? 443 : 80;
    int named = uri.getPort() < 0 ? standard : uri.getPort();
    return from == to || named != from
        ? url
        : uri.getScheme() + "://" + uri.getHost() + ":" + to + uri.getRawPath();
  }

  private List<String> known(String newResource) {
    String old = settings.resourceServer().resource();
    return settings.authServer().knownResources().stream()
        .map(one -> one.equals(old) ? newResource : one)
        .toList();
  }

  private boolean works(List<String> line, int authPort, int resourcePort) {
    try {
      Settings other = loader.apply(line);
      return other.authServer().port() == authPort
          && other.resourceServer().port() == resourcePort
          && trustsItself(other) == trustsItself(settings)
          && Set.copyOf(other.authServer().knownResources())
              .equals(Set.copyOf(known(other.resourceServer().resource())));
    } catch (SettingsException e) {
      return false;
    }
  }

  private static boolean trustsItself(Settings one) {
    return one.resourceServer()
        .accepted()
        .authorizationServer()
        .equals(one.authServer().issuer());
  }

  private List<String> with(
      Map<String, String> needed, List<Map.Entry<String, String>> more, int chosen) {
    var flags = new LinkedHashMap<>(needed);
    IntStream.range(0, more.size())
        .filter(i -> (chosen & (1 << i)) != 0)
        .forEach(i -> flags.put(more.get(i).getKey(), more.get(i).getValue()));
    var line = new ArrayList<String>();
    var typed = new ArrayDeque<>(arguments);
    while (!typed.isEmpty()) {
      String argument = typed.remove();
      if (flags.containsKey(argument)) {
        typed.poll(); // its value
      } else if (!flags.containsKey(argument.substring(0, Math.max(0, argument.indexOf('='))))) {
        line.add(argument);
      }
    }
    flags.forEach((flag, value) -> line.addAll(List.of(flag, value)));
    return line;
  }
}
