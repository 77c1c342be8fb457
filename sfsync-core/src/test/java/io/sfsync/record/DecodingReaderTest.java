/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingReaderTest {
    /** What starts or goes on with a character, and what does neither. */
    private static final int[] EDGES = {
        0x00, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF4,
        0xF5, 0xFF
    };

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 64, 65, 1000})
    void decodes_as_the_jdk_does_whatever_the_size_of_a_read(int chars) throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            byte[] bytes = mixture(new Random(seed));
            assertThat(read(bytes, chars)).as("seed %d", seed).isEqualTo(expected(bytes));
        }
    }

    @Test
    void decodes_every_pair_of_edges_as_the_jdk_does() throws IOException {
        for (int first : EDGES) {
            for (int second : EDGES) {
                for (int third : EDGES) {
                    byte[] bytes = {'a', 'b', 'c', 'd', (byte) first, (byte) second, (byte) third, 'z'};
                    assertThat(read(bytes, 100))
                            .as("%X %X %X", first, second, third)
                            .isEqualTo(expected(bytes));
                }
            }
        }
    }

    @Test
    void tells_whether_it_saw_a_byte_that_is_no_text() throws IOException {
        DecodingReader good = open("Łódź, Київ, 東京, 😀".getBytes(StandardCharsets.UTF_8));
        DecodingReader bad = open("Zürich".getBytes(StandardCharsets.ISO_8859_1));

        drain(good, 100);
        drain(bad, 100);

        assertThat(good.sawMalformed()).isFalse();
        assertThat(bad.sawMalformed()).isTrue();
    }

    private static byte[] mixture(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("text".getBytes(StandardCharsets.US_ASCII));
        String[] words = {"plain text", "Łódź", "São Paulo", "Київ", "東京都", "😀", "\uFFFD", "é"};
        for (int i = random.nextInt(400); i > 0; i--) {
            if (random.nextInt(20) == 0) {
                out.write(EDGES[random.nextInt(EDGES.length)]);
            } else {
                out.writeBytes(words[random.nextInt(words.length)].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static String read(byte[] bytes, int chars) throws IOException {
        return drain(open(bytes), chars);
    }

    private static DecodingReader open(byte[] bytes) throws IOException {
        return DecodingReader.open(new ByteArrayInputStream(bytes), null, "the test");
    }

    private static String drain(DecodingReader reader, int chars) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] part = new char[chars + 2];
        for (int count = reader.read(part, 1, chars); count >= 0; count = reader.read(part, 1, chars)) {
            text.append(part, 1, count);
        }
        return text.toString();
    }

    /** A byte that is no text becomes a lone surrogate. */
    private static String expected(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (0xDC00 + (in.get() & 0xFF)));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }
}
