/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Transforms of money and percentages: the sign is read, never just dropped. */
final class MoneyTransforms {
    /** The name of the transform that takes a currency sign off, so that another field must keep it. */
    static final String AMOUNT = "amount";
    /** The name of the transform that keeps the currency. */
    static final String CURRENCY = "currency";

    private static final Pattern SIGN = Pattern.compile(
            "^\\s*([\\p{Sc}]|[A-Za-z]{3}\\b|[A-Za-z]{0,3}\\p{Sc})|([A-Za-z]{0,3}\\p{Sc}|\\b[A-Za-z]{3})\\s*$");
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    /** Signs that mean one currency; of the dollar, the pound's and the yen's relatives there are many. */
    private static final Map<String, String> SIGNS = Map.of("€", "EUR", "£", "GBP", "₹", "INR", "₺", "TRY", "₪", "ILS");

    private MoneyTransforms() {}

    static void addTo(Map<String, TransformFactory> all) {
        all.put(AMOUNT, MoneyTransforms::amount);
        all.put(CURRENCY, MoneyTransforms::currency);
        all.put("percent", MoneyTransforms::percent);
    }

    /** Finds a field that would lose its currency, and says so. */
    static Optional<String> lostCurrency(List<FieldRule> rules) {
        Set<String> kept = sourcesOf(rules, CURRENCY);
        return rules.stream()
                .filter(rule -> has(rule, AMOUNT)
                        && rule.origin().sources().stream().noneMatch(source -> kept.contains(source.toString())))
                .findFirst()
                .map(rule -> "field " + rule.target() + " takes the currency sign off "
                        + rule.origin().sources()
                        + " with 'amount', and no field keeps it: map it too, as in CurrencyIsoCode: {from: "
                        + rule.origin().sources().stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse("price")
                        + ", do: [currency]}, or use 'number', which refuses a sign");
    }

    private static Set<String> sourcesOf(List<FieldRule> rules, String transform) {
        return rules.stream()
                .filter(rule -> has(rule, transform))
                .flatMap(rule -> rule.origin().sources().stream().map(SourcePath::toString))
                .collect(Collectors.toSet());
    }

    private static boolean has(FieldRule rule, String transform) {
        return rule.steps().stream()
                .anyMatch(step -> step.name().equals(transform) || step.name().startsWith(transform + "("));
    }

    private static Transform amount(@Nullable Object argument) {
        NumberReader reader = NumberReader.of(argument);
        return value ->
                value instanceof Number ? NumberTransforms.decimal(value) : reader.read(withoutSign(value.toString()));
    }

    private static String withoutSign(String text) {
        Matcher matcher = SIGN.matcher(text);
        return matcher.find() ? text.substring(0, matcher.start()) + text.substring(matcher.end()) : text;
    }

    private static Transform currency(@Nullable Object argument) {
        Map<String, String> bySign = new HashMap<>(SIGNS);
        if (argument instanceof Map<?, ?> more) {
            more.forEach((sign, code) -> bySign.put(String.valueOf(sign), code(String.valueOf(code))));
        } else if (argument != null) {
            throw new IllegalArgumentException("needs codes by sign, as in {currency: {'$': USD}}");
        }
        return value -> {
            Matcher matcher = SIGN.matcher(value.toString());
            if (value instanceof Number || !matcher.find()) {
                return null;
            }
            String sign = matcher.group().strip();
            String code = bySign.get(sign);
            String upper = sign.toUpperCase(Locale.ROOT);
            if (code == null && !CODES.contains(upper)) {
                throw new TransformException("has a currency sign that may mean several currencies or none; say which,"
                        + " as in {currency: {'$': USD}}");
            }
            return code == null ? upper : code;
        };
    }

    private static String code(String text) {
        if (!CODES.contains(text)) {
            throw new IllegalArgumentException("needs ISO 4217 codes such as USD");
        }
        return text;
    }

    /** {@code 12,5 %} is 12.5, which is what a percent field of Salesforce takes. */
    private static Transform percent(@Nullable Object argument) {
        NumberReader reader = NumberReader.of(argument);
        return value -> {
            if (value instanceof Number) {
                return NumberTransforms.decimal(value);
            }
            String text = value.toString().strip();
            BigDecimal number = reader.read(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
            return number;
        };
    }
}
