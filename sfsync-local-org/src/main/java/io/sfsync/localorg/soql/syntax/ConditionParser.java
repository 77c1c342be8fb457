/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads conditions; AND and OR do not mix without parentheses. */
final class ConditionParser {

    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQUAL,
            "!=", Operator.NOT_EQUAL,
            "<>", Operator.NOT_EQUAL,
            "<", Operator.LESS,
            "<=", Operator.AT_MOST,
            ">", Operator.GREATER,
            ">=", Operator.AT_LEAST);

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final QueryParser queries;

    ConditionParser(Tokens tokens, ExpressionParser expressions, QueryParser queries) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.queries = queries;
    }

    Condition condition() {
        if (tokens.peek().isWord("NOT")) {
            Condition negated = part();
            rejectNext("AND");
            rejectNext("OR");
            return negated;
        }
        List<Condition> parts = new ArrayList<>();
        parts.add(part());
        if (tokens.peek().isWord("AND")) {
            chain(parts, "AND", "OR");
            return new Condition.All(parts);
        }
        if (tokens.peek().isWord("OR")) {
            chain(parts, "OR", "AND");
            return new Condition.Any(parts);
        }
        return parts.get(0);
    }

    private void chain(List<Condition> parts, String joint, String other) {
        while (tokens.takeWord(joint)) {
            parts.add(part());
        }
        rejectNext(other);
    }

    private void rejectNext(String word) {
        if (tokens.peek().isWord(word)) {
            throw tokens.unexpected(tokens.peek());
        }
    }

    private Condition part() {
        tokens.enter();
        Condition part;
        if (tokens.takeWord("NOT")) {
            part = new Condition.Not(part());
        } else if (tokens.takeSign("(")) {
            part = condition();
            tokens.expectSign(")");
        } else {
            part = comparison();
        }
        tokens.leave();
        return part;
    }

    private Condition comparison() {
        Expression left = expressions.expression();
        Token token = tokens.take();
        if (token.isWord("IN")) {
            return membership(left, false);
        }
        if (token.isWord("NOT")) {
            tokens.expectWord("IN");
            return membership(left, true);
        }
        if (token.isWord("INCLUDES") || token.isWord("EXCLUDES")) {
            return selection(left, token);
        }
        if (token.isWord("LIKE")) {
            return new Condition.Comparison(left, Operator.LIKE, expressions.literal());
        }
        Operator operator = token.kind() == TokenKind.SIGN ? OPERATORS.get(token.text()) : null;
        if (operator == null) {
            throw tokens.unexpected(token);
        }
        return new Condition.Comparison(left, operator, expressions.literal());
    }

    private Condition membership(Expression left, boolean negated) {
        int position = tokens.peek().position();
        if (tokens.peek().isSign(":")) {
            throw tokens.malformed(position, "Bind variables only allowed in Apex code");
        }
        tokens.expectSign("(");
        if (tokens.peek().isWord("SELECT")) {
            SoqlQuery query = queries.query(true);
            tokens.expectSign(")");
            return new Condition.SemiJoin(left, negated, query, position);
        }
        List<Literal> values = new ArrayList<>();
        do {
            values.add(expressions.literal());
        } while (tokens.takeSign(","));
        tokens.expectSign(")");
        return new Condition.Membership(left, negated, values);
    }

    private Condition selection(Expression left, Token word) {
        if (!(left instanceof FieldPath path)) {
            throw tokens.unexpected(word);
        }
        tokens.expectSign("(");
        List<Literal.Text> values = new ArrayList<>();
        do {
            Token token = tokens.take();
            if (token.kind() != TokenKind.TEXT) {
                throw tokens.unexpected(token);
            }
            values.add(new Literal.Text(token.text(), token.position()));
        } while (tokens.takeSign(","));
        tokens.expectSign(")");
        return new Condition.Selection(path, word.isWord("EXCLUDES"), values);
    }
}
