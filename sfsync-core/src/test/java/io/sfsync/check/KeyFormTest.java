/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFormTest {
    @ParameterizedTest(name = "{0}, case-sensitive {1}: ''{2}'' and ''{3}'' are the same: {4}")
    @CsvSource({
        "string, false, Acme, aCME, true",
        "string, true, Acme, aCME, false",
        "string, true, Acme, Acme, true",
        "string, false, ' Acme', 'Acme ', true",
        "string, false, 1, 1.0, false",
        "string, false, ÄRGER, ärger, true",
        "email, false, A@example.com, a@example.com, true",
        "double, false, 1, 1.00, true",
        "double, false, 100, 1E2, true",
        "double, false, 1, 2, false",
        "double, false, x, x, true",
        "id, false, 0015g00000XyZaB, 0015g00000XyZaBAAU, true",
        "id, false, 0015g00000XyZaB, 0015g00000XyZab, false",
        "reference, false, 0015g00000XyZaB, 0015g00000XyZaBAAU, true",
    })
    void compares_keys_as_the_org_does(String type, boolean caseSensitive, String one, String other, boolean same) {
        KeyForm form = new KeyForm(type, caseSensitive);
        assertThat(form.of(one).equals(form.of(other))).isEqualTo(same);
    }
}
