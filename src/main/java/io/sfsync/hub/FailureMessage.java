/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.localorg.schema.SchemaException;
import io.sfsync.pipeline.SyncException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.jspecify.annotations.Nullable;

/** Finds, in what Camel throws, the one message that a user needs. */
final class FailureMessage {
    private FailureMessage() {}

    /** What a failure comes down to, in one line. */
    static String of(Throwable failure) {
        Throwable cause = essence(failure);
        String message = cause instanceof PropertyBindingException binding ? text(binding) : cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip();
    }

    private static String text(PropertyBindingException binding) {
        return binding.getPropertyName() + "=" + binding.getValue()
                + " is not what this option takes; see docs/options.md";
    }

    /** Whether the failure is the caller's: an option that is wrong by itself or against another. */
    static boolean isUsage(Throwable failure) {
        Throwable cause = essence(failure);
        return cause instanceof UsageException
                || cause instanceof IllegalArgumentException
                || cause instanceof SchemaException
                || cause instanceof PropertyBindingException
                || cause instanceof ResolveEndpointFailedException;
    }

    /**
     * The outermost cause that is no mere wrapping by Camel: our exceptions say what happened, and what they wrap is for
     * {@code --verbose}.
     */
    private static Throwable essence(Throwable failure) {
        List<Throwable> all = causes(failure);
        Throwable binding = null;
        for (Throwable cause : all) {
            if (cause instanceof PropertyBindingException) {
                binding = cause;
            } else if (!isWrapping(cause)) {
                return binding != null && !isOurs(cause) ? binding : cause;
            }
        }
        return all.get(all.size() - 1);
    }

    /** What the JDK or Camel throws while it converts a value does not name the option. */
    private static boolean isOurs(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return frames.length > 0 && frames[0].getClassName().startsWith("io.sfsync.");
    }

    private static boolean isWrapping(Throwable failure) {
        if (failure.getCause() == null) {
            return false;
        }
        return failure.getClass() == RuntimeException.class
                || failure.getClass().getName().startsWith("org.apache.camel.");
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** The exception of a run among the causes, or null. */
    static @Nullable SyncException run(Throwable failure) {
        return causes(failure).stream()
                .filter(SyncException.class::isInstance)
                .map(SyncException.class::cast)
                .findFirst()
                .orElse(null);
    }
}
