package dev.gatehouse.resourceserver.landing;

import java.util.List;
import java.util.Map;

/**
 * What the landing page tells, apart from who is logged in.
 *
 * @param version of the program
 * @param issuer of the authorization server
 * @param ownAuthServer whether that server runs beside this one, so that the page's client and the users are known there
 * @param watched whether the handshake can be watched at {@code /console/}
 * @param tools in the order of the list
 * @param scopes that can be asked for
 * @param users with their passwords where those may be shown; empty where not
 */
public record LandingFacts(
    String version,
    String issuer,
    boolean ownAuthServer,
    boolean watched,
    List<ToolRow> tools,
    List<ScopeRow> scopes,
    List<UserRow> users) {
  public LandingFacts {
    tools = List.copyOf(tools);
    scopes = List.copyOf(scopes);
    users = List.copyOf(users);
  }

  /**
   * A scope to choose.
   *
   * @param name the scope token
   * @param words what it allows, as on the consent page
   * @param ticked whether it is chosen to begin with
   */
  public record ScopeRow(String name, String words, boolean ticked) {
    Map<String, Object> model() {
      return Map.of("name", name, "words", words, "ticked", ticked);
    }
  }

  /**
   * A user to log in as.
   *
   * @param name the user name
   * @param password of a demo user; empty where it may not be shown
   * @param ring decides which scopes can be had
   */
  public record UserRow(String name, String password, String ring) {
    Map<String, Object> model() {
      return Map.of("name", name, "password", password, "ring", ring);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "UserRow[name=" + name + ", ring=" + ring + "]";
    }
  }
}
