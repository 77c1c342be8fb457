/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.outcome.OutcomeKind;
import org.jspecify.annotations.Nullable;

/** The letters by which the outcomes file names outcomes. */
final class OutcomeLetter {
    static final byte PENDING = '.';

    private OutcomeLetter() {}

    static byte of(OutcomeKind kind) {
        return switch (kind) {
            case CREATED -> 'C';
            case UPDATED -> 'U';
            case DELETED -> 'D';
            case UNCHANGED -> '=';
            case REJECTED -> 'R';
            case UNPROCESSED -> 'N';
            case UNKNOWN -> '?';
        };
    }

    static @Nullable OutcomeKind kind(byte letter) {
        return switch (letter) {
            case 'C' -> OutcomeKind.CREATED;
            case 'U' -> OutcomeKind.UPDATED;
            case 'D' -> OutcomeKind.DELETED;
            case '=' -> OutcomeKind.UNCHANGED;
            case 'R' -> OutcomeKind.REJECTED;
            case 'N' -> OutcomeKind.UNPROCESSED;
            case '?' -> OutcomeKind.UNKNOWN;
            default -> null;
        };
    }
}
