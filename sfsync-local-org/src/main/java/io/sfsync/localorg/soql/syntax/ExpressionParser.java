/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads field paths, functions and values. */
final class ExpressionParser {

    private static final DateTimeFormatter DATETIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Set<String> RANGES = Set.of(
            "YESTERDAY",
            "TODAY",
            "TOMORROW",
            "LAST_WEEK",
            "THIS_WEEK",
            "NEXT_WEEK",
            "LAST_MONTH",
            "THIS_MONTH",
            "NEXT_MONTH",
            "LAST_90_DAYS",
            "NEXT_90_DAYS",
            "LAST_QUARTER",
            "THIS_QUARTER",
            "NEXT_QUARTER",
            "LAST_YEAR",
            "THIS_YEAR",
            "NEXT_YEAR",
            "LAST_FISCAL_QUARTER",
            "THIS_FISCAL_QUARTER",
            "NEXT_FISCAL_QUARTER",
            "LAST_FISCAL_YEAR",
            "THIS_FISCAL_YEAR",
            "NEXT_FISCAL_YEAR");

    private static final Set<String> COUNTED_RANGES = Set.of(
            "LAST_N_DAYS",
            "NEXT_N_DAYS",
            "N_DAYS_AGO",
            "LAST_N_WEEKS",
            "NEXT_N_WEEKS",
            "N_WEEKS_AGO",
            "LAST_N_MONTHS",
            "NEXT_N_MONTHS",
            "N_MONTHS_AGO",
            "LAST_N_QUARTERS",
            "NEXT_N_QUARTERS",
            "N_QUARTERS_AGO",
            "LAST_N_YEARS",
            "NEXT_N_YEARS",
            "N_YEARS_AGO",
            "LAST_N_FISCAL_QUARTERS",
            "NEXT_N_FISCAL_QUARTERS",
            "N_FISCAL_QUARTERS_AGO",
            "LAST_N_FISCAL_YEARS",
            "NEXT_N_FISCAL_YEARS",
            "N_FISCAL_YEARS_AGO");

    private final Tokens tokens;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        if (tokens.peek(1).isSign("(") && Tokens.isName(tokens.peek())) {
            return function();
        }
        return path();
    }

    private FunctionCall function() {
        Token name = tokens.take();
        tokens.enter();
        tokens.expectSign("(");
        Expression argument = tokens.peek().isSign(")") ? null : expression();
        tokens.expectSign(")");
        if (argument == null && !name.isWord("COUNT")) {
            throw tokens.unexpected(name);
        }
        tokens.leave();
        return new FunctionCall(name.text(), argument, name.position());
    }

    FieldPath path() {
        Token first = tokens.peek(1).isSign(".") ? tokens.expectObject() : tokens.expectName();
        List<String> names = new ArrayList<>();
        names.add(first.text());
        while (tokens.takeSign(".")) {
            names.add(tokens.expectObject().text());
        }
        return new FieldPath(names, first.position());
    }

    Literal literal() {
        Token token = tokens.peek();
        if (token.isSign(":")) {
            throw tokens.malformed(token.position(), "Bind variables only allowed in Apex code");
        }
        tokens.take();
        return switch (token.kind()) {
            case TEXT -> new Literal.Text(token.text(), token.position());
            case NUMBER -> new Literal.Numeric(new BigDecimal(token.text()), token.position());
            case DATE, DATETIME -> time(token);
            case WORD -> word(token);
            default -> throw tokens.unexpected(token);
        };
    }

    private Literal time(Token token) {
        try {
            return token.kind() == TokenKind.DATE
                    ? new Literal.Day(LocalDate.parse(token.text()), token.position())
                    : new Literal.Moment(
                            OffsetDateTime.parse(withColon(token.text()), DATETIME)
                                    .toInstant(),
                            token.position());
        } catch (DateTimeException e) {
            throw tokens.malformed(token.position(), "Invalid date: " + token.text());
        }
    }

    private static String withColon(String text) {
        return text.matches(".*[+-]\\d{4}")
                ? text.substring(0, text.length() - 2) + ":" + text.substring(text.length() - 2)
                : text;
    }

    private Literal word(Token token) {
        String upper = token.upper();
        return switch (upper) {
            case "TRUE", "FALSE" -> new Literal.Bool("TRUE".equals(upper), token.position());
            case "NULL" -> new Literal.Null(token.position());
            default -> range(token, upper);
        };
    }

    private Literal range(Token token, String upper) {
        Integer count = null;
        if (COUNTED_RANGES.contains(upper)) {
            tokens.expectSign(":");
            count = signedCount();
        } else if (!RANGES.contains(upper)) {
            throw tokens.unexpected(token);
        }
        return new Literal.Range(upper, count, token.position());
    }

    private @Nullable Integer signedCount() {
        Token token = tokens.peek();
        if (token.kind() != TokenKind.NUMBER || !token.text().matches("-?\\d{1,6}")) {
            throw tokens.unexpected(token);
        }
        return Integer.valueOf(tokens.take().text());
    }
}
