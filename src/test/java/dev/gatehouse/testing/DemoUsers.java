package dev.gatehouse.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The users that come with the product. */
public final class DemoUsers {
  private DemoUsers() {}

  public static String password(String user) {
    return user.equals("alice") ? "password123" : "hunter2";
  }

  /** The same users for {@code auth-server.users}, with hashes that take no 30 ms to check. */
  static List<Map<String, Object>> quick() {
    return List.of(quick("alice", "operator"), quick("bob", "ft-member"));
  }

  private static Map<String, Object> quick(String name, String ring) {
    return Map.of("name", name, "password", quickHash(password(name)), "ring", ring);
  }

  // Argon2id in PHC form with the smallest parameters that RFC 9106 §3.1 allows.
  private static String quickHash(String password) {
    byte[] salt = "a salt for tests".getBytes(StandardCharsets.US_ASCII);
    var generator = new Argon2BytesGenerator();
    generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(8)
        .withIterations(1)
        .withParallelism(1)
        .withSalt(salt)
        .build());
    var hash = new byte[32];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=8,t=1,p=1$" + base64.encodeToString(salt) + "$"
        + base64.encodeToString(hash);
  }
}
