package dev.gatehouse.store.memory;

/**
 * A set of numbers that are as good as random, none of them zero. Between a third and two thirds of its places are taken, at eight bytes a place: open addressing, in
 * stripes, so that none of them takes long to grow.
 */
final class IdSet {
  private static final int STRIPES = 256;
  private static final int FIRST = 8;

  private final long[][] stripes = new long[STRIPES][];
  private final int[] sizes = new int[STRIPES];
  private int size;

  int size() {
    return size;
  }

  boolean contains(long id) {
    long[] places = stripes[stripe(id)];
    return places != null && places[place(places, id)] == id;
  }

  /** Adds one that is not there. */
  void add(long id) {
    int stripe = stripe(id);
    long[] places = roomier(stripes[stripe], sizes[stripe]);
    places[place(places, id)] = id;
    stripes[stripe] = places;
    sizes[stripe]++;
    size++;
  }

  private static long[] roomier(long[] places, int taken) {
    if (places == null) {
      return new long[FIRST];
    }
    if (3 * (taken + 1) <= 2 * places.length) {
      return places;
    }
    long[] larger = new long[2 * places.length];
    for (long id : places) {
      if (id != 0) {
        larger[place(larger, id)] = id;
      }
    }
    return larger;
  }

  // Where it is, or else the free place where it belongs.
  private static int place(long[] places, long id) {
    int mask = places.length - 1;
    int at = (int) id & mask;
    while (places[at] != 0 && places[at] != id) {
      at = at + 1 & mask;
    }
    return at;
  }

  private static int stripe(long id) {
    return (int) (id >>> 56);
  }
}
