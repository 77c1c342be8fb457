/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream that gives up when nothing comes for too long: the JDK's own stream would wait for
 * ever. At most two pieces are asked for ahead of the reader.
 */
final class IdleTimeout {
    private static final int AHEAD = 2;

    private final Duration limit;

    IdleTimeout(Duration limit) {
        this.limit = limit;
    }

    BodySubscriber<InputStream> subscriber() {
        return new Subscriber(limit);
    }

    /** What arrived: bytes, the end, or a failure. */
    private record Piece(List<ByteBuffer> bytes, @Nullable Throwable failure, boolean last) {}

    private static final class Subscriber implements BodySubscriber<InputStream> {
        private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
        private final Duration limit;

        private Subscriber(Duration limit) {
            this.limit = limit;
        }

        @Override
        public CompletionStage<InputStream> getBody() {
            return CompletableFuture.completedFuture(new Body(pieces, subscribed, limit));
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscribed.complete(subscription);
            subscription.request(AHEAD);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            pieces.add(new Piece(bytes, null, false));
        }

        @Override
        public void onError(Throwable failure) {
            pieces.add(new Piece(List.of(), failure, true));
        }

        @Override
        public void onComplete() {
            pieces.add(new Piece(List.of(), null, true));
        }
    }

    private static final class Body extends InputStream {
        private final BlockingQueue<Piece> pieces;
        private final CompletableFuture<Flow.Subscription> subscribed;
        private final Duration limit;
        private Piece current = new Piece(List.of(), null, false);
        private int next;

        private Body(BlockingQueue<Piece> pieces, CompletableFuture<Flow.Subscription> subscribed, Duration limit) {
            this.pieces = pieces;
            this.subscribed = subscribed;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            ByteBuffer bytes = available(length);
            if (bytes == null) {
                return -1;
            }
            int count = Math.min(length, bytes.remaining());
            bytes.get(target, offset, count);
            return count;
        }

        private @Nullable ByteBuffer available(int length) throws IOException {
            while (true) {
                while (next < current.bytes.size()) {
                    ByteBuffer bytes = current.bytes.get(next);
                    if (bytes.hasRemaining() || length == 0) {
                        return bytes;
                    }
                    next++;
                }
                if (current.last) {
                    return ended();
                }
                advance();
            }
        }

        private @Nullable ByteBuffer ended() throws IOException {
            Throwable failure = current.failure;
            if (failure != null) {
                throw new IOException("the answer broke off: " + failure.getMessage(), failure);
            }
            return null;
        }

        private void advance() throws IOException {
            try {
                Piece piece = pieces.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
                if (piece == null) {
                    throw new IOException("nothing came for " + limit + " in the middle of an answer");
                }
                current = piece;
                next = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while an answer was read");
            }
            if (!current.last) {
                subscribed.join().request(1);
            }
        }

        @Override
        public void close() {
            if (!current.last && subscribed.isDone()) {
                subscribed.join().cancel();
            }
        }
    }
}
