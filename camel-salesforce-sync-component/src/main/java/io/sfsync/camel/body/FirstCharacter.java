/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.body;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/** Looks at the first character of a text without taking it away. */
final class FirstCharacter {
    private static final int LOOK_AHEAD = 4096;

    private FirstCharacter() {}

    /** The first character that is no blank, -1 where there is none; in any encoding that holds ASCII. */
    static int of(BufferedInputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        int first = firstOf(in);
        in.reset();
        return first;
    }

    private static int firstOf(InputStream in) throws IOException {
        for (int i = 0; i < LOOK_AHEAD; i++) {
            int c = in.read();
            if (c < 0 || (c > ' ' && c < 0x7F)) {
                return c;
            }
        }
        return -1;
    }

    /** The first character that is no blank, -1 where there is none. */
    static int of(BufferedReader in) throws IOException {
        in.mark(LOOK_AHEAD);
        int first = firstOf(in);
        in.reset();
        return first;
    }

    private static int firstOf(Reader in) throws IOException {
        for (int i = 0; i < LOOK_AHEAD; i++) {
            int c = in.read();
            if (c < 0 || (c > ' ' && c != 0xFEFF)) {
                return c;
            }
        }
        return -1;
    }
}
