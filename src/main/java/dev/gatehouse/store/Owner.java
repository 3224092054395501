package dev.gatehouse.store;

/**
 * Whose room a record takes. When a store is full, the crowd that holds most makes way, in it the owner that holds most, and of this one's
 * records the oldest: a flood displaces its own like, whoever sends it.
 *
 * @param kind what it is
 * @param crowd what this owner shares with others that the same person may be; its own name where there is no such thing
 * @param name the user, the client, or the network
 */
public record Owner(Kind kind, String crowd, String name) {
  /** What an owner is. */
  public enum Kind {
    /** Somebody who logged in. */
    USER,
    /** A client that the operator named in the settings, and that proved who it is. */
    CLIENT,
    /** Anybody who sends from a network. */
    NETWORK
  }

  /** The user. */
  public static Owner user(String name) {
    return new Owner(Kind.USER, name, name);
  }

  /** The client of the settings. */
  public static Owner client(String id) {
    return new Owner(Kind.CLIENT, id, id);
  }

  /** The network, as part of the site that one customer is given: whoever has an IPv6 /48 has 65,536 networks. */
  public static Owner network(String network, String site) {
    return new Owner(Kind.NETWORK, site, network);
  }

  /** Whether this is somebody in particular, and not just somewhere. */
  public boolean isKnown() {
    return kind != Kind.NETWORK;
  }
}
