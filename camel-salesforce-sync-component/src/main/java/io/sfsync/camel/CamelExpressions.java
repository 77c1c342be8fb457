/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.mapping.Expression;
import io.sfsync.mapping.Expressions;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** The languages of the Camel context. An expression is compiled once; a call costs an exchange of its own. */
final class CamelExpressions implements Expressions {
    private final CamelContext context;

    CamelExpressions(CamelContext context) {
        this.context = context;
    }

    @Override
    public Optional<Expression> value(String name, String text) {
        return compiled(name, text, (language, source) -> {
            org.apache.camel.Expression expression = language.createExpression(source);
            expression.init(context);
            return exchange -> expression.evaluate(exchange, Object.class);
        });
    }

    @Override
    public Optional<Expression> condition(String name, String text) {
        return compiled(name, text, (language, source) -> {
            Predicate predicate = language.createPredicate(source);
            predicate.init(context);
            return predicate::matches;
        });
    }

    private Optional<Expression> compiled(
            String name, String text, BiFunction<Language, String, Function<Exchange, @Nullable Object>> compiler) {
        Language language;
        try {
            language = context.resolveLanguage(name);
        } catch (NoSuchLanguageException e) {
            return Optional.empty();
        }
        Function<Exchange, @Nullable Object> function;
        try {
            function = compiler.apply(language, text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no " + name + ": " + e.getMessage(), e);
        }
        return Optional.of(body -> {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(body);
            Object result = function.apply(exchange);
            Exception failure = exchange.getException();
            if (failure != null) {
                throw failure;
            }
            return result;
        });
    }
}
