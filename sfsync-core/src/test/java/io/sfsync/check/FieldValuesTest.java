/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sfsync.record.Absent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValuesTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final Instant MOMENT = Instant.parse("2026-07-01T22:30:00Z");

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("", "string", null),
                Arguments.of("x", "string", "x"),
                Arguments.of(null, "string", null),
                Arguments.of(Absent.VALUE, "string", Absent.VALUE),
                Arguments.of(true, "boolean", true),
                Arguments.of(5, "int", 5),
                Arguments.of(1.0e10, "double", new BigDecimal("1.0E10")),
                Arguments.of(0.1f, "double", new BigDecimal("0.1")),
                Arguments.of(LocalDate.of(2026, 7, 1), "date", "2026-07-01"),
                Arguments.of(LocalTime.of(8, 30), "time", "08:30:00.000Z"),
                Arguments.of(LocalDateTime.of(2026, 7, 1, 8, 30), "datetime", "2026-07-01T08:30:00.000+02:00"),
                Arguments.of(LocalDateTime.of(2026, 7, 1, 8, 30), "date", "2026-07-01"),
                Arguments.of(OffsetDateTime.parse("2026-07-01T08:30:00Z"), "datetime", "2026-07-01T08:30:00.000Z"),
                Arguments.of(ZonedDateTime.ofInstant(MOMENT, ROME), "datetime", "2026-07-02T00:30:00.000+02:00"),
                Arguments.of(MOMENT, "datetime", "2026-07-02T00:30:00.000+02:00"),
                Arguments.of(MOMENT, "date", "2026-07-02"),
                Arguments.of(Date.from(MOMENT), "datetime", "2026-07-02T00:30:00.000+02:00"),
                Arguments.of(
                        java.sql.Timestamp.valueOf("2026-07-01 08:30:00"), "datetime", "2026-07-01T08:30:00.000+02:00"),
                Arguments.of(java.sql.Timestamp.valueOf("2026-07-01 23:30:00"), "date", "2026-07-01"),
                Arguments.of(calendar(), "datetime", "2026-07-02T00:30:00.000+02:00"),
                Arguments.of(java.sql.Date.valueOf("2026-07-01"), "date", "2026-07-01"),
                Arguments.of(java.sql.Time.valueOf("08:30:00"), "time", "08:30:00"),
                Arguments.of(List.of("a", "b"), "multipicklist", "a;b"),
                Arguments.of(List.of(), "multipicklist", null),
                Arguments.of(new byte[] {1, 2}, "base64", "AQI="),
                Arguments.of(Thread.State.NEW, "string", "NEW"),
                Arguments.of("2026-07-01 08:30", "datetime", "2026-07-01T08:30:00.000+02:00"),
                Arguments.of("2026-07-01T08:30:00.5", "datetime", "2026-07-01T08:30:00.500+02:00"),
                Arguments.of("2026-07-01T08:30:00Z", "datetime", "2026-07-01T08:30:00Z"),
                Arguments.of("2026-07-01T08:30:00+01:00", "datetime", "2026-07-01T08:30:00+01:00"),
                Arguments.of("2026-07-01", "datetime", "2026-07-01"),
                Arguments.of("no date-time at 1", "datetime", "no date-time at 1"),
                Arguments.of("2026-07-01 08:30", "string", "2026-07-01 08:30"));
    }

    private static Calendar calendar() {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(MOMENT.toEpochMilli());
        return calendar;
    }

    @ParameterizedTest(name = "{0} for a {1} is {2}")
    @MethodSource("values")
    void every_value_has_one_form(Object value, String type, Object expected) {
        assertThat(new FieldValues(ROME).convert(value, type)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-01 08:30", "2026-07-01T08:30:00"})
    void a_date_time_without_a_zone_needs_the_option(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldValues(null).convert(text, "datetime"))
                .withMessageContaining("set the option timeZone");
    }

    @Test
    void a_timestamp_of_a_database_never_takes_the_zone_of_the_machine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FieldValues(null).convert(java.sql.Timestamp.valueOf("2026-07-01 08:30:00"), "datetime"))
                .withMessageContaining("set the option timeZone");
    }

    @Test
    void the_day_of_a_moment_needs_a_zone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldValues(null).convert(MOMENT, "date"))
                .withMessageContaining("set the option timeZone");
    }

    @Test
    void a_time_that_the_clocks_skip_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldValues(ROME).convert("2026-03-29T02:30:00", "datetime"))
                .withMessageContaining("skip");
    }

    @Test
    void an_instant_needs_no_zone() {
        assertThat(new FieldValues(null).convert(MOMENT, "datetime")).isEqualTo("2026-07-01T22:30:00.000Z");
    }

    @Test
    void what_cannot_travel_is_refused() {
        FieldValues values = new FieldValues(null);
        assertThatIllegalArgumentException().isThrownBy(() -> values.convert(Double.NaN, "double"));
        assertThatIllegalArgumentException().isThrownBy(() -> values.convert(Float.POSITIVE_INFINITY, "double"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> values.convert(new BigDecimal("1e999999999"), "double"))
                .withMessage("a number must have at most 400 digits");
        assertThatIllegalArgumentException().isThrownBy(() -> values.convert(Map.of("a", 1), "string"));
        assertThatIllegalArgumentException().isThrownBy(() -> values.convert(new String[] {"a"}, "string"));
    }
}
