/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a SELECT list. */
final class SelectParser {

    private static final Set<String> FIELD_KINDS = Set.of("ALL", "STANDARD", "CUSTOM");

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final QueryParser queries;

    SelectParser(Tokens tokens, ExpressionParser expressions, QueryParser queries) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.queries = queries;
    }

    List<SelectItem> items(boolean inner) {
        List<SelectItem> items = new ArrayList<>();
        do {
            items.add(item(inner));
        } while (tokens.takeSign(","));
        return items;
    }

    private SelectItem item(boolean inner) {
        Token token = tokens.peek();
        if (token.isSign("(") && !inner) {
            tokens.take();
            SoqlQuery child = queries.query(true);
            tokens.expectSign(")");
            return new SelectItem.Subquery(child, token.position());
        }
        if (token.isWord("TYPEOF")) {
            return typeof();
        }
        if (token.isWord("FIELDS") && tokens.peek(1).isSign("(")) {
            return fields();
        }
        Expression expression = expressions.expression();
        String alias = Tokens.isName(tokens.peek()) ? tokens.take().text() : null;
        return new SelectItem.Value(expression, alias);
    }

    private SelectItem fields() {
        int position = tokens.take().position();
        tokens.expectSign("(");
        Token kind = tokens.take();
        if (!FIELD_KINDS.contains(kind.upper())) {
            throw tokens.unexpected(kind);
        }
        tokens.expectSign(")");
        return new SelectItem.Fields(kind.upper(), position);
    }

    private SelectItem typeof() {
        int position = tokens.take().position();
        FieldPath relationship = expressions.path();
        List<SelectItem.Case> cases = new ArrayList<>();
        while (tokens.takeWord("WHEN")) {
            String object = tokens.expectName().text();
            tokens.expectWord("THEN");
            cases.add(new SelectItem.Case(object, paths()));
        }
        if (cases.isEmpty()) {
            throw tokens.unexpected(tokens.peek());
        }
        List<FieldPath> otherwise = tokens.takeWord("ELSE") ? paths() : List.of();
        tokens.expectWord("END");
        return new SelectItem.Typeof(relationship, cases, otherwise, position);
    }

    private List<FieldPath> paths() {
        List<FieldPath> paths = new ArrayList<>();
        do {
            paths.add(expressions.path());
        } while (tokens.takeSign(","));
        return paths;
    }
}
