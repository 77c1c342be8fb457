/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.outcome.Operation;
import io.sfsync.pipeline.SyncOptions;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides between a header and an option. Only the five headers here are read: a header is
 * somebody's input, so it never chooses a sink, a mapping or a hard delete.
 */
final class HeaderOverrides {
    private final Message message;
    private final @Nullable String goesOnWith;

    HeaderOverrides(Message message) {
        this(message, null);
    }

    /**
     * @param goesOnWith the id of the run that this exchange goes on with, over header and option
     */
    HeaderOverrides(Message message, @Nullable String goesOnWith) {
        this.message = message;
        this.goesOnWith = goesOnWith;
    }

    /**
     * The operation of the header, else of the endpoint.
     *
     * @throws IllegalArgumentException if the header holds none, or a hard delete that the endpoint does not ask for
     */
    Operation operation(Operation configured) {
        String text = text(SfSyncConstants.OPERATION);
        if (text == null) {
            return configured;
        }
        Operation chosen = parse(text);
        if (chosen == Operation.HARD_DELETE && configured != Operation.HARD_DELETE) {
            throw new IllegalArgumentException("the header " + SfSyncConstants.OPERATION
                    + " must not be hardDelete: records are deleted for good only where the URI says so, as in"
                    + " sfsync:hardDelete:Account");
        }
        return chosen;
    }

    private static Operation parse(String text) {
        try {
            return Operation.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the header " + SfSyncConstants.OPERATION + ": " + e.getMessage(), e);
        }
    }

    /** The object of the header, else of the endpoint. */
    @Nullable
    String object(@Nullable String configured) {
        return textOr(SfSyncConstants.OBJECT, configured);
    }

    /** The external id field of the header, else of the endpoint. */
    @Nullable
    String externalIdField(@Nullable String configured) {
        return textOr(SfSyncConstants.EXTERNAL_ID_FIELD, configured);
    }

    /** The run id of the header, else of the endpoint, whose expression is evaluated. */
    @Nullable
    String runId(@Nullable String configured) {
        if (goesOnWith != null) {
            return goesOnWith;
        }
        String header = text(SfSyncConstants.RUN_ID);
        return header == null && configured != null && RunOptions.isExpression(configured)
                ? evaluated(configured)
                : header == null ? configured : header;
    }

    private String evaluated(String expression) {
        Exchange exchange = message.getExchange();
        String id = exchange.getContext()
                .resolveLanguage("simple")
                .createExpression(expression)
                .evaluate(exchange, String.class);
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("runId=" + expression + " gives nothing for this exchange");
        }
        return id;
    }

    /**
     * The batch size of the header, else of the endpoint.
     *
     * @throws IllegalArgumentException if the header is neither a whole number above 0 nor auto
     */
    int batchSize(int configured) {
        Object value = message.getHeader(SfSyncConstants.BATCH_SIZE);
        if (value == null) {
            return configured;
        }
        if (value.toString().trim().equalsIgnoreCase("auto")) {
            return SyncOptions.AUTO_BATCH_SIZE;
        }
        try {
            int size = message.getExchange()
                    .getContext()
                    .getTypeConverter()
                    .mandatoryConvertTo(Integer.class, message.getExchange(), value);
            if (size > 0) {
                return size;
            }
        } catch (NoTypeConversionAvailableException | TypeConversionException e) {
            throw new IllegalArgumentException(batchSizeMessage(value), e);
        }
        throw new IllegalArgumentException(batchSizeMessage(value));
    }

    private static String batchSizeMessage(Object value) {
        return "the header " + SfSyncConstants.BATCH_SIZE + " must be a whole number of at least 1, or auto, was '"
                + value + "'";
    }

    private @Nullable String textOr(String header, @Nullable String configured) {
        String text = text(header);
        return text == null ? configured : text;
    }

    private @Nullable String text(String header) {
        Object value = message.getHeader(header);
        if (value == null) {
            return null;
        }
        String text = value.toString().trim();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "the header " + header + " must not be empty; remove it to use the endpoint's option");
        }
        return text;
    }
}
