package dev.gatehouse.doctor;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads the first part of an answer, and nothing of an event stream, which would never end. */
final class BoundedBody implements BodySubscriber<byte[]> {
  /** In bytes; no metadata document comes near it. */
  static final int LARGEST = 256 * 1024;

  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final boolean endless;
  private @Nullable Subscription subscription; // null until the answer begins

  BoundedBody(ResponseInfo answer) {
    this.endless = answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith("text/event-stream"))
        .isPresent();
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription granted) {
    subscription = granted;
    if (endless) {
      granted.cancel();
      onComplete();
    } else {
      granted.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[Math.min(buffer.remaining(), LARGEST - read.size())];
      buffer.get(bytes);
      read.writeBytes(bytes);
    }
    if (read.size() == LARGEST && subscription != null) {
      subscription.cancel();
      onComplete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(read.toByteArray());
  }
}
