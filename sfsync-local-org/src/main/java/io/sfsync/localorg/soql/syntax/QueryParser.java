/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the clauses of a query in the order of the SOQL reference, "SOQL SELECT Syntax". */
final class QueryParser {

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final ConditionParser conditions;

    QueryParser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.conditions = new ConditionParser(tokens, expressions, this);
    }

    SoqlQuery whole() {
        Token first = tokens.peek();
        if (!first.isWord("SELECT")) {
            // Recorded by forcedotcom/sf-fx-runtime-nodejs: no caret and no quotes when the very first word is wrong.
            throw new SoqlException("MALFORMED_QUERY", "unexpected token: " + first.shown());
        }
        SoqlQuery query = query(false);
        if (tokens.peek().kind() != TokenKind.END) {
            throw tokens.unexpected(tokens.peek());
        }
        return query;
    }

    /** Reads one query; the next token must be its SELECT. */
    SoqlQuery query(boolean inner) {
        tokens.expectWord("SELECT");
        List<SelectItem> select = new SelectParser(tokens, expressions, this).items(inner);
        tokens.expectWord("FROM");
        Token object = tokens.expectObject();
        String name = object.text();
        if (inner && tokens.takeSign(".")) {
            name = tokens.expectName().text();
        }
        String alias = alias();
        skipScope();
        Condition where = tokens.takeWord("WHERE") ? conditions.condition() : null;
        skipWith();
        List<Expression> groupBy = groupBy();
        Condition having = tokens.takeWord("HAVING") ? conditions.condition() : null;
        List<OrderItem> orderBy = orderBy();
        Integer limit = count("LIMIT");
        Integer offset = count("OFFSET");
        boolean allRows = trailer();
        return new SoqlQuery(
                select, name, object.position(), alias, where, groupBy, having, orderBy, limit, offset, allRows);
    }

    private @Nullable String alias() {
        if (tokens.takeWord("AS")) {
            return tokens.expectName().text();
        }
        return Tokens.isName(tokens.peek()) ? tokens.take().text() : null;
    }

    private void skipScope() {
        if (tokens.takeWord("USING")) {
            tokens.expectWord("SCOPE");
            tokens.expectName();
        }
    }

    private void skipWith() {
        if (!tokens.takeWord("WITH")) {
            return;
        }
        Token mode = tokens.take();
        if (!mode.isWord("SECURITY_ENFORCED") && !mode.isWord("USER_MODE") && !mode.isWord("SYSTEM_MODE")) {
            throw tokens.unexpected(mode);
        }
    }

    private List<Expression> groupBy() {
        List<Expression> groups = new ArrayList<>();
        if (tokens.takeWord("GROUP")) {
            tokens.expectWord("BY");
            do {
                groups.add(expressions.expression());
            } while (tokens.takeSign(","));
        }
        return groups;
    }

    private List<OrderItem> orderBy() {
        List<OrderItem> order = new ArrayList<>();
        if (tokens.takeWord("ORDER")) {
            tokens.expectWord("BY");
            do {
                order.add(orderItem());
            } while (tokens.takeSign(","));
        }
        return order;
    }

    private OrderItem orderItem() {
        Expression expression = expressions.expression();
        boolean descending = tokens.takeWord("DESC");
        if (!descending) {
            tokens.takeWord("ASC");
        }
        boolean nullsLast = false;
        if (tokens.takeWord("NULLS")) {
            nullsLast = tokens.takeWord("LAST");
            if (!nullsLast) {
                tokens.expectWord("FIRST");
            }
        }
        return new OrderItem(expression, descending, nullsLast);
    }

    private @Nullable Integer count(String word) {
        return tokens.takeWord(word) ? tokens.expectCount() : null;
    }

    /** {@code FOR VIEW}, {@code UPDATE TRACKING} and the like change nothing that a client sees here. */
    private boolean trailer() {
        boolean allRows = false;
        while (true) {
            if (tokens.takeWord("FOR")) {
                oneOf("VIEW", "REFERENCE", "UPDATE");
            } else if (tokens.takeWord("UPDATE")) {
                oneOf("TRACKING", "VIEWSTAT");
            } else if (tokens.takeWord("ALL")) {
                tokens.expectWord("ROWS");
                allRows = true;
            } else {
                return allRows;
            }
        }
    }

    private void oneOf(String... words) {
        Token token = tokens.peek();
        for (String word : words) {
            if (tokens.takeWord(word)) {
                return;
            }
        }
        throw tokens.unexpected(token);
    }
}
