package dev.gatehouse.authserver.identity;

import dev.gatehouse.oauth.crypto.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Password hashes, Argon2id (RFC 9106) with the parameters of OWASP: 19 MiB, two passes, one lane. In PHC form:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Takes some 30 ms of CPU: worker threads only, for each of which 19 MiB are kept.
 */
final class Argon2id {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

  private final Secrets secrets;
  private final Queue<HashingMemory> unused = new ConcurrentLinkedQueue<>();

  Argon2id(Secrets secrets) {
    this.secrets = secrets;
  }

  String hash(String password) {
    byte[] salt = secrets.next(16).getBytes(StandardCharsets.US_ASCII);
    byte[] hash = argon2id(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
    return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$"
        + BASE64.encodeToString(salt) + "$" + BASE64.encodeToString(hash);
  }

  /** Whether the password is the one of the hash. Throws {@link IllegalArgumentException} when it is no such hash. */
  boolean matches(String password, String phc) {
    String[] parts = phc.split("\\$", -1);
    if (parts.length != 6 || !parts[1].equals("argon2id") || !parts[2].equals("v=19")) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC form");
    }
    String[] costs = parts[3].split("[=,]", -1);
    byte[] expected = Base64.getDecoder().decode(parts[5]);
    byte[] hash = argon2id(
        password,
        Base64.getDecoder().decode(parts[4]),
        Integer.parseInt(costs[1]),
        Integer.parseInt(costs[3]),
        Integer.parseInt(costs[5]),
        expected.length);
    return MessageDigest.isEqual(hash, expected);
  }

  private byte[] argon2id(
      String password, byte[] salt, int memory, int passes, int lanes, int length) {
    HashingMemory blocks =
        Optional.ofNullable(unused.poll()).orElseGet(() -> new HashingMemory(MEMORY_KIB));
    var generator = new Argon2BytesGenerator();
    generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(memory)
        .withIterations(passes)
        .withParallelism(lanes)
        .withSalt(salt)
        .withBlockPool(blocks)
        .build());
    var hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    unused.add(blocks);
    return hash;
  }
}
