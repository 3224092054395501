package dev.gatehouse.testing;

/** The users that come with the product. */
public final class DemoUsers {
  private DemoUsers() {}

  public static String password(String user) {
    return user.equals("alice") ? "password123" : "hunter2";
  }
}
