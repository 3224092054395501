package dev.gatehouse.authserver.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/**
 * The memory that one Argon2id hash fills, 1 KiB a block, kept for the next one: made anew each time, a few logins are a collection of all
 * the garbage, and that halts the event loops too. For one thread at a time. Wiped in between, since a password can be tried against it.
 */
final class HashingMemory implements BlockPool {
  private final Deque<Block> free = new ArrayDeque<>();
  private final int most;

  HashingMemory(int most) {
    this.most = most;
  }

  @Override
  public Block allocate() {
    Block kept = free.poll();
    return kept == null ? new Block() : kept;
  }

  @Override
  public void deallocate(Block block) {
    if (free.size() < most) {
      free.push(block.clear());
    }
  }
}
