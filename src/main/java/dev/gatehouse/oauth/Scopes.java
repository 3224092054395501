package dev.gatehouse.oauth;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of scope tokens in the order in which they were named; RFC 6749 §3.3. Compared exactly: no prefix, no wildcard, no case folding.
 *
 * @param tokens each of {@code 1*( %x21 / %x23-5B / %x5D-7E )}
 */
public record Scopes(Set<String> tokens) {
  /** No scope at all. */
  public static final Scopes NONE = new Scopes(Set.of());

  /**
   * Asks for a refresh token, OpenID Connect Core §11, and permits nothing: it belongs to a grant and its refresh token, and to no access
   * token, whose scopes must mean something to the resource (RFC 9068 §2.2.3).
   */
  public static final Scopes OFFLINE_ACCESS = Scopes.of("offline_access");

  /** More than any real client asks for; what is longer is refused before it costs anything. */
  static final int LONGEST = 4096;

  public Scopes {
    tokens = Collections.unmodifiableSet(new LinkedHashSet<>(tokens));
    tokens.forEach(Scopes::requireToken);
  }

  public static Scopes of(String... tokens) {
    return new Scopes(new LinkedHashSet<>(List.of(tokens)));
  }

  public static Scopes of(Collection<String> tokens) {
    return new Scopes(new LinkedHashSet<>(tokens));
  }

  /** Reads the wire form, tokens separated by spaces. Throws {@code invalid_scope} on any other character. */
  public static Scopes parse(String text) {
    if (text.length() > LONGEST) {
      throw OAuthException.of(
          OAuthError.INVALID_SCOPE,
          Cause.SCOPE_MALFORMED,
          "scope is longer than " + LONGEST + " characters");
    }
    var tokens = new LinkedHashSet<String>();
    for (String token : text.split(" ", -1)) {
      if (!token.isEmpty()) {
        tokens.add(token);
      }
    }
    return new Scopes(tokens);
  }

  /** Whether the scope opens more than the user's own: administration. It is never proposed, and given by a deliberate hand only. */
  public static boolean isWide(String token) {
    return token.equals("admin") || token.startsWith("admin:");
  }

  public boolean contains(String token) {
    return tokens.contains(token);
  }

  public boolean containsAll(Scopes others) {
    return tokens.containsAll(others.tokens);
  }

  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** What is in both, in the order of this. */
  public Scopes and(Scopes others) {
    return of(tokens.stream().filter(others.tokens::contains).toList());
  }

  /** What is in either, these first. */
  public Scopes plus(Scopes others) {
    var all = new LinkedHashSet<>(tokens);
    all.addAll(others.tokens);
    return new Scopes(all);
  }

  /** What is in this and not in the others. */
  public Scopes minus(Scopes others) {
    return of(tokens.stream().filter(token -> !others.contains(token)).toList());
  }

  /** The wire form: tokens separated by one space. */
  @Override
  public String toString() {
    return tokens.stream().collect(Collectors.joining(" "));
  }

  private static void requireToken(String token) {
    boolean legal = !token.isEmpty()
        && token.chars().allMatch(c -> c == 0x21 || (c >= 0x23 && c <= 0x7e && c != 0x5c));
    if (!legal) {
      throw OAuthException.of(
          OAuthError.INVALID_SCOPE,
          Cause.SCOPE_MALFORMED,
          "scope has a character that RFC 6749 section 3.3 does not allow");
    }
  }
}
